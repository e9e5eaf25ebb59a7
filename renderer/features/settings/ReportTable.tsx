import type { DeviceVerdict } from '#core/contract/index.ts';
import { Ago } from '#renderer/ui/Ago.tsx';
import { type ReportRow, reportRows } from '../models/devices-view.ts';
import classes from './ReportTable.module.css';
import shared from './SettingsScreen.module.css';

/** How fast a model ran on each device, whether its vectors were right, and what follows. */
export function ReportTable({ verdict }: { verdict: DeviceVerdict }) {
  return (
    <>
      <table
        className={`${shared.table} ${classes.table}`}
        aria-label={`Measurements of ${verdict.modelName}`}
      >
        <thead>
          <tr>
            <th scope="col">Device</th>
            <th scope="col">Weights</th>
            <th scope="col" className={classes.speed}>
              Short texts a second
            </th>
            <th
              scope="col"
              className={shared.number}
              title="Mean cosine of its vectors with those of the CPU in fp32"
            >
              Agreement
            </th>
            <th
              scope="col"
              className={shared.number}
              title="Share of texts whose ten nearest are the same as with the CPU in fp32"
            >
              Same top 10
            </th>
            <th scope="col">Verdict</th>
          </tr>
        </thead>
        <tbody>
          {reportRows(verdict).map((row) => (
            <Row key={row.id} row={row} />
          ))}
        </tbody>
      </table>
      <p className={classes.caption} title={verdict.machine}>
        Measured <Ago at={verdict.measuredAt} inWords /> on {verdict.machine}
      </p>
    </>
  );
}

const VERDICTS = { chosen: 'used by Auto', usable: 'can be used', refused: 'not used' } as const;

function Row({ row }: { row: ReportRow }) {
  return (
    <tr data-verdict={row.verdict}>
      <td title={row.name}>{row.device}</td>
      <td>{row.dtype}</td>
      <td>
        <div className={classes.plot}>
          <span className={classes.bar} data-verdict={row.verdict}>
            <span style={{ width: `${row.share * 100}%` }} />
          </span>
          <span className={classes.value}>{row.speed}</span>
        </div>
      </td>
      <td className={shared.number}>{row.agreement}</td>
      <td className={shared.number}>{row.sameTop10}</td>
      <td>
        <b className={classes.verdict} data-verdict={row.verdict}>
          {VERDICTS[row.verdict]}
        </b>
        {row.reason && <p className={shared.small}>{row.reason}</p>}
      </td>
    </tr>
  );
}

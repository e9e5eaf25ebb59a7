import type { OperatingPoint, WorkspaceSummary } from '#core/contract/index.ts';
import { Card } from '#renderer/ui/Card.tsx';
import { IntervalNumber } from '#renderer/ui/IntervalNumber.tsx';
import { NumberSetting } from '#renderer/ui/NumberSetting.tsx';
import classes from './Decisions.module.css';
import { operatingRows, POINT_SETTINGS } from './decisions-view.ts';
import tables from './tables.module.css';
import { usePointSettings } from './use-evaluation.ts';

interface Props {
  points: readonly OperatingPoint[];
  workspace: WorkspaceSummary | undefined;
}

/** Thresholds by other rules than the bands', each chosen on calibrate and measured on test. */
export function OperatingPointsCard({ points, workspace }: Props) {
  return (
    <Card title="Operating points" aside="chosen on calibrate, measured on test; Clopper-Pearson">
      <table className={tables.table} aria-label="Operating points">
        <thead>
          <tr>
            <th scope="col">Rule</th>
            <th scope="col">Threshold</th>
            <th scope="col">Accepted</th>
            <th scope="col">Precision</th>
            <th scope="col">Recall</th>
            <th scope="col">F1</th>
            <th scope="col">Cost of a pair</th>
          </tr>
        </thead>
        <tbody>
          {operatingRows(points).map((row) => (
            <tr key={row.rule}>
              <th scope="row">{row.title}</th>
              <td>{row.threshold}</td>
              <td>{row.accepted}</td>
              <td>{row.precision ? <IntervalNumber interval={row.precision} /> : '–'}</td>
              <td>{row.recall ? <IntervalNumber interval={row.recall} /> : '–'}</td>
              <td>{row.f1}</td>
              <td>{row.cost}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {workspace && <PointSettings workspace={workspace} />}
    </Card>
  );
}

function PointSettings({ workspace: { settings, readOnly } }: { workspace: WorkspaceSummary }) {
  const keep = usePointSettings();
  return (
    <div className={classes.settings}>
      {POINT_SETTINGS.map(({ setting, title, hint, range }) => (
        <div key={setting} title={hint}>
          <span>{title}</span>
          <NumberSetting
            title={title}
            hint={readOnly ? 'This workspace is open for reading only' : hint}
            value={settings[setting]}
            range={range}
            decimals={2}
            disabled={readOnly}
            onKeep={(value) => value !== null && keep({ [setting]: value })}
          />
        </div>
      ))}
      <p>Settings of the workspace: the rules look anew, the bands stay as they are.</p>
    </div>
  );
}

import type { Contribution } from '#core/contract/index.ts';
import { formatDifference } from '#renderer/ui/format.ts';
import { layWaterfall } from './search-view.ts';
import classes from './Waterfall.module.css';

/** How each piece of evidence moves the odds: a table whose middle column is the chart. */
export function Waterfall({ contributions }: { contributions: readonly Contribution[] }) {
  const { steps, zero, total } = layWaterfall(contributions);
  return (
    <table className={classes.waterfall}>
      <caption className="visually-hidden">Contributions to the log-odds</caption>
      <colgroup>
        <col className={classes.nameColumn} />
        <col />
        <col className={classes.valueColumn} />
      </colgroup>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">Evidence</th>
          <th scope="col">From even odds to the result</th>
          <th scope="col">Log-odds</th>
        </tr>
      </thead>
      <tbody>
        {steps.map(({ name, logOdds, start, end }) => (
          <tr key={name}>
            <th scope="row" title={name}>
              {name}
            </th>
            <td className={classes.plot}>
              <span className={classes.zero} style={{ left: `${zero * 100}%` }} />
              <span
                className={classes.bar}
                data-sign={logOdds < 0 ? 'minus' : 'plus'}
                style={{
                  left: `${Math.min(start, end) * 100}%`,
                  width: `max(2px, ${Math.abs(end - start) * 100}%)`,
                }}
              />
            </td>
            <td className={classes.value}>{formatDifference(logOdds, 1)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">Log-odds</th>
          <td />
          <td className={classes.value}>{formatDifference(total, 1)}</td>
        </tr>
      </tfoot>
    </table>
  );
}

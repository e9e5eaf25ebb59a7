import type { Drift } from '#core/contract/index.ts';
import { Card } from '#renderer/ui/Card.tsx';
import classes from './MonitorScreen.module.css';
import { type ShareRow, shareRows } from './monitor-view.ts';

/** How many queries the dictionary does not know, or knows nothing near, beside what was expected. */
export function SharesCard({ drift }: { drift: Drift }) {
  const rows = shareRows(drift);
  return (
    <Card title="Queries that are strange to the version" aside={<span>● now ○ expected</span>}>
      {rows.length === 0 ? (
        <p className={classes.empty}>
          Not known yet: the version was not measured, or too few queries came.
        </p>
      ) : (
        <div className={classes.shares}>
          {rows.map((row) => (
            <Share key={row.name} row={row} />
          ))}
        </div>
      )}
    </Card>
  );
}

function Share({ row: { name, meaning, expected, observed, words } }: { row: ShareRow }) {
  // The axis ends at the next quarter, so that small shares can be told from each other.
  const end = Math.min(1, Math.ceil(Math.max(expected, observed, 0.01) * 4) / 4);
  const left = (share: number) => ({ left: `${(share / end) * 100}%` });
  return (
    <div>
      <p>
        <b>{name}</b> <span>{words}</span>
      </p>
      <div className={classes.track} aria-hidden="true">
        <span className={classes.expected} style={left(expected)} />
        <span className={classes.now} style={left(observed)} />
      </div>
      <small>{meaning}</small>
    </div>
  );
}

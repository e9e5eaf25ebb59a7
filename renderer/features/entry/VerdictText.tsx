import type { Verdict } from '#core/contract/index.ts';
import classes from './EntryParts.module.css';

/** A judgment as sign and word. */
export function VerdictText({ verdict }: { verdict: Verdict }) {
  return (
    <span className={classes.verdict} data-verdict={verdict}>
      {verdict === 'yes' ? '✓ right' : '✕ wrong'}
    </span>
  );
}

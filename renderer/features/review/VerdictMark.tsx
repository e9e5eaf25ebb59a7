import { verdictWords } from './answer-words.ts';
import type { GivenVerdict } from './review-session.ts';
import classes from './VerdictMark.module.css';

/** An answer as sign and word: colour alone never carries it. */
export function VerdictMark({ verdict }: { verdict: GivenVerdict }) {
  return (
    <span className={classes.mark} data-verdict={verdict}>
      {verdictWords(verdict)}
    </span>
  );
}

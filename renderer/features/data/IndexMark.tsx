import type { IndexState } from './collection-view.ts';
import classes from './DataScreen.module.css';

/** Whether a collection can be searched as it is: a filled disc or a ring, and in words. */
export function IndexMark({ state }: { state: IndexState | null }) {
  if (!state) return <p className={classes.index}> </p>;
  const { indexed, text, hint } = state;
  return (
    <p className={classes.index} data-indexed={indexed} title={hint}>
      <svg viewBox="0 0 10 10" width="9" height="9" aria-hidden="true">
        <circle
          cx="5"
          cy="5"
          r="3.6"
          fill={indexed ? 'currentColor' : 'none'}
          stroke="currentColor"
          strokeWidth="1.5"
        />
      </svg>
      <span>
        {text}
        {!indexed && (
          <>
            : <a href="#/train">train</a>
          </>
        )}
      </span>
    </p>
  );
}

import { Delayed } from '#renderer/ui/Skeleton.tsx';
import classes from './Pair.module.css';

const WIDTHS = [90, 260, 70, 200, 340];

/** Grey lines where the pair will be. A large version takes its seconds when it is asked for the first time. */
export function PairSkeleton() {
  return (
    <div className={`${classes.card} ${classes.waiting}`}>
      <Delayed>
        <div className={classes.skeleton} role="status" aria-label="Loading">
          {WIDTHS.map((width) => (
            <span key={width} style={{ width }} />
          ))}
          <p>Asking the version what it is unsure of…</p>
        </div>
      </Delayed>
    </div>
  );
}

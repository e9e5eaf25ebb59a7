import { type ReactNode, useEffect, useState } from 'react';
import classes from './Skeleton.module.css';

const DELAY = 150;

/** Shows its children only when a wait is long enough to be noticed. */
export function Delayed({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), DELAY);
    return () => clearTimeout(timer);
  }, []);
  return shown ? children : null;
}

interface LinesProps {
  count?: number;
  /** Height of one line in pixels. */
  height?: number;
}

const WIDTHS = ['72%', '54%', '63%', '41%', '58%', '48%'];

/** Grey lines where text will be. */
export function SkeletonLines({ count = 4, height = 32 }: LinesProps) {
  return (
    <Delayed>
      <div className={classes.lines} role="status" aria-label="Loading">
        {Array.from({ length: count }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike and never move
          <div key={index} className={classes.row} style={{ height }}>
            <span className={classes.bar} style={{ width: WIDTHS[index % WIDTHS.length] }} />
          </div>
        ))}
      </div>
    </Delayed>
  );
}

import classes from './Ring.module.css';

interface Props {
  /** 0..1, or null while it is not known how much there is to do: then the ring turns. */
  share: number | null;
  size?: number;
}

const RADIUS = 6;
const LENGTH = 2 * Math.PI * RADIUS;

/** A small ring that fills with progress. Decoration: the number stands beside it. */
export function Ring({ share, size = 14 }: Props) {
  return (
    <svg
      className={classes.ring}
      data-turning={share === null || undefined}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      aria-hidden="true"
    >
      <circle className={classes.track} cx="8" cy="8" r={RADIUS} />
      <circle
        className={classes.arc}
        cx="8"
        cy="8"
        r={RADIUS}
        strokeDasharray={`${LENGTH * Math.max(0.06, share ?? 0.3)} ${LENGTH}`}
        transform="rotate(-90 8 8)"
      />
    </svg>
  );
}

import classes from './ShareBar.module.css';

interface Props {
  /** What the whole is, for people who cannot see it. */
  label: string;
  /** Shares of the whole, 0..1, left to right; what they leave is empty. */
  parts: readonly { tone: string; share: number; label: string }[];
  small?: boolean;
}

/** A thin bar of shares beside each other. The counts stand beside it or on hover: colour alone says nothing. */
export function ShareBar({ label, parts, small = false }: Props) {
  return (
    <div
      className={classes.bar}
      data-small={small || undefined}
      role="img"
      aria-label={`${label}: ${parts.map((part) => part.label).join(', ') || 'nothing yet'}`}
    >
      {parts.map((part) => (
        <span
          key={part.tone}
          className={classes.part}
          data-tone={part.tone}
          title={part.label}
          style={{ width: `max(2px, ${part.share * 100}%)` }}
        />
      ))}
    </div>
  );
}

import classes from './ScoreBar.module.css';

interface Props {
  /** A cosine; a negative one fills nothing. */
  value: number;
  kind: 'semantic' | 'lexical';
}

/** A score as a short bar and its two digits. */
export function ScoreBar({ value, kind }: Props) {
  const share = Math.min(1, Math.max(0, value));
  return (
    <div className={classes.score} data-kind={kind}>
      <span className={classes.track}>
        <span style={{ width: `${share * 100}%` }} />
      </span>
      {value.toFixed(2).replace('-', '−')}
    </div>
  );
}

import type { Band } from '#core/contract/index.ts';
import { BandChip } from './BandChip.tsx';
import { formatProbability } from './format.ts';
import classes from './ScoreBar.module.css';

interface Props {
  /** null where there is no match model to give one. */
  probability: number | null;
  band: Band | null;
}

/** A probability as number, band and bar; never by colour alone. */
export function ProbabilityBar({ probability, band }: Props) {
  if (probability === null) return <span className={classes.none}>no probability</span>;
  return (
    <div className={classes.probability} data-band={band ?? undefined}>
      <b>{formatProbability(probability)}</b>
      {band && <BandChip band={band} />}
      <span className={classes.track}>
        <span style={{ width: `${probability * 100}%` }} />
      </span>
    </div>
  );
}

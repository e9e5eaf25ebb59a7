import type { Band } from '#core/contract/index.ts';
import classes from './BandChip.module.css';

const LETTERS: Record<Band, string> = { accept: 'A', review: '?', reject: 'R' };

/** A band as letter and word: colour alone never carries it. */
export function BandChip({ band }: { band: Band }) {
  return (
    <span className={classes.chip} data-band={band}>
      {LETTERS[band]} {band}
    </span>
  );
}

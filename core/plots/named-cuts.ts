import type { Thresholds } from '#core/contract/metrics.ts';
import type { PlotTheme } from './theme.ts';

/** A threshold that a figure shows as a labelled line. */
export interface NamedCut {
  /** "accept ≥ 0.912" */
  label: string;
  threshold: number;
  tone: 'accept' | 'review' | 'reject';
}

/** Never by colour alone. */
export const TONE_SYMBOL = { accept: 'circle', review: 'diamond2', reject: 'square2' } as const;

export const toneColour =
  (theme: PlotTheme) =>
  ({ tone }: NamedCut) =>
    theme[tone];

/** The thresholds of a version, highest first; what is not set is left out. */
export function namedCuts({
  accept,
  reject,
  bestF1,
}: Pick<Thresholds, 'accept' | 'reject' | 'bestF1'>): NamedCut[] {
  const cut = (tone: NamedCut['tone'], label: string, threshold: number | null): NamedCut[] =>
    threshold === null || !Number.isFinite(threshold)
      ? []
      : [{ tone, threshold, label: `${label} ${threshold.toFixed(3)}` }];
  return [
    ...cut('accept', 'accept ≥', accept),
    ...cut('review', 'best F1 ≥', bestF1),
    ...cut('reject', 'reject <', reject),
  ].sort((a, b) => b.threshold - a.threshold);
}

import type { FitState } from '#core/learn/fit-rounds.ts';
import type { TrainDeps } from './train-deps.ts';

/** Tells a run how the rounds of a fit go. */
export interface RoundMetrics {
  /** The loss of a batch. */
  batch(loss: number): void;
  /** A round has ended, or all have; what was told before is not told again. */
  round(state: Pick<FitState, 'round' | 'scores'>): void;
}

/**
 * `<name>.loss`, the mean over the batches of a round, and where rounds are scored `<name>.mrr@10` on queries kept aside, the start
 * as step 0.
 */
export function roundMetrics(
  name: string,
  metric: TrainDeps['metric'],
  scored: boolean,
): RoundMetrics {
  let losses: number[] = [];
  let told = 0;
  return {
    batch: (loss) => void losses.push(loss),
    round({ round, scores }) {
      if (losses.length > 0) {
        const mean = losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
        metric?.(`${name}.loss`, mean, round);
      }
      losses = [];
      if (!scored) return;
      for (; told < scores.length; told += 1) metric?.(`${name}.mrr@10`, scores[told] ?? 0, told);
    },
  };
}

import { normalQuantile } from './normal-quantile.ts';
import { inverseIncompleteBeta } from './special-functions.ts';

/** A share with its bounds, all in [0, 1]. */
export type ShareInterval = { value: number; lower: number; upper: number };

/**
 * Two-sided exact interval of a share, `confidence` in (0, 1); [0, 1] for no trials.
 * Source: Clopper and Pearson, Biometrika 26, 1934.
 */
export function clopperPearson(
  successes: number,
  trials: number,
  confidence = 0.95,
): ShareInterval {
  const oneSided = (1 + confidence) / 2;
  return {
    value: trials === 0 ? 0 : successes / trials,
    lower: clopperPearsonLower(successes, trials, oneSided),
    upper: clopperPearsonUpper(successes, trials, oneSided),
  };
}

/** The share is at least this with `confidence`: the one-sided exact lower bound. */
export function clopperPearsonLower(successes: number, trials: number, confidence = 0.95): number {
  if (successes <= 0) return 0;
  return inverseIncompleteBeta(1 - confidence, successes, trials - successes + 1);
}

/** The share is at most this with `confidence`: the one-sided exact upper bound. */
export function clopperPearsonUpper(successes: number, trials: number, confidence = 0.95): number {
  if (successes >= trials) return 1;
  return inverseIncompleteBeta(confidence, successes + 1, trials - successes);
}

/** Two-sided score interval of a share; [0, 1] for no trials. Source: Wilson, JASA 22, 1927. */
export function wilson(successes: number, trials: number, confidence = 0.95): ShareInterval {
  if (trials === 0) return { value: 0, lower: 0, upper: 1 };
  const z = normalQuantile((1 + confidence) / 2);
  const share = successes / trials;
  const scale = 1 + z ** 2 / trials;
  const centre = (share + z ** 2 / (2 * trials)) / scale;
  const half = (z * Math.sqrt((share * (1 - share)) / trials + z ** 2 / (4 * trials ** 2))) / scale;
  // The exact bounds at 0 and n are 0 and 1; rounding must not push them past the share itself.
  return {
    value: share,
    lower: successes === 0 ? 0 : centre - half,
    upper: successes === trials ? 1 : centre + half,
  };
}

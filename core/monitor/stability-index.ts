import { chiSquareQuantile } from '#core/math/chi-square.ts';

/** Most bins that an index is worked out over, and least queries of the reference for each. */
const MOST_BINS = 10;
const LEAST_IN_BIN = 10;

export interface StabilityIndex {
  /** Sum over bins of (o - e) ln(o / e), o and e being the shares of the incoming and of the expected queries. */
  value: number;
  /** What it stays below with the given confidence where nothing has changed. */
  critical: number;
}

/**
 * Population stability index (Siddiqi, Credit Risk Scorecards, 2006) over bins in which about equally many expected
 * queries lie. Where nothing has changed it is distributed as (1/n + 1/m) times chi-square with B - 1 degrees of freedom,
 * for n expected and m incoming queries (Yurdakul, Statistical Properties of Population Stability Index, 2018). Half a
 * query is added to each bin, so that empty ones do not make it infinite. Both histograms are over the same fine bins.
 * Null where there are too few for two bins.
 */
export function stabilityIndex(
  expected: readonly number[],
  incoming: readonly number[],
  confidence: number,
): StabilityIndex | null {
  const n = sum(expected);
  const m = sum(incoming);
  const bins = equalMassBins(expected, Math.min(MOST_BINS, Math.floor(n / LEAST_IN_BIN)));
  if (bins.length < 2 || m === 0) return null;
  const share = (counts: readonly number[], [from, to]: Range, total: number) =>
    (sum(counts.slice(from, to)) + 0.5) / (total + bins.length / 2);
  const value = bins.reduce((psi, bin) => {
    const [e, o] = [share(expected, bin, n), share(incoming, bin, m)];
    return psi + (o - e) * Math.log(o / e);
  }, 0);
  return { value, critical: (1 / n + 1 / m) * chiSquareQuantile(confidence, bins.length - 1) };
}

/** Fine bins from the first number up to before the second. */
type Range = readonly [number, number];

/**
 * Joins fine bins until each holds a share of the whole. One that holds as much by itself stands alone, and what lies on
 * either side of it is kept apart however little it is: where nearly all scores are high, a low one is what matters.
 */
export function equalMassBins(counts: readonly number[], wanted: number): Range[] {
  const enough = sum(counts) / Math.max(1, wanted);
  const bins: { range: Range; heavy: boolean }[] = [];
  if (wanted < 1) return [];
  let from = 0;
  let held = 0;
  const close = (to: number, heavy: boolean) => {
    if (to > from) bins.push({ range: [from, to], heavy });
    from = to;
    held = 0;
  };
  counts.forEach((count, bin) => {
    const heavy = count >= enough;
    if (heavy) close(bin, false);
    held += count;
    if (held >= enough) close(bin + 1, heavy);
  });
  const last = bins.at(-1);
  // A rest that is less than a share goes to its neighbour.
  if (last && !last.heavy && from < counts.length) last.range = [last.range[0], counts.length];
  else close(counts.length, false);
  return bins.map(({ range }) => range);
}

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

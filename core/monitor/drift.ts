import type { Drift } from '#core/contract/monitor.ts';
import { SCORES } from './bins.ts';
import type { Counts } from './counts.ts';
import { type Found, foundInWords, type Level, unknownInWords } from './drift-words.ts';
import { LEAST_QUERIES, LEAST_REFERENCE } from './least-queries.ts';
import { lowSimilarityCount } from './low-similarity.ts';
import { hasRisen, type Share } from './risen-share.ts';
import { stabilityIndex } from './stability-index.ts';

/** Three things are tested; together they raise a false alarm in at most 5 % of the cases. */
const CONFIDENCE = 1 - 0.05 / 3;

/** The usual rule of thumb for the index: below the first nothing has changed, from the second on much has. */
const PSI = { shifting: 0.1, shifted: 0.25 };
/** The same for a share that has risen by so much. */
const RISE = { shifting: 0.05, shifted: 0.15 };

/**
 * How incoming queries differ from a version's own test queries. A difference counts where it is both large enough to
 * matter and beyond chance, so that few queries raise no alarm. `expected` is null where the version keeps none.
 */
export function driftOf(expected: Counts | null, incoming: Counts): Drift {
  const queries = incoming.compared;
  if (expected === null || expected.compared < LEAST_REFERENCE || queries < LEAST_QUERIES) {
    const reference = expected?.compared ?? null;
    const shares = expected && queries > 0 && reference !== 0 ? sharesOf(expected, incoming) : null;
    return {
      ...{ queries, psi: null, verdict: 'unknown', words: unknownInWords(reference, queries) },
      ...plain(shares),
      bins: shares && expected ? binsOf(expected, incoming) : [],
    };
  }
  const psi =
    total(incoming.odds) < LEAST_QUERIES
      ? null
      : stabilityIndex(expected.odds, incoming.odds, CONFIDENCE);
  const shares = sharesOf(expected, incoming);
  const found: Found = {
    scores: psi === null || psi.value <= psi.critical ? 'stable' : levelOf(psi.value, PSI),
    outOfVocabulary: levelOfRise(shares.outOfVocabulary),
    lowSimilarity: levelOfRise(shares.lowSimilarity),
  };
  const verdict = worst(Object.values(found));
  return {
    ...{ queries, psi: psi?.value ?? null, verdict },
    words: foundInWords(verdict, found, plain(shares)),
    ...plain(shares),
    bins: binsOf(expected, incoming),
  };
}

interface Compared {
  expected: Share;
  observed: Share;
}

function sharesOf(
  expected: Counts,
  incoming: Counts,
): { outOfVocabulary: Compared; lowSimilarity: Compared } {
  const low = (counts: Counts) => ({
    count: lowSimilarityCount(counts, expected),
    of: counts.compared,
  });
  const unknown = ({ outOfVocabulary, compared }: Counts) => ({
    count: outOfVocabulary,
    of: compared,
  });
  return {
    outOfVocabulary: { expected: unknown(expected), observed: unknown(incoming) },
    lowSimilarity: { expected: low(expected), observed: low(incoming) },
  };
}

const shareOf = ({ count, of }: Share) => count / of;

function plain(shares: ReturnType<typeof sharesOf> | null) {
  const both = ({ expected, observed }: Compared) => ({
    expected: shareOf(expected),
    observed: shareOf(observed),
  });
  return {
    outOfVocabulary: shares && both(shares.outOfVocabulary),
    lowSimilarity: shares && both(shares.lowSimilarity),
  };
}

function levelOfRise({ expected, observed }: Compared): Level {
  if (!hasRisen(expected, observed, CONFIDENCE)) return 'stable';
  return levelOf(shareOf(observed) - shareOf(expected), RISE);
}

function levelOf(size: number, from: { shifting: number; shifted: number }): Level {
  if (size >= from.shifted) return 'shifted';
  return size >= from.shifting ? 'shifting' : 'stable';
}

function worst(levels: readonly Level[]): Level {
  if (levels.includes('shifted')) return 'shifted';
  return levels.includes('shifting') ? 'shifting' : 'stable';
}

/** Empty where either side gives no probability. */
function binsOf(expected: Counts, incoming: Counts): Drift['bins'] {
  const [all, seen] = [total(expected.scores), total(incoming.scores)];
  if (all === 0 || seen === 0) return [];
  return expected.scores.map((count, bin) => ({
    from: bin / SCORES.bins,
    to: (bin + 1) / SCORES.bins,
    expected: count / all,
    observed: (incoming.scores[bin] ?? 0) / seen,
  }));
}

const total = (counts: readonly number[]) => counts.reduce((a, b) => a + b, 0);

import { gather } from './contrastive-step.ts';
import type { Matrix, Multiply } from './multiply.ts';

/** Of a query. */
export interface MineRequest {
  /** Its row in `vectors`. */
  row: number;
  /** Entries that are right. */
  right: readonly number[];
  /** Entries that somebody rejected. */
  rejected: readonly number[];
}

const MOST_NEGATIVES = 10;
/** A near miss must be this much less similar than the best right answer, relatively: closer ones may be right unjudged. */
const RELATIVE_MARGIN = 0.05;
const QUERIES_AT_ONCE = 256;

/**
 * Hard negatives of each query: the closest term of each rejected entry, then the closest terms of other wrong entries
 * that keep the relative margin (as sentence-transformers' mine_hard_negatives defines it), at most ten.
 */
export async function mineNegatives(
  requests: readonly MineRequest[],
  vectors: Matrix,
  entryOf: Uint32Array,
  multiply: Multiply,
  breathe: () => Promise<void>,
): Promise<number[][]> {
  const { columns, values } = vectors;
  const terms = {
    rows: entryOf.length,
    columns,
    values: values.subarray(0, entryOf.length * columns),
  };
  const mined: number[][] = [];
  for (let from = 0; from < requests.length; from += QUERIES_AT_ONCE) {
    const some = requests.slice(from, from + QUERIES_AT_ONCE);
    const queries = gather(
      vectors,
      some.map(({ row }) => row),
    );
    const cosines = await multiply(queries, terms, { b: true });
    for (const [i, request] of some.entries()) {
      const own = cosines.values.subarray(i * terms.rows, (i + 1) * terms.rows);
      mined.push(negativesOf(request, own, entryOf));
      await breathe();
    }
  }
  return mined;
}

/** Term rows, the rejected entries' first. */
export function negativesOf(
  { right, rejected }: Pick<MineRequest, 'right' | 'rejected'>,
  cosines: Float32Array,
  entryOf: Uint32Array,
): number[] {
  const best = bestRows(cosines, entryOf);
  const bestRight = Math.max(-1, ...right.map((entry) => cosines[best.get(entry) ?? -1] ?? -1));
  const known = new Set([...right, ...rejected]);
  const least = bestRight * (1 - RELATIVE_MARGIN);
  const near = [...best]
    .filter(([entry, row]) => !known.has(entry) && (cosines[row] as number) <= least)
    .sort(([, a], [, b]) => (cosines[b] as number) - (cosines[a] as number) || a - b)
    .map(([, row]) => row);
  const refused = rejected.flatMap((entry) => best.get(entry) ?? []);
  return [...refused, ...near].slice(0, MOST_NEGATIVES);
}

/** Entry -> its closest term row. */
function bestRows(cosines: Float32Array, entryOf: Uint32Array): Map<number, number> {
  const best = new Map<number, number>();
  entryOf.forEach((entry, row) => {
    const known = best.get(entry);
    if (known === undefined || (cosines[row] as number) > (cosines[known] as number)) {
      best.set(entry, row);
    }
  });
  return best;
}

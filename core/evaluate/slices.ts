import type { Slice } from '#core/contract/evaluation-detail.ts';
import { deriveSeed } from '#core/math/seeded-random.ts';
import { bootstrapMeans, type ResampleOptions } from './bootstrap.ts';
import { compareVersions, verdictOf } from './compare.ts';
import { holm } from './holm.ts';
import type { PerQuery, RankingMeasure } from './ranking-metrics.ts';

/** One way to part queries: query -> the part that it is in. A query that is not in it is in no part. */
export type Facet = { facet: string; values: ReadonlyMap<string, string> };

/** What fewer queries say is noise. */
export const LEAST_QUERIES = 10;
/** The part that takes in all that are smaller. */
const OTHER = 'other';

/**
 * The measures of each part of the queries with bootstrap intervals, and with `before` what changed against it, by NDCG@10.
 * Parts of fewer than 10 queries are put together as "other", and left out where that is no larger; a facet with one part
 * only is the whole and is left out. The p values of all changes are adjusted together by Holm, and the verdicts rest on
 * them: among many slices one always looks changed. Largest part first within a facet.
 */
export async function sliceMeasures(
  facets: readonly Facet[],
  perQuery: ReadonlyMap<string, PerQuery>,
  before: ReadonlyMap<string, PerQuery> | null,
  options: ResampleOptions,
): Promise<Slice[]> {
  const slices: Slice[] = [];
  for (const { facet, values } of facets) {
    for (const [value, queries] of partsOf(values, perQuery)) {
      const seed = deriveSeed(options.seed, `${facet}/${value}`);
      const own = only(perQuery, queries);
      const measured = await measureSlice([...own.values()], { ...options, seed });
      const change = before && (await changeOf(only(before, queries), own, { ...options, seed }));
      slices.push({ facet, value, queries: queries.length, ...measured, change });
    }
  }
  return adjusted(slices);
}

function partsOf(
  values: ReadonlyMap<string, string>,
  perQuery: ReadonlyMap<string, PerQuery>,
): [string, string[]][] {
  const all = grouped(perQuery.keys(), (query) => values.get(query));
  const parts = [...grouped(all.keys(), (value) => nameOf(value, all.get(value) ?? []))].map(
    ([name, together]): [string, string[]] => [name, together.flatMap((one) => all.get(one) ?? [])],
  );
  const large = parts.filter(([, queries]) => queries.length >= LEAST_QUERIES);
  if (large.length < 2) return [];
  return large.sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1));
}

const nameOf = (value: string, queries: readonly string[]) =>
  queries.length < LEAST_QUERIES ? OTHER : value;

/** Items by what `nameOf` calls them; those without a name are left out. */
function grouped(
  items: Iterable<string>,
  nameOf: (item: string) => string | undefined,
): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const item of items) {
    const name = nameOf(item);
    if (name === undefined) continue;
    const group = groups.get(name);
    if (group) group.push(item);
    else groups.set(name, [item]);
  }
  return groups;
}

const only = (perQuery: ReadonlyMap<string, PerQuery>, queries: readonly string[]) =>
  new Map(
    queries.flatMap((query) => {
      const measured = perQuery.get(query);
      return measured ? [[query, measured] as const] : [];
    }),
  );

async function measureSlice(
  queries: readonly PerQuery[],
  options: ResampleOptions,
): Promise<Pick<Slice, 'ndcg' | 'mrr' | 'top1'>> {
  const column = (measure: RankingMeasure) => Float64Array.from(queries, (q) => q[measure]);
  const columns = [column('ndcg@10'), column('mrr@10'), column('top1')];
  const [ndcg, mrr, top1] = await bootstrapMeans(columns, options);
  const none = { value: 0, lower: 0, upper: 0 };
  return { ndcg: ndcg ?? none, mrr: mrr ?? none, top1: top1 ?? none };
}

/** Null where the other version was measured on none of these queries. */
async function changeOf(
  before: ReadonlyMap<string, PerQuery>,
  now: ReadonlyMap<string, PerQuery>,
  options: ResampleOptions,
): Promise<Slice['change']> {
  if (before.size === 0) return null;
  const { difference, pValue, verdict } = await compareVersions(before, now, options);
  return { difference, pValue, verdict };
}

function adjusted(slices: readonly Slice[]): Slice[] {
  const pValues = holm(slices.flatMap(({ change }) => (change ? [change.pValue] : [])));
  let next = 0;
  return slices.map((slice) => {
    if (!slice.change) return slice;
    const pValue = pValues[next++] ?? 1;
    const { difference } = slice.change;
    return { ...slice, change: { difference, pValue, verdict: verdictOf(difference, pValue) } };
  });
}

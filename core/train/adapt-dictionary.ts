import type { Space } from '#core/contract/versions.ts';
import type { Settings } from '#core/contract/workspace.ts';
import { adapted, adapterMap } from '#core/embed/fusion/adapted.ts';
import { fitAdapter } from '#core/learn/fit-adapter.ts';
import { type FitState, MOST_ROUNDS } from '#core/learn/fit-rounds.ts';
import { meanReciprocalRank, type RankedQueries } from '#core/learn/mean-reciprocal-rank.ts';
import type { Matrix, Multiply } from '#core/learn/multiply.ts';
import { deriveSeed, seededRandom } from '#core/math/seeded-random.ts';
import type { Snapshot } from '#core/workspace/snapshot.ts';
import { adapterCheckpoint } from './adapter-checkpoint.ts';
import { adapterRows, queryVectors } from './adapter-rows.ts';
import type { JudgedQuery } from './judged-queries.ts';
import type { EmbeddedDictionary } from './prepare-variants.ts';
import { roundMetrics } from './round-metrics.ts';
import type { TrainDeps } from './train-deps.ts';

/** What an adapter, or tokens, are fitted with. */
export interface AdapterFit {
  data: {
    settings: Pick<Settings, 'seed'>;
    snapshot: Pick<Snapshot, 'canonicalSha256' | 'ledgerSha256'>;
  };
  dictionary: EmbeddedDictionary;
  deps: Pick<TrainDeps, 'files' | 'cache' | 'context' | 'sha256' | 'metric'>;
  multiply: Multiply;
  /** Space of the dictionary before anything was learnt: what is kept for going on belongs to it. */
  family: string;
}

/** Who teaches it: with `aside` it stops by itself, else after `rounds`. */
export type AdapterTeachers =
  | { learnFrom: readonly JudgedQuery[]; aside: readonly JudgedQuery[] }
  | { learnFrom: readonly JudgedQuery[]; rounds: number };

/** Fits an adapter on a dictionary's vectors; goes on where an earlier training with the same data was cut off. */
export async function fitDictionaryAdapter(
  { data, dictionary, deps, multiply, family }: AdapterFit,
  teachers: AdapterTeachers,
): Promise<FitState> {
  const { context } = deps;
  const label = 'aside' in teachers ? 'adapter' : 'adapter, all train queries';
  const seed = deriveSeed(data.settings.seed, label);
  const random = seededRandom(seed);
  const rows = await adapterRows({ dictionary, context, multiply, random }, teachers.learnFrom);
  const rounds = 'rounds' in teachers ? teachers.rounds : null;
  const checkpoint = checkpointOf({ data, deps, family }, [
    ...[dictionary.space.id, seed, rounds],
    ...teachers.learnFrom.map(({ normalised }) => normalised),
  ]);
  const score = 'aside' in teachers ? await scorer(dictionary, rows, teachers.aside) : null;
  const metrics = roundMetrics(metricName(teachers, dictionary), deps.metric, score !== null);
  const state = await fitAdapter(rows, {
    ...{ seed, multiply },
    score: score && ((map) => score(map, multiply, context.breathe)),
    ...(rounds === null ? {} : { rounds }),
    from: await checkpoint.read(),
    async keep(state) {
      metrics.round(state);
      await checkpoint.write(state);
    },
    progress: (round, share, loss) => {
      metrics.batch(loss);
      context.progress(Math.floor(round + share), rounds ?? MOST_ROUNDS, 'rounds');
      return context.breathe();
    },
  });
  metrics.round(state);
  return state;
}

function metricName(teachers: AdapterTeachers, { stored }: EmbeddedDictionary): string {
  if ('rounds' in teachers) return 'adapter.final';
  return stored.tokens === null ? 'adapter' : 'adapter.tuned';
}

/** One for each dictionary, ledger and set of teachers. */
export function checkpointOf(
  { data, deps, family }: Pick<AdapterFit, 'data' | 'deps' | 'family'>,
  teachers: readonly unknown[],
) {
  const { canonicalSha256, ledgerSha256 } = data.snapshot;
  const hash = (value: unknown) => deps.sha256(JSON.stringify(value)).slice(0, 16);
  return adapterCheckpoint(deps.files, deps.cache, {
    data: hash([family, canonicalSha256, ledgerSha256]),
    teachers: hash(teachers),
  });
}

/** MRR@10 of queries kept aside under a map. */
async function scorer(
  dictionary: EmbeddedDictionary,
  rows: Parameters<typeof meanReciprocalRank>[0],
  aside: readonly JudgedQuery[],
) {
  const queries = await rankedQueries(dictionary, aside);
  return (map: Matrix, multiply: Multiply, breathe: () => Promise<void>) =>
    meanReciprocalRank(rows, queries, map, multiply, breathe);
}

/** Queries with their vectors and the numbers of their right entries. */
export async function rankedQueries(
  dictionary: EmbeddedDictionary,
  queries: readonly JudgedQuery[],
): Promise<RankedQueries> {
  const numbers = new Map(dictionary.rows.keys.map((key, number) => [key, number]));
  const right = queries.map(({ yes }) => yes.flatMap((key) => numbers.get(key) ?? []));
  return { vectors: await queryVectors(dictionary, queries), right };
}

const ROWS_AT_ONCE = 4096;

/** The dictionary in the adapter's space. Closing its embedder leaves the one below open, which the first dictionary closes. */
export async function adaptDictionary(
  { dictionary, deps }: Pick<AdapterFit, 'dictionary' | 'deps'>,
  map: Matrix,
): Promise<EmbeddedDictionary> {
  const { rows, vectors, embedder, base, stored, space } = dictionary;
  const { dimensions } = space;
  const adapter = { dimensions, map: map.values };
  const mapping = adapterMap(adapter);
  const mapped = new Float32Array(vectors.length);
  try {
    for (let from = 0; from < vectors.length; from += ROWS_AT_ONCE * dimensions) {
      const some = vectors.subarray(from, from + ROWS_AT_ONCE * dimensions);
      mapped.set(await mapping.apply(some), from);
      await deps.context.breathe();
    }
  } finally {
    await mapping.close();
  }
  const below = { ...embedder, close: async () => undefined };
  return {
    rows,
    vectors: mapped,
    embedder: adapted(below, adapter),
    base,
    stored: { ...stored, adapter },
    space: adaptedSpace(space, map, deps.sha256),
  };
}

/** Vectors of two adapters are never mixed: the map's hash is part of the space. */
function adaptedSpace(space: Space, { values }: Matrix, sha256: TrainDeps['sha256']): Space {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  const adapter = sha256(bytes).slice(0, 16);
  const settings = { ...space.settings, adapter };
  const id = sha256(JSON.stringify(['space', settings])).slice(0, 16);
  return { ...space, id, settings, embedder: `${space.embedder}, adapted` };
}

import type { Space } from '#core/contract/versions.ts';
import { embedTexts } from '#core/embed/embedder.ts';
import { normaliseForEmbedding } from '#core/embed/pipeline/normalise-for-embedding.ts';
import { isStatic, type StaticEmbedder } from '#core/embed/static/static-embedder.ts';
import { addRow, quantiseRows } from '#core/embed/static/static-rows.ts';
import type { TunedTokens } from '#core/embed/static/tuned-tokens.ts';
import { type FitState, MOST_ROUNDS } from '#core/learn/fit-rounds.ts';
import { fitTokens, type TokensToFit } from '#core/learn/fit-tokens.ts';
import { reciprocalRankOf } from '#core/learn/mean-reciprocal-rank.ts';
import { type Matrix, matrix } from '#core/learn/multiply.ts';
import { embedBags, type TokenBags } from '#core/learn/token-bags.ts';
import { unitRows } from '#core/learn/unit-rows.ts';
import { deriveSeed, seededRandom } from '#core/math/seeded-random.ts';
import { type AdapterFit, checkpointOf, rankedQueries } from './adapt-dictionary.ts';
import type { AdapterPlan } from './adapter-plan.ts';
import { adapterRows, type TextRows } from './adapter-rows.ts';
import type { EmbeddedDictionary } from './prepare-variants.ts';
import { roundMetrics } from './round-metrics.ts';
import { assembleEmbedder } from './stored-embedder.ts';
import type { TrainDeps } from './train-deps.ts';

/** What tuning came to. */
export interface Tuning {
  state: FitState;
  /** Null where no round was better than none. */
  tokens: TunedTokens | null;
}

/** Tables of vectors that tuning holds at once: the tokens, their origin, their best, their gradient, and Adam's two. */
const TABLES = 6;

/** Why tokens cannot be tuned; null where they can. `roomBytes`: most memory that it may take. */
export function tuningObstacle(
  { base, stored }: EmbeddedDictionary,
  roomBytes: number,
): string | null {
  if (base === null || !isStatic(base)) return 'only static models can be tuned';
  if (stored.pca !== null)
    return 'the model is reduced by PCA, and tokens are not tuned through it';
  const { tokens, dimensions } = base.rows;
  const bytes = TABLES * tokens * dimensions * Float32Array.BYTES_PER_ELEMENT;
  return bytes > roomBytes ? "the model's tokens are too many to tune them in memory" : null;
}

/**
 * Tunes the vectors of a static model's tokens on the plan's train queries and the dictionary, with early stopping; goes
 * on where an earlier training with the same data was cut off.
 */
export async function tuneTokens(fit: AdapterFit, plan: AdapterPlan): Promise<Tuning> {
  const { data, dictionary, deps, multiply } = fit;
  const { context } = deps;
  const base = staticOf(dictionary);
  const seed = deriveSeed(data.settings.seed, 'tokens');
  const random = seededRandom(seed);
  const rows = await adapterRows({ dictionary, context, multiply, random }, plan.learnFrom);
  const aside = await rankedQueries(dictionary, plan.aside);
  const texts = [...rows.texts, ...plan.aside.map(({ texts: [text = ''] }) => text)];
  const { ids, bags } = bagsOf(base, texts, rows, [rows.vectors, aside.vectors]);
  const table = tableOf(base, ids);
  const checkpoint = checkpointOf(fit, [
    ...[dictionary.space.id, seed],
    ...plan.learnFrom.map(({ normalised }) => normalised),
  ]);
  const metrics = roundMetrics('tokens', deps.metric, true);
  const state = await fitTokens(
    { rows, bags, table },
    {
      ...{ seed, multiply },
      score: (values) => asideScore({ rows, bags, table: values }, aside.right, fit),
      from: await checkpoint.read(),
      async keep(state) {
        metrics.round(state);
        await checkpoint.write(state);
      },
      progress: (round, share, loss) => {
        metrics.batch(loss);
        context.progress(Math.floor(round + share), MOST_ROUNDS, 'rounds');
        return context.breathe();
      },
    },
  );
  metrics.round(state);
  return { state, tokens: changedTokens(ids, table, state.best.values) };
}

function staticOf({ base }: EmbeddedDictionary): StaticEmbedder {
  if (base && isStatic(base)) return base;
  throw new Error('Only a static model has tokens to tune.');
}

/** MRR@10 of the queries kept aside, whose bags stand last. */
function asideScore(
  { rows: { entryOf, texts }, bags, table }: TokensToFit & { rows: TextRows },
  right: readonly (readonly number[])[],
  { multiply, deps }: Pick<AdapterFit, 'multiply' | 'deps'>,
): Promise<number> {
  const vectors = (from: number, to: number): Matrix =>
    embedBags(
      bags,
      table,
      Uint32Array.from({ length: to - from }, (_, i) => from + i),
    ).joined.unit;
  const queries = { vectors: vectors(texts.length, texts.length + right.length), right };
  const terms = { entryOf, unitRows: async (from: number, to: number) => vectors(from, to) };
  return reciprocalRankOf(terms, queries, multiply, deps.context.breathe);
}

/** The tokens of texts, of which the first are terms and the others queries; `ids` are those that occur, ascending. */
function bagsOf(
  base: StaticEmbedder,
  texts: readonly string[],
  { entryOf }: Pick<TextRows, 'entryOf'>,
  vectors: readonly Matrix[],
): { ids: Uint32Array; bags: TokenBags } {
  const all = texts.map((text, row) =>
    row < entryOf.length
      ? base.tokensOf(text, 'term')
      : base.tokensOf(normaliseForEmbedding(text), 'query'),
  );
  const ids = Uint32Array.from([...new Set(all.flat())].sort((a, b) => a - b));
  const numbers = new Map(Array.from(ids, (id, number) => [id, number]));
  const starts = new Uint32Array(texts.length + 1);
  all.forEach((tokens, row) => {
    starts[row + 1] = (starts[row] as number) + tokens.length;
  });
  const tokens = Uint32Array.from(all.flat(), (id) => numbers.get(id) as number);
  return { ids, bags: { starts, tokens, beside: besideOf(vectors, base.dimensions) } };
}

/** What follows the model's dimensions in embedded rows, brought to length 1: both weigh the same. */
function besideOf(blocks: readonly Matrix[], width: number): Matrix {
  const columns = (blocks[0]?.columns ?? width) - width;
  const rows = blocks.reduce((sum, block) => sum + block.rows, 0);
  const beside = matrix(rows, columns);
  let to = 0;
  for (const block of blocks) {
    for (let row = 0; row < block.rows; row += 1) {
      const end = (row + 1) * block.columns;
      beside.values.set(block.values.subarray(end - columns, end), to);
      to += columns;
    }
  }
  return unitRows(beside).unit;
}

function tableOf({ rows }: StaticEmbedder, ids: Uint32Array): Matrix {
  const table = matrix(ids.length, rows.dimensions);
  ids.forEach((id, number) => {
    addRow(rows, id, table.values, number * rows.dimensions);
  });
  return table;
}

/** Tokens whose vectors are others than before, rounded as the model's own are; null where there is none. */
function changedTokens(ids: Uint32Array, before: Matrix, after: Matrix): TunedTokens | null {
  const width = before.columns;
  const rowOf = ({ values }: Matrix, row: number) =>
    values.subarray(row * width, (row + 1) * width);
  const changed = Array.from(ids.keys()).filter((row) => {
    const old = rowOf(before, row);
    return rowOf(after, row).some((value, i) => value !== old[i]);
  });
  if (changed.length === 0) return null;
  const floats = new Float32Array(changed.length * width);
  changed.forEach((row, at) => {
    floats.set(rowOf(after, row), at * width);
  });
  return {
    ids: Uint32Array.from(changed, (row) => ids[row] as number),
    rows: quantiseRows(floats, width),
  };
}

/** The dictionary embedded anew with tuned tokens; it shares the model, which is closed with the first dictionary. */
export async function tunedDictionary(
  { rows, base, stored: before, space }: EmbeddedDictionary,
  tokens: TunedTokens,
  { context, sha256 }: Pick<TrainDeps, 'context' | 'sha256'>,
): Promise<EmbeddedDictionary> {
  const stored = { ...before, tokens };
  const embedder = assembleEmbedder(stored, base);
  const vectors = await embedTexts(embedder, rows.terms, 'term', context.breathe);
  return { rows, vectors, embedder, base, stored, space: tunedSpace(space, tokens, sha256) };
}

/** Vectors with other tokens are never mixed: the tokens' hash is part of the space. */
function tunedSpace(space: Space, { ids, rows }: TunedTokens, sha256: TrainDeps['sha256']): Space {
  const hashOf = ({ buffer, byteOffset, byteLength }: Uint32Array | StaticRowsData) =>
    sha256(new Uint8Array(buffer, byteOffset, byteLength));
  const hashes = [ids, rows.rows, ...(rows.scales ? [rows.scales] : [])].map(hashOf);
  const tokens = sha256(hashes.join(' ')).slice(0, 16);
  const settings = { ...space.settings, tokens };
  const id = sha256(JSON.stringify(['space', settings])).slice(0, 16);
  return { ...space, id, settings, embedder: `${space.embedder}, tuned` };
}

type StaticRowsData = Int8Array | Float32Array;

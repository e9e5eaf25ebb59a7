import { PlumblineError } from '#core/contract/errors.ts';
import { quantiseRows, type StaticRows } from '#core/embed/static/static-rows.ts';
import type { TextTokenizer } from '#core/embed/tokenize/text-tokenizer.ts';
import { momentsOf, principalAxes, project } from './principal-axes.ts';
import { type ExtraTerm, extraTerms, textTokens } from './vocabulary.ts';
import { zipfWeights } from './zipf-weights.ts';

/**
 * A transformer: sequences of ids, special tokens included and all of one length -> its pooled output for each,
 * [sequences × width], row-major. Not normalised: its length says how much a token means.
 */
export type EncodeSequences = (sequences: readonly Int32Array[]) => Promise<Float32Array>;

export interface DistillOptions {
  encode: EncodeSequences;
  tokenizer: TextTokenizer;
  /** Most dimensions of the static model. */
  dimensions: number;
  /** Terms of several tokens that get a vector of their own. */
  extraTerms?: readonly string[];
  progress?: (done: number, total: number) => void;
  breathe?: () => Promise<void>;
}

export interface Distilled {
  /** A row for each id of the tokenizer, then one for each extra term; zeros for tokens that no text is made of. */
  rows: StaticRows;
  /** Tokens with a vector. */
  tokens: number;
  terms: ExtraTerm[];
}

/** a of the Zipf weight, as in model2vec. */
export const SIF_COEFFICIENT = 1e-4;
/** One of the first directions is dropped for this many dimensions. */
const DIMENSIONS_PER_DROPPED = 100;
const SEQUENCES_PER_CALL = 1024;

/**
 * A static embedding from a transformer, as model2vec makes one: each token of the vocabulary by itself through the model,
 * principal components, Zipf weights. The first of the components, which all tokens share, are dropped. Deterministic.
 * Source: model2vec (Minish), and Mu and Viswanath, "All-but-the-Top", 2018, for the dropped components.
 * Throws DAMAGED where the model's output is not finite.
 */
export async function distill(options: DistillOptions): Promise<Distilled> {
  const { tokenizer } = options;
  const breathe = options.breathe ?? (async () => {});
  const ids = textTokens(tokenizer);
  const terms = extraTerms(tokenizer, options.extraTerms ?? []);
  const total = tokenizer.tokens.length + terms.length;
  const chosen = [...ids, ...terms.map((_, term) => tokenizer.tokens.length + term)];
  const bodies = [...ids.map((id) => [id]), ...terms.map((term) => term.ids)];
  const { vectors, width } = await encodeAll(options, bodies, chosen, total);
  const skipped = Math.round(options.dimensions / DIMENSIONS_PER_DROPPED);
  // Axes of the vocabulary alone: terms of a workspace must not turn the space of everything else.
  const moments = await momentsOf(vectors, width, ids, breathe);
  const projection = principalAxes(moments, options.dimensions, skipped);
  const floats = await project(vectors, projection, chosen, breathe);
  weigh(floats, projection.dimensions, chosen);
  const rows = quantiseRows(floats, projection.dimensions);
  return { rows, tokens: ids.length, terms };
}

/** Vectors [total × width]; the one of `bodies[i]` is row `chosen[i]`. */
async function encodeAll(
  { encode, tokenizer, progress, breathe }: DistillOptions,
  bodies: readonly (readonly number[])[],
  chosen: readonly number[],
  total: number,
): Promise<{ vectors: Float32Array; width: number }> {
  const { before, after } = tokenizer.frame;
  let vectors = new Float32Array(0);
  let width = 0;
  let done = 0;
  for (const batch of batchesByLength(bodies)) {
    const sequences = batch.map((i) => Int32Array.of(...before, ...(bodies[i] ?? []), ...after));
    const output = await encode(sequences);
    if (width === 0) {
      width = output.length / batch.length;
      vectors = new Float32Array(total * width);
    }
    requireFinite(output);
    for (const [row, i] of batch.entries()) {
      const from = output.subarray(row * width, (row + 1) * width);
      vectors.set(from, (chosen[i] as number) * width);
    }
    done += batch.length;
    progress?.(done, bodies.length);
    await breathe?.();
  }
  return { vectors, width };
}

/** Positions in `bodies`, in batches of one length, so that nothing is padded. */
function* batchesByLength(bodies: readonly (readonly number[])[]): Iterable<number[]> {
  const byLength = new Map<number, number[]>();
  for (const [i, { length }] of bodies.entries()) {
    const same = byLength.get(length) ?? [];
    same.push(i);
    byLength.set(length, same);
  }
  for (const same of byLength.values()) {
    for (let start = 0; start < same.length; start += SEQUENCES_PER_CALL) {
      yield same.slice(start, start + SEQUENCES_PER_CALL);
    }
  }
}

function requireFinite(output: Float32Array): void {
  if (output.every(Number.isFinite)) return;
  throw new PlumblineError('DAMAGED', 'The output of this model is not finite.', {
    remedy: 'Copy the model again from where it came from, or distil from its fp32 weights.',
  });
}

function weigh(rows: Float32Array, dimensions: number, chosen: readonly number[]): void {
  const weights = zipfWeights(chosen.length, SIF_COEFFICIENT);
  for (const [rank, row] of chosen.entries()) {
    const weight = weights[rank] as number;
    for (let i = row * dimensions; i < (row + 1) * dimensions; i += 1) {
      rows[i] = (rows[i] as number) * weight;
    }
  }
}

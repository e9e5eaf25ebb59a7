import { PlumblineError } from '#core/contract/errors.ts';
import { Dtype } from '#core/contract/models.ts';
import { agreementOf, disagreement } from '#core/embed/devices/agreement.ts';
import { PROBE_TEXTS } from '#core/embed/devices/probe-texts.ts';
import { type Embedder, embedTexts } from '#core/embed/embedder.ts';
import { dot } from '#core/math/vectors.ts';
import type { JobContext } from '#core/platform/job-context.ts';
import type { OpenableModel } from './open-model.ts';

/** Two texts whose vectors are that close are told apart by nothing but rounding. */
const SAME_COSINE = 0.99999;

/**
 * Embeds the probe texts with every dtype of a model and returns the weights that may be kept: a dtype that disagrees
 * with the most exact one (docs/methods.md, "Backends must agree") is left out, with a line in the log. Throws DAMAGED
 * where that one gives the same vector for all texts, no finite numbers or nothing at all, and what `open` throws for it.
 */
export async function checkModel(
  { name, weights }: Pick<OpenableModel, 'name' | 'weights'>,
  open: (dtype: Dtype) => Promise<Embedder>,
  context: JobContext,
): Promise<OpenableModel['weights']> {
  const kept: OpenableModel['weights'] = {};
  let reference: Probe | null = null;
  const dtypes = Dtype.options.filter((dtype) => weights[dtype] !== undefined);
  for (const [index, dtype] of dtypes.entries()) {
    const file = weights[dtype] ?? '';
    context.progress(index, dtypes.length, 'dtypes');
    const probe = await tryDtype(dtype, reference !== null, open, context);
    if (probe === null) continue;
    const flaw = faultOf(probe) ?? (reference && disagreementOf(dtype, probe, reference));
    if (flaw !== null && reference === null) throw useless(name, flaw);
    if (flaw !== null) {
      context.log('warn', `${dtype} is left out. ${flaw}`);
      continue;
    }
    kept[dtype] = file;
    reference ??= probe;
  }
  context.progress(dtypes.length, dtypes.length, 'dtypes');
  if (reference === null) throw useless(name, 'It has no weights.');
  return kept;
}

interface Probe {
  dimensions: number;
  /** [probe texts × dimensions] */
  vectors: Float32Array;
}

/** Null where it cannot run although fp32 could: then the model is used without this dtype. */
async function tryDtype(
  dtype: Dtype,
  haveReference: boolean,
  open: (dtype: Dtype) => Promise<Embedder>,
  context: JobContext,
): Promise<Probe | null> {
  try {
    const embedder = await open(dtype);
    try {
      const { dimensions } = embedder;
      const vectors = await embedTexts(embedder, PROBE_TEXTS, 'term', context.breathe);
      return { dimensions, vectors };
    } finally {
      await embedder.close();
    }
  } catch (error) {
    const ofTheModel =
      error instanceof PlumblineError && (error.code === 'DAMAGED' || error.code === 'BAD_INPUT');
    if (!ofTheModel || !haveReference) throw error;
    context.log('warn', `${dtype} is left out. ${error.message}`);
    return null;
  }
}

/** What is wrong with the vectors, in words, or null. */
function faultOf({ dimensions, vectors }: Probe): string | null {
  if (!vectors.every(Number.isFinite)) return 'It gives numbers that are not finite.';
  const rows = Array.from({ length: vectors.length / dimensions }, (_, row) =>
    vectors.subarray(row * dimensions, (row + 1) * dimensions),
  );
  const filled = rows.filter((row) => dot(row, row) > 0.5);
  if (filled.length < rows.length / 2) return 'It knows hardly any word of ordinary texts.';
  const [first, ...others] = filled;
  if (first && others.every((row) => dot(first, row) > SAME_COSINE)) {
    return 'It gives the same vector for different texts.';
  }
  return null;
}

function disagreementOf(dtype: Dtype, probe: Probe, reference: Probe): string | null {
  if (probe.dimensions !== reference.dimensions) return 'Its vectors have another length.';
  return disagreement(dtype, agreementOf(probe.vectors, reference.vectors, probe.dimensions));
}

function useless(name: string, why: string): PlumblineError {
  return new PlumblineError('DAMAGED', `${name} cannot be used. ${why}`, {
    remedy:
      'Its weights or its tokenizer are damaged or belong to another model. Get it again from where it came from.',
  });
}

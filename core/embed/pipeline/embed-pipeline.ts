import type { CachedSpace, VectorCache } from '#core/embed/cache/vector-cache.ts';
import type { Embedder, TextRole } from '#core/embed/embedder.ts';
import type { JobContext } from '#core/platform/job-context.ts';
import { type DistinctTexts, distinctTexts } from './distinct-texts.ts';
import { throughCache } from './through-cache.ts';
import { windowsOf } from './windows.ts';

export interface PipelineOptions {
  embedder: Embedder;
  /** What the embedder's vectors are kept under: an id that changes whenever a vector could, and a name for people. */
  space: { id: string; name: string };
  /** Null for an embedder that is faster than a disk. */
  cache: VectorCache | null;
  role: TextRole;
  /** What the embedder puts before texts. With it, roles with the same prefix share vectors; without, none do. */
  prefixes?: Readonly<Record<TextRole, string>>;
  context: JobContext;
  /** Milliseconds that never go backwards. */
  elapsed?: () => number;
}

export interface EmbedStats {
  texts: number;
  /** Without repetitions; in a stream, within each window. */
  distinct: number;
  /** Distinct texts that were in the cache, and those that the embedder had to do. */
  cached: number;
  computed: number;
  seconds: number;
}

/** A part of a stream, in the order of the input. */
export interface EmbeddedWindow {
  /** Position of its first text in the whole input. */
  first: number;
  /** [texts × dimensions], row-major. */
  vectors: Float32Array;
  /** Of the stream so far. */
  stats: EmbedStats;
}

/**
 * Vectors [texts × dimensions] of texts in their order: normalised, each distinct one embedded once, and not at all where
 * the cache has it. What is embedded is in the cache batch by batch: a kill loses the batches under way. Reports progress
 * in texts. Throws CANCELLED between two batches, DAMAGED where the model's numbers are not finite.
 */
export async function embedThrough(
  options: PipelineOptions & { texts: readonly string[] },
): Promise<{ vectors: Float32Array; stats: EmbedStats }> {
  const meter = newMeter(options, options.texts.length);
  const vectors = await embedWindow(options, await cachedSpace(options), options.texts, meter);
  return { vectors, stats: meter.stats() };
}

/** Texts that are looked up, sorted and embedded together: enough for little padding, some megabytes of vectors. */
const WINDOW = 8192;

/**
 * The same for any number of texts, in a bounded amount of memory: it holds one window of texts and vectors, and asks
 * for the next when the last was taken. `total` texts, where known, is for the progress.
 */
export async function* embedStream(
  source: AsyncIterable<readonly string[]>,
  options: PipelineOptions & { total?: number; window?: number },
): AsyncGenerator<EmbeddedWindow> {
  const meter = newMeter(options, options.total ?? 0);
  const space = await cachedSpace(options);
  let first = 0;
  for await (const texts of windowsOf(source, options.window ?? WINDOW)) {
    const vectors = await embedWindow(options, space, texts, meter);
    yield { first, vectors, stats: meter.stats() };
    first += texts.length;
  }
}

async function cachedSpace(options: PipelineOptions): Promise<CachedSpace | null> {
  const { cache, space, embedder } = options;
  return cache ? await cache.space({ ...space, dimensions: embedder.dimensions }) : null;
}

async function embedWindow(
  options: PipelineOptions,
  space: CachedSpace | null,
  texts: readonly string[],
  meter: Meter,
): Promise<Float32Array> {
  const { embedder, role, context } = options;
  // No normalised text has a NUL: without prefixes no key is another role's.
  const prefix = options.prefixes?.[role] ?? `${role}\0`;
  const distinct = await distinctTexts(texts, prefix, context.breathe);
  const { dimensions } = embedder;
  const all = new Float32Array(texts.length * dimensions);
  for await (const batch of throughCache(distinct, embedder, role, space)) {
    let done = 0;
    for (const [row, position] of batch.positions.entries()) {
      const vector = batch.vectors.subarray(row * dimensions, (row + 1) * dimensions);
      all.set(vector, (distinct.first[position] as number) * dimensions);
      done += distinct.counts[position] as number;
    }
    meter.add(batch.positions.length, done, batch.cached);
    await context.breathe();
  }
  repeat(all, dimensions, distinct);
  return all;
}

/** Copies the vector of each text's first occurrence to the others. */
function repeat(all: Float32Array, dimensions: number, { of, first }: DistinctTexts): void {
  for (const [position, number] of of.entries()) {
    const from = (first[number] as number) * dimensions;
    if (from !== position * dimensions) {
      all.copyWithin(position * dimensions, from, from + dimensions);
    }
  }
}

interface Meter {
  /** `distinct` texts more, which stand for `texts` of the input. */
  add(distinct: number, texts: number, cached: boolean): void;
  stats(): EmbedStats;
}

function newMeter({ context, elapsed = () => performance.now() }: PipelineOptions, total: number) {
  const began = elapsed();
  const counts = { texts: 0, distinct: 0, cached: 0, computed: 0 };
  return {
    add(distinct, texts, cached) {
      counts.texts += texts;
      counts.distinct += distinct;
      counts[cached ? 'cached' : 'computed'] += distinct;
      context.progress(counts.texts, total, 'texts');
    },
    stats: () => ({ ...counts, seconds: (elapsed() - began) / 1000 }),
  } satisfies Meter;
}

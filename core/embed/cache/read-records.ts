import type { EmbeddedBatch } from '#core/embed/embedder.ts';
import type { RangeReader } from '#core/platform/files.ts';
import { recordBytes, takeVector } from './segment-format.ts';
import type { Wanted } from './space-index.ts';

/** Most bytes read at once: bounds memory, and is past where larger reads are faster. */
const RUN_BYTES = 4 * 1024 * 1024;
/** Reading over a gap up to this size costs less than another read. */
const GAP_BYTES = 16 * 1024;

/** Part of what is wanted, read at once. */
interface Run {
  from: number;
  bytes: number;
  /** Which of the wanted records lie in it: the first, and the first behind. */
  first: number;
  until: number;
}

/** Runs that are read side by side, where what is wanted is scattered. */
const RUNS_TOGETHER = 32;

/**
 * The wanted vectors of one segment, some megabytes at a time. A batch in which a vector is not what was written comes as
 * null and is the last.
 */
export async function* readRecords(
  ranges: RangeReader,
  wanted: Wanted,
  keys: Uint32Array,
  dimensions: number,
): AsyncGenerator<EmbeddedBatch | null> {
  for (const runs of groupsOf(runsOf(wanted.offsets, recordBytes(dimensions)))) {
    const pieces = await Promise.all(runs.map((run) => readRun(ranges, run)));
    const batch = vectorsOf(pieces, runs, { wanted, keys, dimensions });
    yield batch;
    if (batch === null) return;
  }
}

/** Null where the file ends before the run does. */
async function readRun(ranges: RangeReader, { from, bytes }: Run): Promise<Uint32Array | null> {
  const into = new Uint8Array(bytes);
  return (await ranges.read(from, into)) === bytes ? new Uint32Array(into.buffer) : null;
}

/** Runs that together are no more than one long run. */
function* groupsOf(runs: Iterable<Run>): Generator<Run[]> {
  let group: Run[] = [];
  let bytes = 0;
  for (const run of runs) {
    if (group.length > 0 && (bytes + run.bytes > RUN_BYTES || group.length === RUNS_TOGETHER)) {
      yield group;
      group = [];
      bytes = 0;
    }
    group.push(run);
    bytes += run.bytes;
  }
  if (group.length > 0) yield group;
}

/** Neighbours are read together. */
function* runsOf(offsets: readonly number[], size: number): Generator<Run> {
  let run: Run | null = null;
  for (const [n, offset] of offsets.entries()) {
    const end = offset + size;
    const joins =
      run !== null &&
      offset - (run.from + run.bytes) <= GAP_BYTES &&
      end - run.from <= Math.max(RUN_BYTES, size);
    if (run && joins) {
      run.bytes = end - run.from;
      run.until = n + 1;
    } else {
      if (run) yield run;
      run = { from: offset, bytes: size, first: n, until: n + 1 };
    }
  }
  if (run) yield run;
}

function vectorsOf(
  pieces: readonly (Uint32Array | null)[],
  runs: readonly Run[],
  { wanted, keys, dimensions }: { wanted: Wanted; keys: Uint32Array; dimensions: number },
): EmbeddedBatch | null {
  const first = runs[0]?.first ?? 0;
  const positions = Uint32Array.from(wanted.positions.slice(first, runs.at(-1)?.until));
  const vectors = new Uint32Array(positions.length * dimensions);
  const size = recordBytes(dimensions) / 4;
  for (const [r, run] of runs.entries()) {
    const words = pieces[r];
    if (!words) return null;
    for (let n = run.first; n < run.until; n += 1) {
      const start = ((wanted.offsets[n] as number) - run.from) / 4;
      const record = words.subarray(start, start + size);
      const row = (n - first) * dimensions;
      const into = vectors.subarray(row, row + dimensions);
      if (!takeVector(record, keys, positions[n - first] as number, into)) return null;
    }
  }
  return { positions, vectors: new Float32Array(vectors.buffer) };
}

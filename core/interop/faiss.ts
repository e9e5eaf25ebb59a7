import { PlumblineError } from '#core/contract/errors.ts';
import type { RangeReader } from '#core/platform/files.ts';

/** What neighbours are found by: the largest inner product (the cosine of unit vectors), or the least squared distance. */
export type FaissMetric = 'inner-product' | 'l2';

/** The shape of a faiss index that keeps vectors as they are. */
export interface FaissShape {
  metric: FaissMetric;
  dimensions: number;
  rows: number;
}

/** Of IndexFlatIP, IndexFlatL2, and IndexIDMap of them. Inner product is 0, L2 is 1, as faiss numbers its metrics. */
const FOURCC = { 'inner-product': 'IxFI', l2: 'IxF2' } as const;
const METRICS = ['inner-product', 'l2'] as const;
const WITH_IDS = 'IxMp';
/** fourcc, int32 dimensions, int64 rows, two unused int64, uint8 is_trained, int32 metric. */
const HEADER_BYTES = 4 + 4 + 8 + 8 + 8 + 1 + 4;
/** faiss writes this number where there once were two others. */
const UNUSED = 2n ** 20n;
const COUNT_BYTES = 8;
const FLOAT_BYTES = 4;
const ID_BYTES = 8;
const IDS_PER_PIECE = 2 ** 16;

/**
 * The bytes of `index.faiss`: an IndexFlat whose row i has the id `ids[i]` (IndexIDMap), or is found by its number where
 * `ids` is null. `vectors` are pieces of whole rows, in their order. Throws where they are not as many as the shape says.
 * Source: `write_index` of faiss 1.7, https://github.com/facebookresearch/faiss/blob/main/faiss/impl/index_write.cpp
 */
export async function* faissIndex(
  shape: FaissShape,
  vectors: AsyncIterable<Float32Array>,
  ids: Iterable<number> | null,
): AsyncGenerator<Uint8Array> {
  if (ids) yield header(WITH_IDS, shape);
  yield header(FOURCC[shape.metric], shape);
  const numbers = shape.rows * shape.dimensions;
  yield count(numbers);
  let left = numbers;
  for await (const piece of vectors) {
    left -= piece.length;
    // Little-endian wherever this runs.
    yield new Uint8Array(piece.buffer, piece.byteOffset, piece.byteLength);
  }
  if (left !== 0) throw new Error(`${numbers - left} numbers came for ${numbers} of a faiss index`);
  if (ids) yield* idPieces(ids, shape.rows);
}

/** Bytes of what `faissIndex` writes. */
export function faissBytes({ rows, dimensions }: FaissShape, withIds: boolean): number {
  const flat = HEADER_BYTES + COUNT_BYTES + rows * dimensions * FLOAT_BYTES;
  return withIds ? HEADER_BYTES + flat + COUNT_BYTES + rows * ID_BYTES : flat;
}

function header(fourcc: string, { metric, dimensions, rows }: FaissShape): Uint8Array {
  const bytes = new Uint8Array(HEADER_BYTES);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode(fourcc));
  view.setInt32(4, dimensions, true);
  view.setBigInt64(8, BigInt(rows), true);
  view.setBigInt64(16, UNUSED, true);
  view.setBigInt64(24, UNUSED, true);
  view.setUint8(32, 1);
  view.setInt32(33, METRICS.indexOf(metric), true);
  return bytes;
}

function count(value: number): Uint8Array {
  const bytes = new Uint8Array(COUNT_BYTES);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value), true);
  return bytes;
}

function* idPieces(ids: Iterable<number>, rows: number): Generator<Uint8Array> {
  yield count(rows);
  let piece: bigint[] = [];
  let done = 0;
  for (const id of ids) {
    piece.push(BigInt(id));
    done += 1;
    if (piece.length < IDS_PER_PIECE) continue;
    yield idBytes(piece);
    piece = [];
  }
  if (done !== rows) throw new Error(`${done} ids came for ${rows} rows of a faiss index`);
  yield idBytes(piece);
}

const idBytes = (ids: readonly bigint[]) => new Uint8Array(BigInt64Array.from(ids).buffer);

/** A faiss index of which parts are read. */
export interface FaissReader extends FaissShape {
  /** [rows] as IndexIDMap has them; null where rows are found by their number. */
  ids: Float64Array | null;
  /** Vectors [count × dimensions] from the row `first` on. Throws DAMAGED where they are not finite. */
  vectors(first: number, count: number): Promise<Float32Array>;
}

/** Opens what `faissIndex` wrote, or faiss itself. Throws DAMAGED, naming `file`, where it is another index or not whole. */
export async function openFaiss(reader: RangeReader, file: string): Promise<FaissReader> {
  const outer = await readHeader(reader, 0, file);
  const flatAt = outer.fourcc === WITH_IDS ? HEADER_BYTES : 0;
  const flat = flatAt === 0 ? outer : await readHeader(reader, flatAt, file);
  const { metric, dimensions, rows } = flat;
  if (FOURCC[metric] !== flat.fourcc) throw damaged(file, `it is of the kind "${flat.fourcc}"`);
  const start = flatAt + HEADER_BYTES + COUNT_BYTES;
  const withIds = flatAt > 0;
  const same = outer.rows === rows && outer.dimensions === dimensions && outer.metric === metric;
  if (!same) throw damaged(file, 'its two headers differ');
  const bytes = faissBytes(flat, withIds);
  if (reader.size !== bytes) throw damaged(file, `it has ${reader.size} bytes instead of ${bytes}`);
  await checkCount(reader, start - COUNT_BYTES, rows * dimensions, file);
  const idsAt = start + rows * dimensions * FLOAT_BYTES;
  return {
    ...{ metric, dimensions, rows },
    ids: withIds ? await readIds(reader, idsAt, rows, file) : null,
    async vectors(first, wanted) {
      if (first < 0 || first + wanted > rows) throw new RangeError(`there are ${rows} rows`);
      const found = new Float32Array(wanted * dimensions);
      await fill(reader, start + first * dimensions * FLOAT_BYTES, found, file);
      if (!found.every(Number.isFinite))
        throw damaged(file, 'it holds numbers that are not finite');
      return found;
    },
  };
}

type Header = FaissShape & { fourcc: string };

async function readHeader(reader: RangeReader, at: number, file: string): Promise<Header> {
  const bytes = new Uint8Array(HEADER_BYTES);
  await fill(reader, at, bytes, file);
  const view = new DataView(bytes.buffer);
  const fourcc = String.fromCharCode(...bytes.subarray(0, 4));
  const dimensions = view.getInt32(4, true);
  const rows = Number(view.getBigInt64(8, true));
  const metric = METRICS[view.getInt32(33, true)];
  const known = fourcc === WITH_IDS || Object.values<string>(FOURCC).includes(fourcc);
  if (!known || !metric) throw damaged(file, 'it is no IndexFlat and no IndexIDMap of one');
  // So that nothing below multiplies to more than a number holds exactly.
  const sane = dimensions > 0 && rows >= 0 && rows * dimensions * FLOAT_BYTES <= reader.size;
  if (!sane) throw damaged(file, 'it is shorter than its header says');
  return { fourcc, dimensions, rows, metric };
}

async function readIds(
  reader: RangeReader,
  at: number,
  rows: number,
  file: string,
): Promise<Float64Array> {
  await checkCount(reader, at, rows, file);
  const ids = new Float64Array(rows);
  const piece = new BigInt64Array(Math.min(rows, IDS_PER_PIECE));
  for (let first = 0; first < rows; first += IDS_PER_PIECE) {
    const some = piece.subarray(0, Math.min(IDS_PER_PIECE, rows - first));
    await fill(reader, at + COUNT_BYTES + first * ID_BYTES, some, file);
    some.forEach((id, i) => {
      ids[first + i] = Number(id);
    });
  }
  return ids;
}

async function checkCount(
  reader: RangeReader,
  at: number,
  wanted: number,
  file: string,
): Promise<void> {
  const found = new BigUint64Array(1);
  await fill(reader, at, found, file);
  if (found[0] !== BigInt(wanted))
    throw damaged(file, `it counts ${found[0]} instead of ${wanted}`);
}

async function fill(
  reader: RangeReader,
  at: number,
  into: Uint8Array | Float32Array | BigInt64Array | BigUint64Array,
  file: string,
): Promise<void> {
  const bytes = new Uint8Array(into.buffer, into.byteOffset, into.byteLength);
  if ((await reader.read(at, bytes)) < bytes.length) throw damaged(file, 'it ends too early');
}

function damaged(file: string, what: string): PlumblineError {
  return new PlumblineError('DAMAGED', `This faiss index cannot be used: ${what}.`, {
    file,
    remedy: 'Export it again from where it came from.',
  });
}

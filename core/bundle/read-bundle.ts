import type { BundleFile } from '#core/contract/bundle.ts';
import { PlumblineError } from '#core/contract/errors.ts';
import type { NewDigest } from '#core/platform/digest.ts';
import type { RangeReader } from '#core/platform/files.ts';
import type { JobContext } from '#core/platform/job-context.ts';
import { damagedBundle, refusedBundle } from './bundle-errors.ts';
import { parseBundleFile } from './bundle-file.ts';
import { BUNDLE_FILE } from './bundle-names.ts';
import { openArchive } from './open-archive.ts';
import { readAt } from './read-directory.ts';
import type { PlacedEntry, ZipLayout } from './zip-layout.ts';

const MOST_BUNDLE_FILE_BYTES = 64 * 2 ** 20;
const PIECE_BYTES = 2 ** 20;

/** A bundle of which form and bundle.json are checked; its other contents are not read yet. */
export interface OpenBundle {
  /** How the user knows the file. */
  bundle: string;
  reader: RangeReader;
  layout: ZipLayout;
  file: BundleFile;
}

/** Opens a bundle. Throws BAD_INPUT for what is none or is newer, DAMAGED where a file inside is. */
export async function openBundle(
  reader: RangeReader,
  bundle: string,
  digest: NewDigest,
): Promise<OpenBundle> {
  const layout = await openArchive(reader, bundle);
  const head = layout.entries[0];
  if (head === undefined) throw refusedBundle(bundle, 'it is empty');
  if (head.size > MOST_BUNDLE_FILE_BYTES) {
    throw refusedBundle(bundle, `its ${BUNDLE_FILE} has ${head.size} bytes`);
  }
  const bytes = await readAt(reader, head.offset + head.header.length, head.size);
  const sums = digest();
  sums.update(bytes);
  if (sums.crc32() !== head.crc32) throw damagedBundle(bundle, BUNDLE_FILE, CHANGED);
  const file = parseBundleFile(new TextDecoder().decode(bytes), layout.entries, bundle);
  return { bundle, reader, layout, file };
}

const CHANGED = 'is not what it was when the bundle was written';

/** Takes the pieces of one file; each is good until the next one is asked for. */
export type TakeFile = (pieces: AsyncIterable<Uint8Array>) => Promise<void>;

export interface ReadOptions {
  digest: NewDigest;
  context: JobContext;
  /** Who takes a file; null where it is only checked. */
  takerOf(name: string): TakeFile | null;
}

/**
 * Reads a bundle once from its first byte to its last and compares every file with its hash; returns the sha256 of the
 * whole. Throws DAMAGED, naming the file inside, and CANCELLED.
 */
export async function readBundle(
  opened: OpenBundle,
  { digest, context, takerOf }: ReadOptions,
): Promise<string> {
  const { layout } = opened;
  const whole = digest();
  for (const entry of layout.entries) {
    whole.update(entry.header);
    const sums = digest();
    const count = (piece: Uint8Array) => {
      whole.update(piece);
      sums.update(piece);
    };
    const pieces = piecesOf(opened, entry, context, count);
    const take = takerOf(entry.name);
    if (take) await take(pieces);
    else for await (const _piece of pieces);
    compare(opened, entry, sums.crc32(), sums.sha256());
  }
  for (const { record } of layout.entries) whole.update(record);
  whole.update(layout.end);
  return whole.sha256();
}

async function* piecesOf(
  { reader, layout, bundle }: OpenBundle,
  { name, offset, header, size }: PlacedEntry,
  context: JobContext,
  count: (piece: Uint8Array) => void,
): AsyncGenerator<Uint8Array> {
  const start = offset + header.length;
  const buffer = new Uint8Array(Math.min(PIECE_BYTES, size));
  for (let done = 0; done < size; done += buffer.length) {
    const piece = buffer.subarray(0, Math.min(buffer.length, size - done));
    if ((await reader.read(start + done, piece)) < piece.length) {
      throw damagedBundle(bundle, name, 'ends too early');
    }
    count(piece);
    yield piece;
    context.progress(start + done + piece.length, layout.bytes, 'bytes');
    await context.breathe();
  }
}

function compare(
  { bundle, file }: OpenBundle,
  { name, crc32 }: PlacedEntry,
  foundCrc32: number,
  sha256: string,
): void {
  const wanted = name === BUNDLE_FILE ? sha256 : file.files[name]?.sha256;
  if (foundCrc32 !== crc32 || sha256 !== wanted) throw damagedBundle(bundle, name, CHANGED);
}

/**
 * One small file of a bundle, compared with its hash. Throws BAD_INPUT where it is not there or has more than `most` bytes,
 * DAMAGED where it is another.
 */
export async function readBundled(
  opened: OpenBundle,
  name: string,
  { digest, most }: { digest: NewDigest; most: number },
): Promise<Uint8Array> {
  const { bundle, layout, reader } = opened;
  const entry = layout.entries.find((one) => one.name === name);
  if (entry === undefined) throw refusedBundle(bundle, `${name} is missing`);
  if (entry.size > most) throw refusedBundle(bundle, `${name} is too long`);
  const bytes = await readAt(reader, entry.offset + entry.header.length, entry.size);
  const sums = digest();
  sums.update(bytes);
  compare(opened, entry, sums.crc32(), sums.sha256());
  return bytes;
}

/** Throws BAD_INPUT for a bundle that was written for services and holds too little to be a version again. */
export function refuseWithoutTexts({ bundle, file }: OpenBundle): void {
  if (file.options.texts) return;
  throw new PlumblineError(
    'BAD_INPUT',
    'This bundle was written without texts, so its version cannot be searched and is not imported.',
    { file: bundle, remedy: 'Export the version again, with texts.' },
  );
}

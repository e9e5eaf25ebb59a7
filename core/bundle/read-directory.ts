import type { RangeReader } from '#core/platform/files.ts';
import { refusedBundle } from './bundle-errors.ts';
import { LENGTHS, SIGNATURES, type ZipEntry } from './zip-layout.ts';

/** Most bytes of a central directory: a version has dozens of files, one with many collections thousands. */
const MOST_DIRECTORY_BYTES = 32 * 2 ** 20;
const FULL_16 = 0xffff;
const FULL_32 = 0xffffffff;

/** A central directory as it stands in the archive; nothing of it is trusted yet. */
export interface FoundDirectory {
  entries: ZipEntry[];
  bytes: Uint8Array;
}

/**
 * Reads an archive's list of files, only as far as it is needed to say what form the archive must have; whoever calls
 * compares every byte with that. Throws BAD_INPUT.
 */
export async function readDirectory(reader: RangeReader, bundle: string): Promise<FoundDirectory> {
  const { count, bytes, offset } = await findDirectory(reader, bundle);
  const within = offset + bytes <= reader.size && count * LENGTHS.central <= bytes;
  if (!within) throw refusedBundle(bundle, 'its list of files lies outside of it');
  if (bytes > MOST_DIRECTORY_BYTES) throw refusedBundle(bundle, 'its list of files is too long');
  const directory = await readAt(reader, offset, bytes);
  return { entries: parseRecords(directory, count, bundle), bytes: directory };
}

/** The bytes at a place; fewer where the file ends. */
export async function readAt(reader: RangeReader, at: number, length: number): Promise<Uint8Array> {
  const into = new Uint8Array(length);
  return into.subarray(0, await reader.read(at, into));
}

async function findDirectory(reader: RangeReader, bundle: string) {
  const none = () => refusedBundle(bundle, 'it does not end as a zip file without a comment does');
  if (reader.size < LENGTHS.end) throw none();
  const end = viewOf(await readAt(reader, reader.size - LENGTHS.end, LENGTHS.end));
  if (end.byteLength < LENGTHS.end || end.getUint32(0, true) !== SIGNATURES.end) throw none();
  const [count, bytes, offset] = [
    end.getUint16(10, true),
    end.getUint32(12, true),
    end.getUint32(16, true),
  ];
  if (count !== FULL_16 && bytes !== FULL_32 && offset !== FULL_32) return { count, bytes, offset };
  const at = reader.size - LENGTHS.end - LENGTHS.locator64 - LENGTHS.end64;
  if (at < 0) throw none();
  const end64 = viewOf(await readAt(reader, at, LENGTHS.end64));
  if (end64.byteLength < LENGTHS.end64 || end64.getUint32(0, true) !== SIGNATURES.end64) {
    throw none();
  }
  return { count: number64(end64, 32), bytes: number64(end64, 40), offset: number64(end64, 48) };
}

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Larger than any file where it does not fit: that is found to lie outside. */
const number64 = (view: DataView, at: number): number => Number(view.getBigUint64(at, true));

function parseRecords(directory: Uint8Array, count: number, bundle: string): ZipEntry[] {
  const entries: ZipEntry[] = [];
  let at = 0;
  while (entries.length < count) {
    const { entry, length } = parseRecord(directory.subarray(at), entries.length, bundle);
    entries.push(entry);
    at += length;
  }
  if (at === directory.length) return entries;
  throw refusedBundle(bundle, 'something else follows its list of files');
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function parseRecord(
  bytes: Uint8Array,
  number: number,
  bundle: string,
): { entry: ZipEntry; length: number } {
  const broken = () => refusedBundle(bundle, `file ${number + 1} in its list is not whole`);
  const view = viewOf(bytes);
  if (view.byteLength < LENGTHS.central || view.getUint32(0, true) !== SIGNATURES.central) {
    throw broken();
  }
  const [nameBytes, extraBytes] = [view.getUint16(28, true), view.getUint16(30, true)];
  const length = LENGTHS.central + nameBytes + extraBytes;
  if (length > bytes.length) throw broken();
  const plain = view.getUint32(24, true);
  // The size is the first that stands in a ZIP64 field; four bytes of it are its tag and length.
  const at = LENGTHS.central + nameBytes + 4;
  const large = plain === FULL_32 && extraBytes >= 12;
  const size = large ? number64(view, at) : plain;
  const name = nameOf(bytes.subarray(LENGTHS.central, LENGTHS.central + nameBytes));
  if (name === null || !Number.isSafeInteger(size)) throw broken();
  return { entry: { name, size, crc32: view.getUint32(16, true) }, length };
}

function nameOf(bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null; // no UTF-8: the caller says which file
  }
}

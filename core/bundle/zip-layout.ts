import { byteSheet } from './little-endian.ts';

/** A file in the archive. */
export interface ZipEntry {
  /** Path with `/`. */
  name: string;
  size: number;
  crc32: number;
}

/** Where a file lies in the archive, and what stands before its bytes. */
export interface PlacedEntry extends ZipEntry {
  /** The local header. */
  header: Uint8Array;
  /** Of the header, in the archive. */
  offset: number;
  /** Its record in the central directory. */
  record: Uint8Array;
}

/** Every byte of an archive but the files' own. */
export interface ZipLayout {
  entries: PlacedEntry[];
  /** Where the central directory begins. */
  directoryOffset: number;
  directoryBytes: number;
  /** What follows the directory. */
  end: Uint8Array;
  /** Of the whole archive. */
  bytes: number;
}

const FULL_16 = 0xffff;
const FULL_32 = 0xffffffff;
const NAMES_ARE_UTF8 = 0x0800;
const STORED = 0;
/** 1980-01-01 00:00, the first moment that the format knows. */
const DOS_TIME = 0;
const DOS_DATE = 0x21;
const VERSION = 20;
const VERSION_ZIP64 = 45;
const ZIP64_EXTRA = 1;

export const SIGNATURES = {
  local: 0x04034b50,
  central: 0x02014b50,
  end: 0x06054b50,
  end64: 0x06064b50,
  locator64: 0x07064b50,
} as const;

/** Bytes of the fixed parts. */
export const LENGTHS = { local: 30, central: 46, end: 22, end64: 56, locator64: 20 } as const;

const utf8 = new TextEncoder();

/**
 * The one form of an archive that holds these files, in this order: stored, dated 1980-01-01, names in UTF-8, no comments,
 * no attributes, no data descriptors, ZIP64 records only where a number does not fit without them.
 * Source: PKWARE, .ZIP File Format Specification 6.3.10, https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
export function zipLayout(entries: readonly ZipEntry[]): ZipLayout {
  let offset = 0;
  const placed = entries.map((entry) => {
    const name = utf8.encode(entry.name);
    const header = localHeader(entry, name);
    const record = centralRecord(entry, name, offset);
    const here = { ...entry, header, record, offset };
    offset += header.length + entry.size;
    return here;
  });
  const directoryBytes = placed.reduce((sum, { record }) => sum + record.length, 0);
  const end = endRecords({ count: placed.length, directoryBytes, directoryOffset: offset });
  const bytes = offset + directoryBytes + end.length;
  return { entries: placed, directoryOffset: offset, directoryBytes, end, bytes };
}

function localHeader({ size, crc32 }: ZipEntry, name: Uint8Array): Uint8Array {
  const large = size >= FULL_32;
  const extra = large ? 20 : 0;
  const sheet = byteSheet(LENGTHS.local + name.length + extra).u32(SIGNATURES.local);
  sheet.u16(large ? VERSION_ZIP64 : VERSION);
  common(sheet, { size: large ? FULL_32 : size, crc32, name });
  sheet.u16(extra).raw(name);
  if (large) sheet.u16(ZIP64_EXTRA).u16(16).u64(size).u64(size);
  return sheet.done();
}

/** What a local header and a central record have in common. */
function common(
  sheet: ReturnType<typeof byteSheet>,
  { size, crc32, name }: { size: number; crc32: number; name: Uint8Array },
): void {
  sheet.u16(NAMES_ARE_UTF8).u16(STORED).u16(DOS_TIME).u16(DOS_DATE);
  sheet.u32(crc32).u32(size).u32(size).u16(name.length);
}

function centralRecord({ size, crc32 }: ZipEntry, name: Uint8Array, offset: number): Uint8Array {
  const large = size >= FULL_32;
  const far = offset >= FULL_32;
  const content = (large ? 16 : 0) + (far ? 8 : 0);
  const extra = content === 0 ? 0 : content + 4;
  const version = extra > 0 ? VERSION_ZIP64 : VERSION;
  const sheet = byteSheet(LENGTHS.central + name.length + extra).u32(SIGNATURES.central);
  sheet.u16(version).u16(version);
  common(sheet, { size: large ? FULL_32 : size, crc32, name });
  // No comment, the first disk, no attributes: an ordinary file, never a link.
  sheet.u16(extra).u16(0).u16(0).u16(0).u32(0);
  sheet.u32(far ? FULL_32 : offset).raw(name);
  if (extra > 0) sheet.u16(ZIP64_EXTRA).u16(content);
  if (large) sheet.u64(size).u64(size);
  if (far) sheet.u64(offset);
  return sheet.done();
}

interface Directory {
  count: number;
  directoryBytes: number;
  directoryOffset: number;
}

function endRecords(directory: Directory): Uint8Array {
  const { count, directoryBytes, directoryOffset } = directory;
  const plain = count < FULL_16 && directoryBytes < FULL_32 && directoryOffset < FULL_32;
  const before = plain ? 0 : LENGTHS.end64 + LENGTHS.locator64;
  const sheet = byteSheet(before + LENGTHS.end);
  if (!plain) writeEnd64(sheet, directory);
  const entries = Math.min(count, FULL_16);
  sheet.u32(SIGNATURES.end).u16(0).u16(0).u16(entries).u16(entries);
  sheet.u32(Math.min(directoryBytes, FULL_32)).u32(Math.min(directoryOffset, FULL_32)).u16(0);
  return sheet.done();
}

function writeEnd64(
  sheet: ReturnType<typeof byteSheet>,
  { count, directoryBytes, directoryOffset }: Directory,
): void {
  sheet.u32(SIGNATURES.end64).u64(LENGTHS.end64 - 12);
  sheet.u16(VERSION_ZIP64).u16(VERSION_ZIP64).u32(0).u32(0).u64(count).u64(count);
  sheet.u64(directoryBytes).u64(directoryOffset);
  sheet
    .u32(SIGNATURES.locator64)
    .u32(0)
    .u64(directoryOffset + directoryBytes)
    .u32(1);
}

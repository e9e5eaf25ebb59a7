import type { RangeReader } from '#core/platform/files.ts';
import { damagedBundle, refusedBundle } from './bundle-errors.ts';
import { BUNDLE_FILE, clashingName, inBundleOrder, nameProblem } from './bundle-names.ts';
import { sameBytes } from './little-endian.ts';
import { readAt, readDirectory } from './read-directory.ts';
import { type ZipEntry, type ZipLayout, zipLayout } from './zip-layout.ts';

/**
 * The layout of an archive that is, byte for byte, what Plumbline writes for such files. Whatever a zip could hide is
 * another byte somewhere and so refused: links, compressed content, duplicates, overlapping files, comments, anything
 * before, between or behind. Throws BAD_INPUT, or DAMAGED, naming the file inside. The contents are not read yet.
 */
export async function openArchive(reader: RangeReader, bundle: string): Promise<ZipLayout> {
  const { entries, bytes } = await readDirectory(reader, bundle);
  refuseNames(entries, bundle);
  const layout = zipLayout(entries);
  compareDirectory(layout, bytes, bundle);
  if (layout.bytes !== reader.size) {
    throw refusedBundle(bundle, `its files take ${layout.bytes} bytes, and it has ${reader.size}`);
  }
  const end = await readAt(reader, layout.bytes - layout.end.length, layout.end.length);
  if (!sameBytes(end, layout.end)) throw refusedBundle(bundle, 'its end is not as it must be');
  for (const { name, offset, header } of layout.entries) {
    const found = await readAt(reader, offset, header.length);
    if (!sameBytes(found, header)) throw damagedBundle(bundle, name, 'does not begin as it must');
  }
  return layout;
}

/** Names as they must be, before anything is made of them. */
function refuseNames(entries: readonly ZipEntry[], bundle: string): void {
  const names = entries.map(({ name }) => name);
  for (const name of names) {
    const problem = nameProblem(name);
    if (problem !== null) throw refusedBundle(bundle, `${JSON.stringify(name)}: ${problem}`);
  }
  const clash = clashingName(names);
  if (clash) throw refusedBundle(bundle, `${clash.name}: ${clash.problem}`);
  if (names[0] !== BUNDLE_FILE) throw refusedBundle(bundle, `${BUNDLE_FILE} is not its first file`);
  const ordered = inBundleOrder(names);
  const wrong = names.find((name, i) => name !== ordered[i]);
  if (wrong !== undefined) throw refusedBundle(bundle, `${wrong} is not in its place`);
}

function compareDirectory({ entries }: ZipLayout, found: Uint8Array, bundle: string): void {
  let at = 0;
  for (const { name, record } of entries) {
    if (!sameBytes(record, found.subarray(at, at + record.length))) {
      throw refusedBundle(bundle, `${name} is not listed as a plain, stored file`);
    }
    at += record.length;
  }
  if (at !== found.length) throw refusedBundle(bundle, 'its list of files is too long');
}

import { BUNDLE_SCHEMA, type BundleFile } from '#core/contract/bundle.ts';
import { PlumblineError } from '#core/contract/errors.ts';
import type { NewDigest } from '#core/platform/digest.ts';
import type { Files } from '#core/platform/files.ts';
import type { JobContext } from '#core/platform/job-context.ts';
import { formatBundleFile } from './bundle-file.ts';
import { BUNDLE_FILE, clashingName, inBundleOrder, nameProblem } from './bundle-names.ts';
import { type ZipLayout, zipLayout } from './zip-layout.ts';

/** A file of a bundle; its pieces are read twice and must be the same both times. */
export interface BundlePart {
  name: string;
  pieces(): AsyncIterable<Uint8Array>;
  /** What it must be; left out where it is made for the bundle. */
  expected?: { bytes: number; sha256: string };
}

export interface BundleContent {
  about: Pick<BundleFile, 'createdBy' | 'options' | 'manifest'>;
  parts: readonly BundlePart[];
}

interface WriteDeps {
  files: Files;
  digest: NewDigest;
  context: JobContext;
}

/** A part with its sums. */
interface Measured extends BundlePart {
  bytes: number;
  sha256: string;
  crc32: number;
}

/** Where an archive is written before it takes its place: its path with this behind it. */
export const UNFINISHED = '.part';

/** Reads every part and compares it with what it must be. Throws DAMAGED, naming the file; BAD_INPUT for a bad name. */
export async function measureParts(
  { parts }: BundleContent,
  { digest, context }: WriteDeps,
): Promise<Measured[]> {
  refuseNames(parts);
  const total = parts.reduce((sum, { expected }) => sum + (expected?.bytes ?? 0), 0);
  const measured: Measured[] = [];
  let done = 0;
  for (const part of parts) {
    const sums = digest();
    let bytes = 0;
    for await (const piece of part.pieces()) {
      sums.update(piece);
      bytes += piece.length;
      if (part.expected) done += piece.length;
      context.progress(Math.min(done, total), total, 'bytes');
      await context.breathe();
    }
    const found = { ...part, bytes, crc32: sums.crc32(), sha256: sums.sha256() };
    compare(found);
    measured.push(found);
  }
  return measured;
}

function refuseNames(parts: readonly BundlePart[]): void {
  const names = parts.map(({ name }) => name);
  const bad = names.find((name) => nameProblem(name) !== null);
  const clash = bad === undefined ? clashingName(names) : { name: bad, problem: nameProblem(bad) };
  if (!clash) return;
  throw new PlumblineError('BAD_INPUT', `${clash.name} cannot be in a bundle: ${clash.problem}.`, {
    file: clash.name,
    remedy: 'Import its collection under another name and train again.',
  });
}

function compare({ name, expected, bytes, sha256 }: Measured): void {
  if (!expected || (expected.bytes === bytes && expected.sha256 === sha256)) return;
  const message = `${name} of this version has been changed: it is not exported.`;
  throw new PlumblineError('DAMAGED', message, {
    file: name,
    remedy: 'Rebuild the version, bring its folder back from a copy, or train again.',
  });
}

/**
 * Writes measured parts as an archive at `out`, which appears by one rename. The same parts give the same bytes. Throws
 * DISK_FULL, CANCELLED, and DAMAGED where a part is not what it was; nothing stays then.
 */
export async function writeBundle(
  { about }: Pick<BundleContent, 'about'>,
  parts: readonly Measured[],
  out: string,
  deps: WriteDeps,
): Promise<{ bytes: number; sha256: string; files: number }> {
  const { files, digest } = deps;
  const head = headOf(about, parts, digest);
  const byName = new Map([head, ...parts].map((part) => [part.name, part]));
  const ordered = inBundleOrder([...byName.keys()]).map((name) => byName.get(name) as Measured);
  const layout = zipLayout(ordered.map(({ name, bytes, crc32 }) => ({ name, size: bytes, crc32 })));
  const whole = digest();
  const unfinished = `${out}${UNFINISHED}`;
  try {
    const pieces = archive(layout, ordered, deps);
    await files.writeStream(unfinished, told(pieces, layout.bytes, whole.update, deps.context));
    await files.rename(unfinished, out);
  } catch (error) {
    await files.remove(unfinished);
    throw error;
  }
  return { bytes: layout.bytes, sha256: whole.sha256(), files: ordered.length };
}

function headOf(
  about: BundleContent['about'],
  parts: readonly Measured[],
  digest: NewDigest,
): Measured {
  const files = Object.fromEntries(
    parts.map(({ name, bytes, sha256 }) => [name, { bytes, sha256 }]),
  );
  const content = new TextEncoder().encode(
    formatBundleFile({ schema: BUNDLE_SCHEMA, ...about, files }),
  );
  const sums = digest();
  sums.update(content);
  return {
    name: BUNDLE_FILE,
    bytes: content.length,
    crc32: sums.crc32(),
    sha256: sums.sha256(),
    pieces: () => once(content),
  };
}

async function* archive(
  layout: ZipLayout,
  parts: readonly Measured[],
  { digest }: WriteDeps,
): AsyncGenerator<Uint8Array> {
  for (const [i, part] of parts.entries()) {
    yield layout.entries[i]?.header ?? new Uint8Array();
    const sums = digest();
    let bytes = 0;
    for await (const piece of part.pieces()) {
      sums.update(piece);
      bytes += piece.length;
      yield piece;
    }
    if (bytes !== part.bytes || sums.crc32() !== part.crc32) {
      compare({ ...part, expected: part, bytes, sha256: sums.sha256() });
    }
  }
  for (const { record } of layout.entries) yield record;
  yield layout.end;
}

async function* told(
  pieces: AsyncIterable<Uint8Array>,
  total: number,
  update: (piece: Uint8Array) => void,
  context: JobContext,
): AsyncGenerator<Uint8Array> {
  let done = 0;
  for await (const piece of pieces) {
    update(piece);
    yield piece;
    done += piece.length;
    context.progress(done, total, 'bytes');
    await context.breathe();
  }
}

/** Content that is in memory as pieces. */
export async function* once(content: Uint8Array): AsyncGenerator<Uint8Array> {
  yield content;
}

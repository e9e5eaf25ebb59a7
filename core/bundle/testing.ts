import type { BundleFile } from '#core/contract/bundle.ts';
import type { Manifest } from '#core/contract/versions.ts';
import type { NewDigest } from '#core/platform/digest.ts';
import { BUNDLE_FILE, inBundleOrder } from './bundle-names.ts';
import { type ZipLayout, zipLayout } from './zip-layout.ts';

/** Names that no bundle may have, for tests. */
export const BAD_NAMES: readonly string[] = [
  ...['', '.', '..', '../evil', '../../evil', 'a/../../evil', 'index/../../../evil', 'a/..', 'a/.'],
  ...['/etc/evil', '/', '//evil', 'a//b', 'a/', './a', 'a/./b', '~/../evil'],
  ...['C:/evil', 'c:evil', 'C:\\evil', '..\\evil', 'a\\..\\..\\evil', '\\\\server\\share\\evil'],
  ...['\\\\?\\C:\\evil', 'a:stream', 'file://evil', 'evil\u0000.txt', 'a\nb', '\u007f', 'a\u0085b'],
  ...['con', 'CON', 'con.txt', 'aux/x', 'x/NUL', 'nul.tar.gz', 'prn', 'COM1', 'com9.log'],
  ...['lpt1', 'LPT³', 'conin$', 'CONOUT$', 'x/com0'],
  ...['a.', 'a ', ' a', 'x./y', 'x /y', '...', 'a*', 'a?', 'a<b', 'a>b', 'a|b', 'a"b'],
  ...['e\u0301', 'a\u202egnp.exe', 'a\u200bb', '\ufeffa', 'a\u2028b', '\ufffd', '\ue000'],
  ...[
    'x'.repeat(201),
    `${'d/'.repeat(12)}x`,
    `${'a'.repeat(150)}/${'b'.repeat(150)}/${'c'.repeat(150)}`,
  ],
];

const encoder = new TextEncoder();
const bytesOf = (content: string | Uint8Array): Uint8Array =>
  typeof content === 'string' ? encoder.encode(content) : content;

/** The files of an archive, in their order. */
export type TestFiles = [name: string, content: string | Uint8Array][];

/** The bytes of an archive of our form, and its layout; whether names are good or the order is right is not looked at. */
export function archiveOf(
  files: TestFiles,
  digest: NewDigest,
): { bytes: Uint8Array; layout: ZipLayout } {
  const contents = files.map(([, content]) => bytesOf(content));
  const layout = zipLayout(
    files.map(([name], i) => {
      const sums = digest();
      sums.update(contents[i] ?? new Uint8Array());
      return { name, size: contents[i]?.length ?? 0, crc32: sums.crc32() };
    }),
  );
  const parts = layout.entries.flatMap(({ header }, i) => [
    header,
    contents[i] ?? new Uint8Array(),
  ]);
  const all = [...parts, ...layout.entries.map(({ record }) => record), layout.end];
  return { bytes: new Uint8Array(Buffer.concat(all)), layout };
}

/** What bundle.json says of some files. */
export function recordsOf(files: TestFiles, digest: NewDigest): BundleFile['files'] {
  return Object.fromEntries(
    files.map(([name, content]) => {
      const sums = digest();
      sums.update(bytesOf(content));
      return [name, { bytes: bytesOf(content).length, sha256: sums.sha256() }];
    }),
  );
}

/** The files of a bundle in their order, bundle.json made for them; all of them are the version's unless said otherwise. */
export function bundleFiles(
  contents: TestFiles,
  manifest: Manifest,
  digest: NewDigest,
  change: (file: BundleFile) => unknown = (file) => file,
): TestFiles {
  const files = recordsOf(contents, digest);
  const options = { texts: true, vectors: true, weights: true };
  const file: BundleFile = { schema: 1, createdBy: 'Plumbline test', options, manifest, files };
  const text = `${JSON.stringify(change(file))}\n`;
  const all = new Map<string, string | Uint8Array>([[BUNDLE_FILE, text], ...contents]);
  return inBundleOrder([...all.keys()]).map((name) => [name, all.get(name) ?? '']);
}

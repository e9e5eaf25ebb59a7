import { z } from 'zod';
import { BUNDLE_SCHEMA, BundleFile } from '#core/contract/bundle.ts';
import { PlumblineError } from '#core/contract/errors.ts';
import type { FileRecord, Manifest } from '#core/contract/versions.ts';
import { isVersionId } from '#core/versions/version-id.ts';
import { refusedBundle } from './bundle-errors.ts';
import { BUNDLE_FILE, nameProblem } from './bundle-names.ts';
import { isVectorFile } from './version-content.ts';
import type { ZipEntry } from './zip-layout.ts';

type Records = Record<string, z.infer<typeof FileRecord>>;

const Schema = z.object({ schema: z.number() });
const RESERVED = [BUNDLE_FILE, 'manifest.json'];

/** The text of bundle.json, the same for the same content. */
export function formatBundleFile({ files, manifest, ...rest }: BundleFile): string {
  const content = {
    ...rest,
    manifest: { ...manifest, files: sorted(manifest.files) },
    files: sorted(files),
  };
  return `${JSON.stringify(content, null, 1)}\n`;
}

const sorted = (files: Records): Records =>
  Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)));

/**
 * The content of bundle.json, where it speaks of exactly the files that the archive has. Throws BAD_INPUT, also for a newer
 * schema.
 */
export function parseBundleFile(
  text: string,
  entries: readonly ZipEntry[],
  bundle: string,
): BundleFile {
  const value = parseJson(text, bundle);
  refuseNewer(value, bundle);
  const result = BundleFile.safeParse(value);
  if (!result.success) {
    const [issue] = result.error.issues;
    const where = issue?.path.join('.') || 'its top';
    throw refusedBundle(bundle, `its ${BUNDLE_FILE} is wrong at ${where}: ${issue?.message}`);
  }
  const { files, manifest, options } = result.data;
  refuseOtherFiles(files, entries, bundle);
  if (!isVersionId(manifest.version)) {
    throw refusedBundle(bundle, `${JSON.stringify(manifest.version)} is no version's id`);
  }
  refuseVersionFiles(manifest, files, options, bundle);
  return result.data;
}

function parseJson(text: string, bundle: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw refusedBundle(bundle, `its ${BUNDLE_FILE} is not JSON`, cause);
  }
}

function refuseNewer(value: unknown, bundle: string): void {
  const schema = Schema.safeParse(value).data?.schema ?? BUNDLE_SCHEMA;
  if (schema <= BUNDLE_SCHEMA) return;
  throw new PlumblineError(
    'BAD_INPUT',
    `This bundle has schema ${schema}; this Plumbline reads schemas up to ${BUNDLE_SCHEMA}.`,
    { file: bundle, remedy: 'Install the Plumbline that wrote it, or a newer one, and try again.' },
  );
}

/** Both lists name the same files with the same sizes. */
function refuseOtherFiles(files: Records, entries: readonly ZipEntry[], bundle: string): void {
  const there = new Set<string>();
  for (const { name, size } of entries) {
    if (name === BUNDLE_FILE) continue;
    there.add(name);
    const record = Object.hasOwn(files, name) ? files[name] : undefined;
    if (record === undefined) throw refusedBundle(bundle, `${name} is not in its ${BUNDLE_FILE}`);
    if (record.bytes === size) continue;
    throw refusedBundle(bundle, `${name} has ${size} bytes instead of ${record.bytes}`);
  }
  const missing = Object.keys(files).find((name) => !there.has(name));
  if (missing !== undefined) throw refusedBundle(bundle, `${missing} is missing`);
}

/** Every file of the version is there as it was when the version was made, but for what the options leave out. */
function refuseVersionFiles(
  manifest: Manifest,
  files: Records,
  options: BundleFile['options'],
  bundle: string,
): void {
  // Without texts it is not imported; what is left of such a version is for others.
  if (!options.texts) return;
  for (const [name, { sha256 }] of Object.entries(manifest.files)) {
    const problem = RESERVED.includes(name) ? 'its name is taken' : nameProblem(name);
    if (problem !== null) throw refusedBundle(bundle, `${JSON.stringify(name)}: ${problem}`);
    if (!options.vectors && isVectorFile(name)) continue;
    const record = Object.hasOwn(files, name) ? files[name] : undefined;
    if (record?.sha256 !== sha256) throw refusedBundle(bundle, `${name} is not the version's`);
  }
}

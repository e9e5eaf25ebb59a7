import type { BundleOptions } from '#core/contract/bundle.ts';
import type { Manifest } from '#core/contract/versions.ts';
import { versionSettings } from '#core/contract/workspace.ts';

/** Whether a file of a version holds vectors: what can be made again from the terms. */
export function isVectorFile(name: string): boolean {
  return /^(index|collections\/[^/]+)\/(terms\.lance\/|ann\.json$)/.test(name);
}

/** Whether a file of a version holds terms, queries or fields of entries in words. */
function holdsTexts(name: string): boolean {
  return /^(index|collections)\//.test(name) || name === 'predictions/test.trec';
}

/** The file that names each test query. It stays without texts, its queries numbered. */
export const PER_QUERY = 'predictions/per-query.json';

/** The files of a version that go into a bundle as they are; sorted. */
export function keptFiles(
  manifest: Pick<Manifest, 'files'>,
  { texts, vectors }: Pick<BundleOptions, 'texts' | 'vectors'>,
): string[] {
  return Object.keys(manifest.files)
    .filter((name) => (vectors || !isVectorFile(name)) && (texts || !saysWords(name)))
    .sort();
}

const saysWords = (name: string): boolean => holdsTexts(name) || name === PER_QUERY;

/**
 * The manifest as it stands in a bundle: of the version as it was made, so that a version that came in a bundle makes the
 * same bundle again. Without texts also without the queries that settings and gate quote.
 */
export function bundledManifest(manifest: Manifest, { texts }: Pick<BundleOptions, 'texts'>) {
  const { imported } = manifest;
  const version = imported?.version ?? manifest.version;
  const settings = Object.entries(versionSettings(manifest.settings)).filter(
    ([name]) => texts || name !== 'mustPass',
  );
  const made: Manifest = {
    ...{ ...manifest, version, imported: null },
    settings: Object.fromEntries(settings),
  };
  if (texts) return made;
  const gate = made.gate.map((rule) =>
    rule.rule === 'must-pass' ? { ...rule, reason: '' } : rule,
  );
  return { ...made, gate };
}

/** The measures of each test query with numbers in place of the queries. Throws SyntaxError for what is no JSON. */
export function withoutQueries(text: string): string {
  const scores = JSON.parse(text) as { queries?: unknown[][] };
  const queries = (scores.queries ?? []).map(([, ...rest], row) => [`q${row + 1}`, ...rest]);
  return `${JSON.stringify({ ...scores, queries })}\n`;
}

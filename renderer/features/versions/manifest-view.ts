import type { Incremental, Manifest, VersionSummary } from '#core/contract/index.ts';
import { formatCount, formatQuantity } from '#renderer/ui/format.ts';
import { modeWords } from './version-view.ts';

/** A name with its value; `id` is written in mono and can be copied. */
export interface VersionFact {
  name: string;
  value: string;
  id?: boolean;
  /** Where the value leads to. */
  address?: string;
}

/** What a version is made of and from, as the list knows it; `orphan`: its parent is not here. */
export function lineageFacts(version: VersionSummary, orphan = false): VersionFact[] {
  const { mode, parent, incremental, imported, run } = version;
  return [
    { name: 'Made by', value: modeWords(mode) },
    ...(parent === null
      ? []
      : [{ name: orphan ? 'Parent, not here' : 'Parent', value: parent, id: true }]),
    ...(incremental ? [{ name: 'Taken over', value: incrementalWords(incremental) }] : []),
    ...(imported
      ? [
          { name: 'Imported from', value: `${imported.version}, ${imported.createdBy}` },
          { name: 'Bundle', value: imported.sha256, id: true },
        ]
      : []),
    // The run of an imported version lies where it was made.
    ...(run === ''
      ? []
      : [{ name: 'Run', value: run, ...(!imported && { address: runAddress(run) }) }]),
  ];
}

/** What its vectors and numbers rest on, as the manifest tells it. */
export function manifestFacts({ app, seed, space }: Manifest): VersionFact[] {
  return [
    { name: 'Space', value: space.id, id: true },
    { name: 'Seed', value: `${seed}` },
    { name: 'Plumbline', value: app },
  ];
}

/** The data that it was made of. */
export function dataFacts({ data }: Pick<VersionSummary, 'data'>): VersionFact[] {
  const learnt = data.learntTerms > 0 ? `, ${formatCount(data.learntTerms)} learnt` : '';
  return [
    { name: 'Entries', value: formatCount(data.entries) },
    { name: 'Terms', value: `${formatCount(data.terms)}${learnt}` },
    { name: 'Judgments', value: formatCount(data.judgments) },
    ...data.collections.map(({ name, entries, terms }) => ({
      name,
      value: `${formatQuantity(entries, 'entry', 'entries')}, ${formatQuantity(terms, 'term')}`,
    })),
    ...(data.canonicalSha256
      ? [
          { name: 'Dictionary', value: data.canonicalSha256, id: true },
          { name: 'Ledger', value: data.ledgerSha256, id: true },
        ]
      : []),
  ];
}

/** `96 % of the terms reused; 3 entries added, 1 changed` */
export function incrementalWords({ reused, embedded, entries }: Incremental): string {
  const all = reused + embedded;
  const changes = (['added', 'changed', 'removed'] as const)
    .filter((kind) => entries[kind] > 0)
    .map((kind) => `${formatCount(entries[kind])} ${kind}`);
  const terms = `${formatCount(reused)} of ${formatQuantity(all, 'term')} reused`;
  return changes.length === 0 ? terms : `${terms}; entries: ${changes.join(', ')}`;
}

/** Files of one folder of a version. */
export interface FileGroup {
  name: string;
  bytes: number;
  files: { path: string; bytes: number; sha256: string }[];
}

/** The files by their top folder, the largest first; those at the top stand for themselves. */
export function fileGroups(files: Manifest['files']): FileGroup[] {
  const groups = new Map<string, FileGroup>();
  for (const [path, { bytes, sha256 }] of Object.entries(files)) {
    const slash = path.indexOf('/');
    const name = slash < 0 ? path : path.slice(0, slash + 1);
    const group = groups.get(name) ?? { name, bytes: 0, files: [] };
    group.bytes += bytes;
    group.files.push({ path, bytes, sha256 });
    groups.set(name, group);
  }
  return [...groups.values()].toSorted((a, b) => b.bytes - a.bytes);
}

function runAddress(run: string): string {
  return `#/runs?run=${encodeURIComponent(run)}`;
}

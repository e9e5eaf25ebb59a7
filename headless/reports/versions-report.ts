import type { Manifest, VersionCheck, VersionSummary } from '#core/contract/versions.ts';
import { bytes, count, metric } from '../terminal/numbers.ts';
import { table } from '../terminal/table.ts';
import { printable } from '../terminal/width.ts';

const right = { align: 'right' } as const;

/** Versions, newest first, and what they take together. `all`: bytes of the versions' folder. */
export function versionLines(versions: readonly VersionSummary[], all: number): string[] {
  if (versions.length === 0) return ['There is no version yet; train makes one.'];
  const columns = [
    { title: 'version' },
    { title: 'status' },
    { title: 'mode' },
    { title: 'embedder' },
    { title: 'terms', ...right },
    { title: 'NDCG@10', ...right },
    { title: 'top-1', ...right },
    { title: 'size', ...right },
    { title: 'made' },
  ];
  const rows = versions.map((version) => [
    version.version,
    version.status,
    version.mode,
    version.embedder,
    count(version.data.terms),
    metric(version.metrics?.test['ndcg@10'] ?? null),
    metric(version.metrics?.test.top1 ?? null),
    bytes(version.bytes),
    version.createdAt.slice(0, 16).replace('T', ' '),
  ]);
  return [...table(columns, rows), ...summaryLines(versions, all)];
}

function summaryLines(versions: readonly VersionSummary[], all: number): string[] {
  const number = `${count(versions.length)} ${versions.length === 1 ? 'version' : 'versions'}`;
  const kept = versions.flatMap((one) => (one.kept ? [`${one.version} is kept. ${one.kept}`] : []));
  const damage = versions.flatMap((one) =>
    one.damage ? [`${one.version} is damaged: ${one.damage}.`] : [],
  );
  return ['', `${number}, ${bytes(all)}.`, ...[...kept, ...damage].map(printable)];
}

/** Everything that a manifest says but its list of files. */
export function manifestLines(manifest: Manifest, summary: VersionSummary | undefined): string[] {
  const { version, space, data, gate, learning, imported, files } = manifest;
  const facts = [
    ['made', manifest.createdAt],
    ['by', `Plumbline ${manifest.app}`],
    ['run', manifest.run],
    ['mode', manifest.mode],
    ['parent', manifest.parent ?? '–'],
    ...(imported
      ? [['imported', `${imported.at}, ${imported.version} of ${imported.createdBy}`]]
      : []),
    ['seed', String(manifest.seed)],
    ['embedder', `${space.embedder}, ${space.dimensions} dimensions`],
    ['space', space.id],
    ['entries', count(data.entries)],
    ['terms', `${count(data.terms)} and ${count(data.learntTerms)} learnt`],
    ['judgments', count(data.judgments)],
    ...data.collections.map(({ name, entries }) => [name, `${count(entries)} entries`]),
    ['dictionary', data.canonicalSha256],
    ['ledger', data.ledgerSha256],
    ['files', `${count(Object.keys(files).length)}, ${bytes(summary?.bytes ?? 0)}`],
  ];
  const rules = gate.map(({ title, pass, reason }) => [pass ? 'passes' : 'fails', title, reason]);
  const plain = [{ title: '' }, { title: '', max: 100 }];
  return [
    `${version}${summary ? `: ${summary.status}` : ''}`,
    ...table(
      plain,
      facts.map((row) => row.map(printable)),
    ),
    ...(rules.length === 0
      ? []
      : [
          '',
          ...table([{ title: 'gate' }, { title: '', max: 60 }, { title: '', max: 100 }], rules),
        ]),
    ...(learning ? ['', printable(learning.words)] : []),
    ...(summary?.kept ? ['', `It cannot be deleted. ${summary.kept}`] : []),
  ];
}

/** What checking versions found: every damaged file by its path. */
export function checkLines(checks: readonly VersionCheck[]): string[] {
  if (checks.length === 0) return ['There is no version yet; train makes one.'];
  return checks.flatMap(({ version, files, bytes: size, problems, notes }) => [
    problems.length === 0
      ? `${version} is whole: ${count(files)} files, ${bytes(size)}.`
      : `${version} is damaged:`,
    ...problems.map(({ file, problem }) => `  ${printable(file)} ${printable(problem)}`),
    ...notes.map((note) => `  Note: ${printable(note)}`),
  ]);
}

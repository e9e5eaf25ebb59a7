import type {
  FileKind,
  FilePreview,
  Finding,
  FindingLevel,
  ImportRecord,
  WorkspaceSummary,
} from '#core/contract/index.ts';
import { CANONICAL } from '#renderer/api/canonical.ts';
import { formatBytes, formatCount, formatQuantity } from '#renderer/ui/format.ts';

export const KIND_NAMES: Record<FileKind, string> = {
  canonical: 'Canonical dictionary',
  feedback: 'Feedback',
};

/** A card at the top of the screen: what of one kind the workspace holds. */
export interface KindCard {
  kind: FileKind;
  /** The newest file, or null where nothing was imported. */
  file: string | null;
  /** `1 016 entries, 29 017 terms` */
  amount: string;
  /** `UTF-8, JSON, 796 kB`, and how many files before it. */
  source: string;
  at: string | null;
}

/** The card of a kind, from the workspace and its newest import of that kind. */
export function kindCard(kind: FileKind, workspace: WorkspaceSummary): KindCard {
  const { newest, earlier } = importsOf(
    workspace.imports.filter((record) => record.kind === kind && isOf(record, CANONICAL)),
  );
  return {
    kind,
    file: newest?.name ?? null,
    amount: amountOf(kind, workspace),
    source: newest ? sourceOf(newest, earlier) : '',
    at: newest?.at ?? null,
  };
}

/** The newest of some imports, and how many there were before it. */
export function importsOf(records: readonly ImportRecord[]): {
  newest: ImportRecord | undefined;
  earlier: number;
} {
  const newestFirst = records.toSorted((a, b) => b.at.localeCompare(a.at));
  return { newest: newestFirst[0], earlier: Math.max(0, records.length - 1) };
}

/** Judgments, and imports of before there were several collections, belong to the canonical one. */
export function isOf({ collection = CANONICAL }: ImportRecord, name: string): boolean {
  return collection === name;
}

function amountOf(kind: FileKind, { counts }: WorkspaceSummary): string {
  return kind === 'canonical'
    ? `${formatQuantity(counts.entries, 'entry', 'entries')}, ${formatQuantity(counts.terms, 'term')}`
    : `${formatQuantity(counts.judgments, 'judgment')}, ${formatCount(counts.yes)} right`;
}

/** `UTF-8, JSON, 796 kB`, and how many files before it. */
export function sourceOf(record: ImportRecord, earlier: number): string {
  const facts = [record.encoding, record.format, formatBytes(record.bytes)];
  if (earlier > 0) facts.push(`and ${formatQuantity(earlier, 'earlier file')}`);
  return facts.join(', ');
}

/** What an import of this file would bring, in words. */
export function previewAmount({ kind, counts }: FilePreview): string {
  return kind === 'canonical'
    ? `${formatQuantity(counts.entries, 'entry', 'entries')}, ${formatQuantity(counts.terms, 'term')}`
    : `${formatQuantity(counts.judgments, 'judgment')}: ${formatCount(counts.yes)} right, ${formatCount(counts.no)} wrong`;
}

const LEVELS: FindingLevel[] = ['block', 'warn', 'note'];

/** Findings with what stops training first. */
export function sortFindings(findings: readonly Finding[]): Finding[] {
  return findings.toSorted(
    (a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) || b.count - a.count,
  );
}

/** `6 findings, 1 blocks training`. */
export function summariseFindings(findings: readonly Finding[]): string {
  if (findings.length === 0) return 'nothing found';
  const blocking = findings.filter(({ level }) => level === 'block').length;
  const blocks = blocking === 1 ? '1 blocks training' : `${blocking} block training`;
  return formatQuantity(findings.length, 'finding') + (blocking > 0 ? `, ${blocks}` : '');
}

/** Files in the order in which they must be imported: judgments name entries, so the dictionary comes first. */
export function importOrder<File extends { kind: FileKind }>(files: readonly File[]): File[] {
  return [
    ...files.filter(({ kind }) => kind === 'canonical'),
    ...files.filter(({ kind }) => kind === 'feedback'),
  ];
}

/** Which pages hold the rows `first`..`last` (inclusive); page 0 is always among them, it knows the total. */
export function pagesFor(first: number, last: number, pageSize: number): number[] {
  const from = Math.floor(Math.max(0, first) / pageSize);
  const to = Math.floor(Math.max(0, last) / pageSize);
  const pages = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  return pages.includes(0) ? pages : [0, ...pages];
}

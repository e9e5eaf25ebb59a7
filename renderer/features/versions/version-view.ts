import type { GateRule, PromotionEvent, RunMode, VersionSummary } from '#core/contract/index.ts';
import { formatCount, formatDifference, formatMetric } from '#renderer/ui/format.ts';

/** The state of a version in a word, and what that means. */
export interface StatusView {
  word: 'latest' | 'passed' | 'waits' | 'rolled back' | 'refused' | 'not measured' | 'damaged';
  tone: 'good' | 'wait' | 'bad' | 'plain';
  why: string;
}

const STATUS = {
  latest: { word: 'latest', tone: 'good', why: 'Search and the service use it.' },
  waits: { word: 'waits', tone: 'wait', why: 'It passes the gate and can be promoted.' },
  passed: { word: 'passed', tone: 'plain', why: 'It passed the gate; a newer one is latest.' },
  refused: { word: 'refused', tone: 'bad', why: 'It fails a rule of the gate.' },
  unmeasured: { word: 'not measured', tone: 'plain', why: 'There is no test result for it.' },
  damaged: { word: 'damaged', tone: 'bad', why: 'It cannot be used as it is.' },
} as const satisfies Record<string, StatusView>;

/** What stands in the list under Gate. `history` is oldest first. */
export function statusView(
  version: Pick<VersionSummary, 'version' | 'status' | 'createdAt'>,
  history: readonly PromotionEvent[],
  latest: Pick<VersionSummary, 'createdAt'> | null,
): StatusView {
  const { status } = version;
  if (status === 'latest' || status === 'damaged') return STATUS[status];
  const left = history.findLast(({ from }) => from === version.version);
  if (left?.kind === 'rollback') {
    return { word: 'rolled back', tone: 'plain', why: `Rolled back to ${left.to}.` };
  }
  if (status !== 'passed') return STATUS[status];
  const isNewer = latest === null || version.createdAt > latest.createdAt;
  return isNewer ? STATUS.waits : STATUS.passed;
}

const MODES: Record<RunMode, string> = {
  'full-train': 'full train',
  incremental: 'incremental',
  'build-index': 'index only',
  'build-index-feedback': 'index + feedback',
  'smoke-test': 'smoke test',
};

/** How it was made, in a word or two. */
export function modeWords(mode: RunMode): string {
  return MODES[mode];
}

/** A short mark beside the embedder, with what it means. */
export interface Mark {
  word: string;
  why: string;
}

/** What is worth knowing at a glance; a whole training of this workspace goes without saying. */
export function marksOf({ mode, incremental, imported }: VersionSummary): Mark[] {
  const marks: Mark[] = [];
  if (incremental) {
    marks.push({ word: 'incremental', why: `Keeps what ${incremental.from} had learnt.` });
  } else if (mode === 'build-index' || mode === 'build-index-feedback') {
    marks.push({ word: modeWords(mode), why: 'Nothing was learnt from the judgments of train.' });
  }
  if (imported) {
    marks.push({ word: 'imported', why: `${imported.version} of ${imported.createdBy}.` });
  }
  return marks;
}

/** Newest first; of the same moment, by the number in the id. */
export function newestFirst<Version extends Pick<VersionSummary, 'version' | 'createdAt'>>(
  versions: readonly Version[],
): Version[] {
  const byId = (a: Version, b: Version) =>
    b.version.localeCompare(a.version, 'en', { numeric: true });
  return versions.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt) || byId(a, b));
}

/** `-3` of `v20261120-3` beside one of the same day, else the whole id. */
export function shortId(version: string, beside: string): string {
  const [day, number] = version.split('-');
  return number !== undefined && beside.startsWith(`${day}-`) ? `-${number}` : version;
}

/** The rules that a version fails. */
export function failedRules({ gate }: Pick<VersionSummary, 'gate'>): GateRule[] {
  return gate.filter(({ pass }) => !pass);
}

/** A rule's number; a difference has its sign. Empty where there is none. */
export function ruleValue({ rule, value }: Pick<GateRule, 'rule' | 'value'>): string {
  if (value === null) return '';
  if (rule === 'must-pass' || rule === 'test-data') return formatCount(value);
  return rule === 'ndcg-not-worse' ? formatDifference(value) : formatMetric(value);
}

/** Bytes of all versions together, where the workspace does not say it. */
export function totalBytes(versions: readonly Pick<VersionSummary, 'bytes'>[]): number {
  return versions.reduce((sum, { bytes }) => sum + bytes, 0);
}

import type { Split } from '#core/contract/common.ts';
import type { Entry, Finding } from '#core/contract/data.ts';
import { PlumblineError } from '#core/contract/errors.ts';
import type { Settings } from '#core/contract/workspace.ts';
import { preflight } from '#core/ingest/preflight.ts';
import { counted } from '#core/ingest/words.ts';
import type { JobContext } from '#core/platform/job-context.ts';
import { normaliseText } from '#core/text/normalise.ts';
import type { Snapshot } from '#core/workspace/snapshot.ts';
import { assignSplits } from '#core/workspace/splits.ts';
import { gatherQueries, type JudgedQuery } from './judged-queries.ts';

/** What a training works on. */
export interface TrainingData {
  entries: Entry[];
  snapshot: Snapshot;
  settings: Settings;
  /** By split. */
  queries: Record<Split, JudgedQuery[]>;
  findings: Finding[];
}

/** Assigns splits and gathers the judged queries of each. */
export async function prepareData(
  snapshot: Snapshot,
  settings: Settings,
  context: JobContext,
): Promise<TrainingData> {
  const splits = await assignSplits(snapshot.queries, context);
  const splitOf = (normalised: string) =>
    splits.get(normalised) ?? { split: 'train' as const, group: normalised };
  const { entries, judgments, collections } = snapshot;
  const others = collections.map((collection) => collection.entries);
  const gathered = gatherQueries({ entries, others, judgments, splitOf });
  const of = (split: Split) => gathered.filter((query) => query.split === split);
  const findings = preflight({
    entries,
    judgments,
    splitOf: (query) => splitOf(normaliseText(query)).split,
    others: collections.map(({ name, entries: named }) => ({ name, keys: keysOf(named) })),
  });
  const queries = { train: of('train'), calibrate: of('calibrate'), test: of('test') };
  return { entries, snapshot, settings, queries, findings };
}

const keysOf = (entries: readonly Entry[]) => new Set(entries.map(({ key }) => key));

/** Throws BAD_INPUT when a finding blocks. */
export function refuseBlocked(findings: readonly Finding[]): void {
  const blocking = findings.find(({ level }) => level === 'block');
  if (blocking === undefined) return;
  throw new PlumblineError('BAD_INPUT', `${blocking.title}. ${blocking.detail}`, {
    remedy: 'Import a canonical dictionary first.',
  });
}

/** "6 findings, none blocks" */
export function describeFindings(findings: readonly Finding[]): string {
  const warnings = findings.filter(({ level }) => level === 'warn').length;
  return `${counted(findings.length, 'finding')}, ${counted(warnings, 'warning')}, none blocks`;
}

/** Judgments in a split, for the log. */
export function judgmentCount(queries: readonly JudgedQuery[]): number {
  return queries.reduce((sum, { yes, no }) => sum + yes.length + no.length, 0);
}

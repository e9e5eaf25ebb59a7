import type { FeedbackColumns, FileKind, ImportRecord } from '#core/contract/data.ts';
import { readCanonical } from '#core/ingest/read-canonical.ts';
import { readFeedback } from '#core/ingest/read-feedback.ts';
import { counted } from '#core/ingest/words.ts';
import type { JobResult } from '#core/jobs/job-events.ts';
import { readInput } from '../read-source.ts';
import type { TaskDeps } from './task-deps.ts';

/** An import as its journal keeps it. */
export interface ImportJob {
  path: string;
  name: string;
  /** `path` is a copy of ours; whoever runs the job removes it in the end. */
  staged: boolean;
  kind: FileKind;
  mapping?: FeedbackColumns;
}

interface Source {
  name: string;
  bytes: Uint8Array;
  sha256: string;
}

/** Reads the whole file first and only then writes: all of it or nothing. */
export async function importTask(job: ImportJob, deps: TaskDeps): Promise<JobResult> {
  const { files, workspace, emit } = deps;
  emit({ type: 'plan', stages: ['read', 'store'] });
  emit({ type: 'stage', stage: 'read', state: 'running' });
  const bytes = await readInput(files, job.path);
  const source = { name: job.name, bytes, sha256: deps.sha256(bytes) };
  const store = job.kind === 'canonical' ? readEntries : readJudgments;
  const write = await store(source, job, deps);
  emit({ type: 'stage', stage: 'store', state: 'running' });
  const original = { source: job.path, name: job.name, sha256: source.sha256 };
  await workspace.keepOriginal(original);
  const imported = await write();
  emit({ type: 'stage', stage: 'store', state: 'done', detail: described(imported) });
  return { imported };
}

function described({ kind, counts, skipped }: ImportRecord): string {
  if (kind === 'canonical') {
    return `${counted(counts.entries, 'entry', 'entries')}, ${counted(counts.terms, 'term')}`;
  }
  const again = skipped > 0 ? `, ${counted(skipped, 'row')} said nothing new` : '';
  return `${counted(counts.judgments, 'judgment')}${again}`;
}

async function readEntries(
  { name, bytes, sha256 }: Source,
  _job: ImportJob,
  { workspace, context, emit }: TaskDeps,
): Promise<() => Promise<ImportRecord>> {
  const { settings } = await workspace.about();
  const read = await readCanonical({ name, bytes, keyIsTerm: settings.keyIsTerm }, context);
  const { entries, format, encoding, counts } = read;
  const found = `${counted(counts.entries, 'entry', 'entries')}, ${counted(counts.terms, 'term')}`;
  emit({ type: 'stage', stage: 'read', state: 'done', detail: `${format}, ${encoding}, ${found}` });
  const header = { name, sha256, bytes: bytes.length, format, encoding, counts, skipped: 0 };
  return () => workspace.importCollection(header, entries, context);
}

async function readJudgments(
  { name, bytes, sha256 }: Source,
  { mapping }: ImportJob,
  { workspace, context, emit }: TaskDeps,
): Promise<() => Promise<ImportRecord>> {
  const read = await readFeedback({ name, bytes, ...(mapping && { mapping }) }, context);
  const { format, encoding, counts, rows } = read;
  const found = `${counted(counts.judgments, 'judgment')}`;
  emit({ type: 'stage', stage: 'read', state: 'done', detail: `${format}, ${encoding}, ${found}` });
  const header = { name, sha256, bytes: bytes.length, format, encoding, counts };
  return () => workspace.ledger.importRows({ ...header, rows: rows.length }, rows, context);
}

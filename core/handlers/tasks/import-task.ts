import {
  CANONICAL,
  type EntryColumns,
  type FeedbackColumns,
  type FileKind,
  type ImportRecord,
} from '#core/contract/data.ts';
import { PlumblineError } from '#core/contract/errors.ts';
import { bytesOf } from '#core/ingest/blob-source.ts';
import { readCanonical } from '#core/ingest/read-canonical.ts';
import { readEntries } from '#core/ingest/read-entries.ts';
import { readFeedback } from '#core/ingest/read-feedback.ts';
import type { StreamSource } from '#core/ingest/table-stream-survey.ts';
import { counted } from '#core/ingest/words.ts';
import type { JobResult } from '#core/jobs/job-events.ts';
import { inputFiles } from '../read-source.ts';
import type { TaskDeps } from './task-deps.ts';

/** An import as its journal keeps it. */
export interface ImportJob {
  path: string;
  name: string;
  /** `path` is a copy of ours; whoever runs the job removes it in the end. */
  staged: boolean;
  kind: FileKind;
  /** The content that was meant; left out where the file is taken as it is by then. */
  sha256?: string | undefined;
  mapping?: FeedbackColumns | undefined;
  /** Where entries go; the canonical collection where it is left out, as journals of before leave it. */
  collection?: string | undefined;
  entryColumns?: EntryColumns | undefined;
}

/** What every import's record says of its file. */
type FileFacts = Pick<ImportRecord, 'name' | 'sha256' | 'bytes'>;

/** Reads the whole file first and only then writes: all of it or nothing. */
export async function importTask(job: ImportJob, deps: TaskDeps): Promise<JobResult> {
  const { files, workspace, emit } = deps;
  const { path, name, kind } = job;
  emit({ type: 'plan', stages: ['read', 'store'] });
  emit({ type: 'stage', stage: 'read', state: 'running' });
  const source = { name, path, files: inputFiles(files) };
  const store = kind === 'canonical' ? readCollection : readJudgments;
  const { facts, write } = await store(source, job, deps);
  if (job.sha256 !== undefined && facts.sha256 !== job.sha256) throw changedMeanwhile(path);
  emit({ type: 'stage', stage: 'store', state: 'running' });
  await workspace.keepOriginal({ source: path, name, sha256: facts.sha256 });
  const imported = await write();
  emit({ type: 'stage', stage: 'store', state: 'done', detail: described(imported) });
  return { imported };
}

function changedMeanwhile(file: string): PlumblineError {
  return new PlumblineError('BUSY', 'The file changed while its import waited.', {
    file,
    remedy: 'Import it when nobody writes it any more.',
  });
}

function described({ kind, counts, skipped }: ImportRecord): string {
  if (kind === 'canonical') return entriesInWords(counts);
  const again = skipped > 0 ? `, ${counted(skipped, 'row')} said nothing new` : '';
  return `${counted(counts.judgments, 'judgment')}${again}`;
}

function entriesInWords({ entries, terms }: ImportRecord['counts']): string {
  return `${counted(entries, 'entry', 'entries')}, ${counted(terms, 'term')}`;
}

interface ReadFile {
  facts: FileFacts;
  write: () => Promise<ImportRecord>;
}

async function readCollection(
  source: StreamSource,
  { collection = CANONICAL, entryColumns }: ImportJob,
  deps: TaskDeps,
): Promise<ReadFile> {
  const { workspace, context, emit } = deps;
  const read = entryColumns
    ? await readTable(source, entryColumns, deps)
    : await readDictionary(source, deps);
  const { facts, entries, format, encoding, counts } = read;
  const detail = `${format}, ${encoding}, ${entriesInWords(counts)}`;
  emit({ type: 'stage', stage: 'read', state: 'done', detail });
  const header = { ...facts, collection, format, encoding, counts, skipped: 0 };
  return { facts, write: () => workspace.importCollection(header, entries, context) };
}

/** Piece by piece: a table may be larger than what fits into one text. */
async function readTable(source: StreamSource, columns: EntryColumns, deps: TaskDeps) {
  const { files, context } = deps;
  const read = await readEntries(source, columns, context);
  const { name, path } = source;
  const facts = { name, sha256: await files.sha256(path), bytes: await files.size(path) };
  return { facts, ...read };
}

async function readDictionary(source: StreamSource, deps: TaskDeps) {
  const { workspace, context } = deps;
  const { bytes, facts } = await readWhole(source, deps);
  const { settings } = await workspace.about();
  const file = { name: source.name, bytes, keyIsTerm: settings.keyIsTerm };
  return { facts, ...(await readCanonical(file, context)) };
}

async function readWhole(source: StreamSource, { sha256 }: TaskDeps) {
  const bytes = await bytesOf(source);
  const facts = { name: source.name, sha256: sha256(bytes), bytes: bytes.length };
  return { bytes, facts };
}

async function readJudgments(
  source: StreamSource,
  { mapping }: ImportJob,
  deps: TaskDeps,
): Promise<ReadFile> {
  const { workspace, context, emit } = deps;
  const { bytes, facts } = await readWhole(source, deps);
  const read = await readFeedback({ name: source.name, bytes, mapping }, context);
  const { format, encoding, counts, rows } = read;
  const detail = `${format}, ${encoding}, ${counted(counts.judgments, 'judgment')}`;
  emit({ type: 'stage', stage: 'read', state: 'done', detail });
  const header = { ...facts, format, encoding, counts, rows: rows.length };
  return { facts, write: () => workspace.ledger.importRows(header, rows, context) };
}

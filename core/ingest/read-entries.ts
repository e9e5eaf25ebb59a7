import type { Entry, EntryColumns, Finding } from '#core/contract/data.ts';
import type { JobContext } from '#core/platform/job-context.ts';
import { bytesOf } from './blob-source.ts';
import { type FileCounts, finishEntries } from './draft-entries.ts';
import { recordEntries } from './entry-records.ts';
import { streamedEntries } from './entry-stream.ts';
import type { EntryDrafts, EntryTable } from './entry-table.ts';
import { looksLikeJson } from './json-lines.ts';
import { openText } from './open-text.ts';
import { openCsvStream } from './table-stream-csv.ts';
import { isParquet, openParquetStream } from './table-stream-parquet.ts';
import { type StreamSource, surveyText } from './table-stream-survey.ts';

export interface EntriesFile {
  entries: Entry[];
  format: string;
  encoding: string;
  columns: string[];
  findings: Finding[];
  counts: FileCounts;
}

/**
 * Reads the entries of a collection from chosen columns of a CSV, TSV, JSON Lines or Parquet table, or of a JSON list of
 * records: one row an entry, empty cells left out. All or nothing: throws BAD_INPUT with file, lines and remedy for
 * columns that are not there, keys that are empty or stand twice, and files that cannot be read; what is odd but
 * readable comes as findings.
 */
export async function readEntries(
  source: StreamSource,
  wanted: EntryColumns,
  ctx: JobContext,
): Promise<EntriesFile> {
  const table = await openEntryTable(source, ctx);
  const read = await table.drafts(wanted, ctx);
  read.choice.throwIfAny();
  return entriesFrom(table, read);
}

/** Opens a table of entries, whatever its format. Throws BAD_INPUT where there is none to read. */
export async function openEntryTable(source: StreamSource, ctx: JobContext): Promise<EntryTable> {
  const { name, files, path } = source;
  if (await isParquet(files, path)) return streamedEntries(name, await openParquetStream(source));
  const survey = await surveyText(source, ctx);
  if (!looksLikeJson({ name, text: survey.head })) {
    return streamedEntries(name, await openCsvStream(source, survey));
  }
  return recordEntries(openText({ name, bytes: await bytesOf(source) }), ctx);
}

/** What was read, as it is imported. Columns were chosen, so that a key is a term only where it is one of them. */
export function entriesFrom(
  { format, encoding, columns }: EntryTable,
  { drafts, findings: found }: EntryDrafts,
): EntriesFile {
  const { entries, findings, counts } = finishEntries(drafts, 'no');
  const all = [...found, ...findings];
  return { entries, format, encoding, columns: [...columns], findings: all, counts };
}

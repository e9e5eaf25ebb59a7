import type { EntryColumns, FilePreview, Finding } from '#core/contract/data.ts';
import { PlumblineError } from '#core/contract/errors.ts';
import type { JobContext } from '#core/platform/job-context.ts';
import { chooseColumns, type EntryTable } from './entry-table.ts';
import { badInput, type FaultList } from './faults.ts';
import { finding } from './finding.ts';
import { guessEntryColumns } from './guess-columns.ts';
import { entriesFrom, openEntryTable } from './read-entries.ts';
import { rawSample, sampleOf } from './sample-entries.ts';
import type { StreamSource } from './table-stream-survey.ts';

/** A preview without what is known of the file itself. */
export type Preview = Omit<FilePreview, 'name' | 'bytes' | 'kind'>;

const NOTHING = { entries: 0, terms: 0, judgments: 0, yes: 0, no: 0 };

/**
 * What an import with these columns would bring, or with a guess at them. Keys that do not name each row once come as a
 * blocking finding, so that others can be chosen. Throws BAD_INPUT for everything else that an import would refuse.
 */
export async function entriesPreview(
  source: StreamSource,
  wanted: EntryColumns | undefined,
  ctx: JobContext,
): Promise<Preview> {
  const table = await openEntryTable(source, ctx);
  const columns = wanted ?? (await guessed(source.name, table));
  const read = await table.drafts(columns, ctx);
  const { entries, findings, counts, ...about } = entriesFrom(table, read);
  const { key, texts, fields } = chooseColumns(source.name, table.columns, columns);
  const { joined } = columns;
  const unfit = misfits(read.choice);
  const found = {
    ...about,
    entryColumns: { key, texts, joined, ...(columns.fields && { fields }) },
  };
  if (unfit.length === 0) return { ...found, counts, findings, ...sampleOf(entries, fields) };
  const raw = rawSample(await table.sample());
  return { ...found, counts: NOTHING, findings: [...unfit, ...findings], ...raw };
}

async function guessed(file: string, table: EntryTable): Promise<EntryColumns> {
  const columns = guessEntryColumns(await table.sample());
  if (columns) return columns;
  throw badInput(file, {
    line: 1,
    text: 'The table has no columns.',
    remedy: 'Choose a table with a column of keys and one of texts.',
  });
}

function misfits(choice: FaultList): Finding[] {
  try {
    choice.throwIfAny();
    return [];
  } catch (error) {
    if (!(error instanceof PlumblineError)) throw error;
    const { line, remedy, places = [] } = error.detail;
    return [
      finding({
        rule: 'columns-make-no-entries',
        level: 'block',
        title: 'These columns do not make entries',
        detail: [error.message, remedy].join(' '),
        rows: [{ ...(line !== undefined && { line }), text: error.message }, ...places],
      }),
    ];
  }
}

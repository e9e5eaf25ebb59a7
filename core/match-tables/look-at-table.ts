import { PlumblineError } from '#core/contract/errors.ts';
import { type FaultList, faultList } from '#core/ingest/faults.ts';
import { columnPlace, openTableStream } from '#core/ingest/table-stream.ts';
import type { StreamSource } from '#core/ingest/table-stream-survey.ts';
import type { StreamedRecord, StreamedTable } from '#core/ingest/table-stream-types.ts';
import { formatCount } from '#core/ingest/words.ts';
import type { FileReader, Files } from '#core/platform/files.ts';
import type { JobContext } from '#core/platform/job-context.ts';
import {
  jsonText,
  pathsOf,
  readShape,
  type StoredRequest,
  type StoredShape,
} from './stored-match.ts';

/** Characters that a text may have, as in a search. */
const LONGEST_TEXT = 100_000;

/** A table that has been looked through, ready to be read again. */
export interface LookedAtTable {
  table: StreamedTable;
  shape: StoredShape;
}

/** Where the table of a match lies. */
export function inputOf(files: FileReader, folder: string, request: StoredRequest): StreamSource {
  const path = request.input.path ?? pathsOf(files, folder).input;
  return { name: request.name, path, files };
}

/**
 * Looks through the whole table, so that a fault on the last line is told before any work is done, and keeps what it
 * turned out to be. Throws BAD_INPUT with the lines of its faults, where a column is not there, and where the file is not
 * the one that it was when the match began; NOT_FOUND where it is gone.
 */
export async function lookAtTable(
  files: Files,
  { folder, request }: { folder: string; request: StoredRequest },
  ctx: JobContext,
): Promise<LookedAtTable> {
  const source = inputOf(files, folder, request);
  await refuseChanged(files, source, request);
  const table = await openTableStream(source, ctx, { sameNames: true });
  const column = columnPlace(table.columns, request.column, request.name);
  const idColumn =
    request.idColumn === null ? null : columnPlace(table.columns, request.idColumn, request.name);
  const rows = await countRows(table, { column, idColumn, name: request.name }, ctx);
  const shape: StoredShape = {
    schema: 1,
    format: table.format,
    encoding: table.encoding,
    columns: [...table.columns],
    ...(table.types && { types: [...table.types] }),
    ...(table.dialect && { dialect: table.dialect }),
    ...{ column, idColumn, rows },
  };
  if ((await readShape(files, folder)) === null)
    await files.writeAtomic(pathsOf(files, folder).shape, jsonText(shape));
  return { table, shape };
}

async function refuseChanged(
  files: FileReader,
  { path }: StreamSource,
  { name, input }: StoredRequest,
): Promise<void> {
  const same =
    (await files.size(path)) === input.bytes && (await files.sha256(path)) === input.sha256;
  if (same) return;
  throw new PlumblineError(
    'BAD_INPUT',
    `${name} is not the file that it was when the match began.`,
    {
      file: path,
      remedy: 'Match it anew, or bring the earlier file back.',
    },
  );
}

async function countRows(
  table: StreamedTable,
  { column, idColumn, name }: { column: number; idColumn: number | null; name: string },
  ctx: JobContext,
): Promise<number> {
  const faults = faultList(name);
  const chosen = idColumn === null ? [column] : [column, idColumn];
  let rows = 0;
  for await (const batch of table.records(chosen, faults, ctx)) {
    for (const record of batch) checkRecord(record, idColumn !== null, faults);
    rows += batch.length;
    ctx.progress(rows, 0, 'rows');
    if (faults.full) break;
  }
  faults.throwIfAny();
  return rows;
}

function checkRecord({ line, values }: StreamedRecord, hasId: boolean, faults: FaultList): void {
  const [text, id] = values;
  if ((text?.length ?? 0) > LONGEST_TEXT) {
    faults.add({
      line,
      text: `This text has ${formatCount(text?.length ?? 0)} characters.`,
      remedy: `Cut it to at most ${formatCount(LONGEST_TEXT)}.`,
    });
  }
  if (!hasId || id?.trim()) return;
  faults.add({
    line,
    text: 'This row has no id.',
    remedy: 'Give every row an id, or leave the id column out to number the rows.',
  });
}

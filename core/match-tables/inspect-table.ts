import type { TablePreview } from '#core/contract/tables.ts';
import { faultList } from '#core/ingest/faults.ts';
import { openTableStream } from '#core/ingest/table-stream.ts';
import type { StreamSource } from '#core/ingest/table-stream-survey.ts';
import type { JobContext } from '#core/platform/job-context.ts';
import { cellsOf } from './stored-row.ts';
import { suggestColumn } from './suggest-column.ts';

const SAMPLE_ROWS = 20;
/** Rows that the suggestion rests on. */
const LOOKED_AT = 500;
/** The rows of a larger file are not counted: somebody waits for the answer. */
const MOST_COUNTED_BYTES = 2 ** 25;

/** What a table looks like. Throws BAD_INPUT where it is none, or one of the rows that are looked at has faults. */
export async function inspectTable(
  source: StreamSource,
  bytes: number,
  ctx: JobContext,
): Promise<TablePreview> {
  const table = await openTableStream(source, ctx, { sameNames: true });
  const columns = [...table.columns];
  const faults = faultList(source.name);
  const countAll = table.rowCount === undefined && bytes <= MOST_COUNTED_BYTES;
  const first: string[][] = [];
  let count = 0;
  for await (const batch of table.records([], faults, ctx)) {
    for (const record of batch.slice(0, LOOKED_AT - first.length)) {
      first.push(cellsOf(record, columns).map((cell) => cell ?? ''));
    }
    count += batch.length;
    faults.throwIfAny();
    if (!countAll && first.length >= LOOKED_AT) break;
  }
  faults.throwIfAny();
  const { format, encoding } = table;
  return {
    name: source.name,
    bytes,
    ...{ format, encoding, columns },
    rows: table.rowCount ?? (countAll ? count : null),
    sample: first.slice(0, SAMPLE_ROWS),
    suggested: suggestColumn(columns, first),
  };
}

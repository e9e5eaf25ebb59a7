import { faultList } from '#core/ingest/faults.ts';
import { changedFile } from '#core/ingest/table-stream-survey.ts';
import type { StreamedRecord } from '#core/ingest/table-stream-types.ts';
import type { JobContext } from '#core/platform/job-context.ts';
import type { LookedAtTable } from './look-at-table.ts';
import type { RowWriter } from './row-writer.ts';
import type { TableHit } from './stored-match.ts';
import type { StoredRow } from './stored-row.ts';

/** The best entries of each text, in the order of the texts. */
export type MatchTexts = (texts: readonly string[]) => AsyncIterable<TableHit[]>;

/** Rows that are asked and written together: what a cancelled match may lose, and what it holds in memory. */
export const CHUNK_ROWS = 512;

/**
 * Matches the rows that are missing, in order, a chunk after another: the next one is read when the last one is on the
 * disk. Rows without a text have no hits; a text that occurs again in a chunk is asked once. `afterChunk` is told how many
 * rows there are. Throws BAD_INPUT where the file changes meanwhile.
 */
export async function matchRows(
  { table, shape }: LookedAtTable,
  writer: RowWriter,
  match: MatchTexts,
  { name, context, afterChunk }: Around,
): Promise<void> {
  const faults = faultList(name);
  context.progress(writer.rows, shape.rows, 'rows');
  let seen = 0;
  for await (const chunk of chunks(table.records([shape.column], faults, context))) {
    seen += chunk.length;
    if (seen <= writer.rows) continue;
    if (faults.any || seen > shape.rows) throw changedFile(name);
    await writer.append(await matchChunk(chunk, match, { writer, total: shape.rows, context }));
    context.progress(writer.rows, shape.rows, 'rows');
    await afterChunk();
  }
  if (faults.any || seen !== shape.rows) throw changedFile(name);
}

interface Around {
  /** The file's. */
  name: string;
  context: JobContext;
  afterChunk(): Promise<void>;
}

async function* chunks(batches: AsyncIterable<StreamedRecord[]>): AsyncGenerator<StreamedRecord[]> {
  let chunk: StreamedRecord[] = [];
  for await (const batch of batches) {
    for (const record of batch) {
      chunk.push(record);
      if (chunk.length < CHUNK_ROWS) continue;
      yield chunk;
      chunk = [];
    }
  }
  if (chunk.length > 0) yield chunk;
}

async function matchChunk(
  chunk: readonly StreamedRecord[],
  match: MatchTexts,
  { writer, total, context }: { writer: RowWriter; total: number; context: JobContext },
): Promise<StoredRow[]> {
  const texts = chunk.map(({ values: [text] }) => text ?? '');
  const asked = [...new Set(texts)].filter((text) => text.trim() !== '');
  const hitsOf = new Map<string, TableHit[]>();
  for await (const hits of match(asked)) {
    hitsOf.set(asked[hitsOf.size] ?? '', hits);
    const share = hitsOf.size / asked.length;
    context.progress(writer.rows + Math.floor(share * (chunk.length - 1)), total, 'rows');
    await context.breathe();
  }
  return chunk.map(({ source }, n) => ({ source, hits: hitsOf.get(texts[n] ?? '') ?? [] }));
}

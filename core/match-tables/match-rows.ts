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
 * Matches the rows that are missing, in order, a chunk after another: while one is written, the next is read and asked.
 * Rows without a text have no hits; a text that occurs again in a chunk is asked once. `afterChunk` is told how many rows
 * there are. Throws BAD_INPUT where the file changes meanwhile.
 */
export async function matchRows(
  { table, shape }: LookedAtTable,
  writer: RowWriter,
  match: MatchTexts,
  { name, context, afterChunk }: Around,
): Promise<void> {
  const faults = faultList(name);
  const counter = rowCounter(writer.rows, shape.rows, context);
  const write = async (rows: Promise<StoredRow[]>) => {
    await writer.append(await rows);
    await afterChunk();
  };
  let seen = 0;
  let asked: Promise<StoredRow[]> | null = null;
  for await (const chunk of chunks(table.records([shape.column], faults, context))) {
    seen += chunk.length;
    if (seen <= writer.rows) continue;
    if (faults.any || seen > shape.rows) throw changedFile(name);
    const next = matchChunk(chunk, match, counter);
    // Where the chunk before fails, nobody waits for this one.
    next.catch(() => undefined);
    if (asked) await write(asked);
    asked = next;
  }
  if (asked) await write(asked);
  if (faults.any || seen !== shape.rows) throw changedFile(name);
}

/** Counts rows that are answered, also of chunks that are not written yet. */
interface RowCounter {
  /** So many more; waits where the job is paused. */
  add(rows: number): Promise<void>;
}

function rowCounter(before: number, total: number, context: JobContext): RowCounter {
  let done = before;
  const report = () => context.progress(Math.min(total, Math.round(done)), total, 'rows');
  report();
  return {
    async add(rows) {
      done += rows;
      report();
      await context.breathe();
    },
  };
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
  counter: RowCounter,
): Promise<StoredRow[]> {
  const texts = chunk.map(({ values: [text] }) => text ?? '');
  const asked = [...new Set(texts)].filter((text) => text.trim() !== '');
  const hitsOf = new Map<string, TableHit[]>();
  for await (const hits of match(asked)) {
    hitsOf.set(asked[hitsOf.size] ?? '', hits);
    await counter.add(chunk.length / asked.length);
  }
  if (asked.length === 0) await counter.add(chunk.length);
  return chunk.map(({ source }, n) => ({ source, hits: hitsOf.get(texts[n] ?? '') ?? [] }));
}

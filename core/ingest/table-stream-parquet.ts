import {
  type AsyncBuffer,
  type FileMetaData,
  parquetMetadataAsync,
  parquetReadObjects,
} from 'hyparquet';
import type { FileReader, RangeReader } from '#core/platform/files.ts';
import { badInput, type FaultList } from './faults.ts';
import { cellOf, columnTypes } from './parquet-cells.ts';
import type { StreamSource } from './table-stream-survey.ts';
import type { StreamedRow, StreamedTable } from './table-stream-types.ts';
import { quoted } from './words.ts';

const MAGIC = 'PAR1';

/** Whether a file begins as Parquet does. */
export async function isParquet(files: FileReader, path: string): Promise<boolean> {
  for await (const piece of files.readPieces(path)) {
    return String.fromCharCode(...piece.subarray(0, MAGIC.length)) === MAGIC;
  }
  return false;
}

/**
 * A Parquet file as a table; memory for one row group of the chosen columns. Throws BAD_INPUT where it is damaged or
 * compressed in a way that is not known here.
 */
export async function openParquetStream(source: StreamSource): Promise<StreamedTable> {
  const metadata = await withRanges(source, (file) => parquetMetadataAsync(file));
  const elements = topLevel(metadata.schema);
  const columns = elements.map(({ name }) => name);
  const types = columnTypes(elements);
  return {
    columns,
    format: 'Parquet',
    encoding: 'UTF-8',
    types,
    rowCount: Number(metadata.num_rows),
    async *rows(chosen, faults, ctx) {
      for await (const { records, first } of groups(source, metadata, chosen)) {
        yield records.map((record, n) => rowOf(record, chosen, first + n, faults));
        if (faults.full) return;
        await ctx?.breathe();
      }
    },
    async *records(places, faults, ctx) {
      const chosen = places.map((place) => columns[place] ?? '');
      for await (const { records, first } of groups(source, metadata, columns)) {
        for (let from = 0; from < records.length && !faults.full; from += ROWS_PER_BATCH) {
          yield records.slice(from, from + ROWS_PER_BATCH).map((record, n) => ({
            ...rowOf(record, chosen, first + from + n, faults),
            source: columns.map((name, place) => cellOf(record[name], types[place] ?? 'text')),
          }));
          await ctx?.breathe();
        }
        if (faults.full) return;
      }
    },
  };
}

const ROWS_PER_BATCH = 1024;

/** Row groups, with the number of their first row from 1. */
async function* groups(source: StreamSource, metadata: FileMetaData, columns: readonly string[]) {
  let rowStart = 0;
  for (const { num_rows } of metadata.row_groups) {
    const rowEnd = rowStart + Number(num_rows);
    const records = await withRanges(source, (file) =>
      parquetReadObjects({ file, metadata, columns: [...columns], rowStart, rowEnd }),
    );
    yield { records, first: rowStart + 1 };
    rowStart = rowEnd;
  }
}

/** The children of the root: each element says how many of the next ones are inside it. */
function topLevel(schema: FileMetaData['schema']): FileMetaData['schema'] {
  const children: FileMetaData['schema'] = [];
  const skip = (at: number): number => {
    let next = at + 1;
    for (let child = 0; child < (schema[at]?.num_children ?? 0); child += 1) next = skip(next);
    return next;
  };
  for (let at = 1; at < schema.length; at = skip(at)) {
    const element = schema[at];
    if (element) children.push(element);
  }
  return children;
}

async function withRanges<Result>(
  { name, path, files }: StreamSource,
  work: (file: AsyncBuffer) => Promise<Result>,
): Promise<Result> {
  const ranges = await files.openRanges(path);
  let diskError: unknown;
  const file = bufferOf(ranges, (error) => {
    diskError = error;
  });
  try {
    return await work(file);
  } catch (error) {
    if (diskError !== undefined) throw diskError;
    const why = error instanceof Error ? error.message : String(error);
    throw badInput(name, {
      line: 1,
      text: `This Parquet file cannot be read: ${why}.`,
      remedy: 'Write it again, uncompressed or with Snappy, or export it as CSV.',
    });
  } finally {
    await ranges.close();
  }
}

function bufferOf(ranges: RangeReader, failed: (error: unknown) => void): AsyncBuffer {
  return {
    byteLength: ranges.size,
    async slice(start, end = ranges.size) {
      const bytes = new Uint8Array(Math.max(0, end - start));
      try {
        await ranges.read(start, bytes);
      } catch (error) {
        failed(error);
        throw error;
      }
      return bytes.buffer;
    },
  };
}

function rowOf(
  record: Readonly<Record<string, unknown>>,
  chosen: readonly string[],
  line: number,
  faults: FaultList,
): StreamedRow {
  return { line, values: chosen.map((name) => textOf(record[name], name, line, faults)) };
}

function textOf(value: unknown, name: string, line: number, faults: FaultList): string | null {
  const isText = typeof value !== 'object' || value === null || value instanceof Date;
  if (isText) return cellOf(value, 'text');
  faults.add({
    line,
    text: `The value of ${quoted(name)} in row ${line} is not a text.`,
    remedy: 'Choose a column of texts.',
  });
  return null;
}

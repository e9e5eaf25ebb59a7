import type { MatchedTable } from '#core/contract/tables.ts';
import type { FileReader } from '#core/platform/files.ts';
import { readDecisions } from './decisions.ts';
import { bandAt, type RowIndex, readIndex } from './row-index.ts';
import { pathsOf, type StoredMatch } from './stored-match.ts';

/** A matched table as it is now. */
export async function summariseMatch(files: FileReader, match: StoredMatch): Promise<MatchedTable> {
  const { folder, request, shape, progress } = match;
  const index = await readIndex(files, pathsOf(files, folder).index, shape.rows);
  const { id, name, column: _asked, idColumn: _id, schema: _s, input: _i, ...asked } = request;
  const { format, encoding, columns, rows } = shape;
  return {
    ...{ id, name, format, encoding, columns },
    column: columns[shape.column] ?? request.column,
    idColumn: shape.idColumn === null ? null : (columns[shape.idColumn] ?? request.idColumn),
    ...asked,
    rows,
    done: index.rows,
    status: progress.done ? 'done' : 'unfinished',
    ...countBands(index),
    corrected: (await readDecisions(files, folder)).size,
    seconds: progress.seconds,
    rate: progress.seconds > 0 ? index.rows / progress.seconds : 0,
  };
}

function countBands(index: RowIndex): Pick<MatchedTable, 'bands' | 'expectedPrecision'> {
  const bands = { accept: 0, review: 0, reject: 0, unscored: 0, none: 0 };
  let sum = 0;
  for (let row = 0; row < index.rows; row += 1) {
    const band = bandAt(index, row);
    bands[band] += 1;
    if (band === 'accept') sum += index.probability[row] ?? 0;
  }
  return { bands, expectedPrecision: bands.accept > 0 ? sum / bands.accept : null };
}

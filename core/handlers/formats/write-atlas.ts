import type { Entry } from '#core/contract/data.ts';
import {
  type FieldColumn,
  planFields,
  storedValue,
  surveyFields,
} from '#core/index/entry-fields.ts';
import { type AtlasRow, embeddingAtlas } from '#core/interop/embedding-atlas.ts';
import type { ParquetColumn, ParquetValue } from '#core/interop/parquet-table.ts';
import type { FormatFacts, WriteFormat } from './format-facts.ts';
import { MOST_COMPARED, neighboursOfRows } from './neighbours.ts';
import { projectedRows } from './projection.ts';

/** `atlas.parquet`: a row for each term, with its entry's fields, its place on a map, and its neighbours. */
export const writeAtlas: WriteFormat = async (facts, folder) => {
  const { engine, files, manifest, rows } = facts;
  const { snapshot, entryByKey } = await engine.session().data();
  const survey = new Map();
  surveyFields(survey, snapshot.entries);
  const { columns, leftOut } = planFields(survey);
  const table = embeddingAtlas(columns.map(columnOf), atlasRows(facts, columns, entryByKey));
  await files.writeStream(files.join(folder, 'atlas.parquet'), table);
  return [
    'Open it with: embedding-atlas atlas.parquet --text text --x projection_x --y projection_y --neighbors neighbors',
    'The map shows the first two principal components.',
    ...(rows > MOST_COMPARED
      ? [`Neighbours are left out: there are more than ${MOST_COMPARED} rows.`]
      : []),
    ...(leftOut.length > 0
      ? [`Left out, because no column holds them: ${leftOut.map(({ field }) => field).join(', ')}.`]
      : []),
    ...(snapshot.canonicalSha256 === manifest.data.canonicalSha256
      ? []
      : ['The dictionary has changed since the version was made: the fields are those of today.']),
  ];
};

function columnOf({ list, summary: { field, type } }: FieldColumn): ParquetColumn {
  if (list || type === 'text') return { name: field, type: 'text' };
  return { name: field, type: type === 'number' ? 'number' : 'boolean' };
}

async function* atlasRows(
  facts: FormatFacts,
  columns: readonly FieldColumn[],
  entries: ReadonlyMap<string, Entry>,
): AsyncGenerator<AtlasRow> {
  const points = await projectedRows(facts);
  const neighbours = await neighboursOfRows(facts);
  for await (const { first, keys, terms } of facts.pieces()) {
    for (const [i, key] of keys.entries()) {
      const row = first + i;
      yield {
        ...{ key, text: terms[i] ?? '', fields: fieldsOf(entries.get(key), columns) },
        ...{ x: points[2 * row] ?? 0, y: points[2 * row + 1] ?? 0 },
        neighbours: neighbours?.[row] ?? null,
      };
    }
  }
}

/** Several texts are one, parted by bars. */
function fieldsOf(entry: Entry | undefined, columns: readonly FieldColumn[]): ParquetValue[] {
  return columns.map((column) => {
    const value = entry ? storedValue(column, entry) : null;
    return typeof value === 'object' ? (value?.join(' | ') ?? null) : value;
  });
}

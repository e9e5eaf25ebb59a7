import type {
  CollectionSummary,
  FileSource,
  MatchTableRequest,
  TablePreview,
  VersionSummary,
} from '#core/contract/index.ts';
import { CANONICAL } from '#renderer/api/canonical.ts';
import { formatQuantity } from '#renderer/ui/format.ts';

/** How a table is to be matched. */
export interface TableChoices {
  /** Empty until one is chosen. */
  column: string;
  idColumn: string | null;
  /** Best entries kept for each row. */
  k: number;
  oneToOne: boolean;
  collection: string;
}

/** Best entries that can be kept, see `MatchTableRequest`. */
export const K_RANGE: readonly [number, number] = [1, 20];

/** What can be read as a table, by the end of its name. */
export const TABLE_EXTENSIONS = ['csv', 'tsv', 'txt', 'jsonl', 'ndjson', 'parquet'];

/** Is that the name of a table? */
export function isTableName(name: string): boolean {
  return TABLE_EXTENSIONS.includes(name.split('.').at(-1)?.toLowerCase() ?? '');
}

/** What is chosen before anybody chose: the column that looks most like names, three entries each. */
export function startingChoices({ suggested, columns }: TablePreview): TableChoices {
  return {
    column: suggested ?? (columns.length === 1 ? (columns[0] ?? '') : ''),
    idColumn: null,
    k: 3,
    oneToOne: false,
    collection: CANONICAL,
  };
}

/** Why matching cannot start yet; null where it can. */
export function setupObstacle(
  { column }: TableChoices,
  { columns, sample }: Pick<TablePreview, 'columns' | 'sample'>,
): string | null {
  if (sample.length === 0) return 'The table has no rows.';
  if (column === '' || !columns.includes(column)) return 'Choose the column to match.';
  return null;
}

/** The request for a table; the version is the one in use at the moment of the start. */
export function matchRequest(source: FileSource, choices: TableChoices): MatchTableRequest {
  const { column, idColumn, k, oneToOne, collection } = choices;
  return { source, column, ...(idColumn !== null && { idColumn }), k, oneToOne, in: collection };
}

/** The first rows at most are shown; fewer are all that there are. */
const SHOWN_AT_MOST = 20;

/** Rows of the table, or null where nobody counted them. */
export function countOfRows({
  rows,
  sample,
}: Pick<TablePreview, 'rows' | 'sample'>): number | null {
  return rows ?? (sample.length < SHOWN_AT_MOST ? sample.length : null);
}

/** On the button that starts: `Match 10 000 rows`. */
export function startLabel(preview: Pick<TablePreview, 'rows' | 'sample'>): string {
  const rows = countOfRows(preview);
  return rows === null ? 'Match this table' : `Match ${formatQuantity(rows, 'row')}`;
}

/** Where rows can be matched into, with why one cannot be chosen. */
export function collectionOptions(
  collections: readonly CollectionSummary[],
): { value: string; label: string; disabled: boolean }[] {
  return collections.map(({ name, entries, indexed }) => ({
    value: name,
    label: `${name}, ${formatQuantity(entries, 'entry', 'entries')}${indexed ? '' : ', train first'}`,
    disabled: !indexed,
  }));
}

/** What a user should know before matching with a version: that rows will have no probability; null where they will. */
export function probabilityNotice(
  version: Pick<VersionSummary, 'version' | 'mode'> | undefined,
  collection: string,
): string | null {
  if (collection !== CANONICAL) {
    return 'Outside the canonical collection ranks are fused: rows get entries in order, without a probability.';
  }
  if (version?.mode === 'build-index' || version?.mode === 'smoke-test') {
    return `${version.version} has no match model: ranks are fused, and rows get entries in order, without a probability.`;
  }
  return null;
}

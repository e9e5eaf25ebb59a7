import Papa from 'papaparse';

/** One decision about a query and an entry. */
export interface SplinkLabel {
  query: string;
  key: string;
  verdict: 'yes' | 'no';
  /** 0..1, where there is one. */
  grade?: number | undefined;
}

/** What the two sides are called in the file. */
export const QUERIES = 'queries';
export const DICTIONARY = 'dictionary';

const COLUMNS = [
  ...['source_dataset_l', 'unique_id_l', 'source_dataset_r', 'unique_id_r'],
  'clerical_match_score',
];
const ROWS_PER_PIECE = 4096;

/**
 * Splink's labels as CSV, in pieces: the left side is the query, whose text is its id, the right side the entry by its key.
 * The score is the grade, or 1 for yes and 0 for no. Source: https://moj-analytical-services.github.io/splink/
 */
export function* splinkLabels(labels: readonly SplinkLabel[]): Generator<string> {
  yield `${COLUMNS.join(',')}\n`;
  for (let first = 0; first < labels.length; first += ROWS_PER_PIECE) {
    const rows = labels
      .slice(first, first + ROWS_PER_PIECE)
      .map(({ query, key, verdict, grade }) => [
        ...[QUERIES, query, DICTIONARY, key],
        grade ?? Number(verdict === 'yes'),
      ]);
    yield `${Papa.unparse(rows, { newline: '\n' })}\n`;
  }
}

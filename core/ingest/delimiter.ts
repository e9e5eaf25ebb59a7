import Papa from 'papaparse';

const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

export const DELIMITER_NAMES: Record<Delimiter, string> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'pipe',
};

const SAMPLE_CHARACTERS = 65_536;
const SAMPLE_ROWS = 20;

/** A parser of one dialect of CSV (RFC 4180 with any delimiter). */
export function csvParser(delimiter: Delimiter, newline: '\n' | '\r', preview = 0): Papa.Parser {
  return new Papa.Parser({ delimiter, newline, preview });
}

/**
 * The delimiter that splits the header into the most columns; between equals, the one that splits the
 * most of the first rows into as many. A table of one column is taken for a comma's.
 */
export function detectDelimiter(text: string, newline: '\n' | '\r'): Delimiter {
  const sample = text.slice(0, SAMPLE_CHARACTERS).replace(/^[\r\n]+/, '');
  const candidates = DELIMITERS.map((delimiter) => {
    const rows: string[][] = csvParser(delimiter, newline, SAMPLE_ROWS).parse(
      sample,
      0,
      false,
    ).data;
    const columns = rows[0]?.length ?? 0;
    return { delimiter, columns, alike: rows.filter((row) => row.length === columns).length };
  });
  const best = candidates.toSorted((a, b) => b.columns - a.columns || b.alike - a.alike)[0];
  return best && best.columns > 1 ? best.delimiter : ',';
}

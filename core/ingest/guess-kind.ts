import type { FeedbackColumns, FileKind } from '#core/contract/data.ts';
import { findDictionaryColumns, findFeedbackColumns, isComplete } from './column-names.ts';
import { rowBatches } from './csv-rows.ts';
import { detectDelimiter } from './delimiter.ts';
import { faultList } from './faults.ts';
import { looksLikeJson } from './json-lines.ts';
import { lineEndOf } from './lines.ts';
import { parseVerdict } from './verdict.ts';

const SAMPLE_CHARACTERS = 65_536;

/**
 * Whether a file is a dictionary or feedback, by what is in it. JSON is a dictionary; a table with columns
 * for query, key and verdict is feedback, unless it could be a dictionary too and its verdicts do not say
 * yes or no. A table that is neither is taken for feedback, whose columns can be mapped.
 */
export function guessKind(file: { name: string; text: string }): FileKind {
  if (looksLikeJson(file)) return 'canonical';
  const [header = [], ...rows] = sampleRows(file);
  const feedback = findFeedbackColumns(header);
  const entry = findDictionaryColumns(header);
  const isEntry = entry !== undefined && entry.names.length + entry.lists.length > 0;
  if (!isComplete(feedback)) return isEntry ? 'canonical' : 'feedback';
  return isEntry && !saysYesOrNo(header, rows, feedback) ? 'canonical' : 'feedback';
}

/** The first rows of a table, its header among them, with trimmed cells. */
export function sampleRows({ name, text }: { name: string; text: string }): string[][] {
  const sample = text.slice(0, SAMPLE_CHARACTERS);
  const delimiter = detectDelimiter(sample, lineEndOf(sample));
  const rows = [...rowBatches(sample, delimiter, faultList(name))].flat();
  return rows.map(({ cells }) => cells.map((cell) => cell.trim()));
}

function saysYesOrNo(
  header: readonly string[],
  rows: readonly string[][],
  { verdict }: FeedbackColumns,
): boolean {
  const at = header.indexOf(verdict);
  const clear = rows.filter((cells) => parseVerdict(cells[at] ?? '') !== undefined);
  return clear.length * 2 >= rows.length;
}

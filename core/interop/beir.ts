import { PlumblineError } from '#core/contract/errors.ts';
import { type Row, rowsOf } from './rows.ts';
import type { QrelsTable } from './trec.ts';

/**
 * Reads BEIR's queries.jsonl, one `{"_id": …, "text": …}` a line: id -> text. `file` is its name for error messages.
 * Throws BAD_INPUT with the line for what is not JSON, lacks a field or repeats an id.
 */
export function parseBeirQueries(text: string, file: string): Map<string, string> {
  const queries = new Map<string, string>();
  for (const row of rowsOf(text)) {
    const { id, query } = queryIn(row, file);
    if (queries.has(id)) {
      throw problem(file, row, `The query id "${id}" appears twice.`, 'Keep one line for each id.');
    }
    queries.set(id, query);
  }
  return queries;
}

/**
 * Reads BEIR's qrels/<split>.tsv: a header row, then query id, corpus id and score, parted by tabs.
 * Throws BAD_INPUT with the line where the header is missing, a row has another shape, or a pair is repeated.
 */
export function parseBeirQrels(text: string, file: string): QrelsTable {
  const qrels: QrelsTable = new Map();
  let header: Row | undefined;
  for (const row of rowsOf(text)) {
    if (!header) {
      header = checkedHeader(row, file);
      continue;
    }
    const { query, key, grade } = judgmentIn(row, file);
    const grades = qrels.get(query) ?? new Map<string, number>();
    if (grades.has(key)) {
      const message = `"${key}" is judged twice for the query "${query}".`;
      throw problem(file, row, message, 'Keep one row for each query and entry.');
    }
    qrels.set(query, grades.set(key, grade));
  }
  return qrels;
}

const QUERY_REMEDY = 'Each line must read {"_id": "q1", "text": "the query"}.';
const QRELS_REMEDY = 'Each row must hold query-id, corpus-id and score, parted by tabs.';

function queryIn(row: Row, file: string): { id: string; query: string } {
  const value = parsedJson(row, file);
  const { _id: id, text: query } = (value ?? {}) as { _id?: unknown; text?: unknown };
  if (
    typeof query !== 'string' ||
    (typeof id !== 'string' && typeof id !== 'number') ||
    id === ''
  ) {
    throw problem(file, row, 'The line has no "_id" or no "text".', QUERY_REMEDY);
  }
  return { id: String(id), query };
}

function parsedJson(row: Row, file: string): unknown {
  try {
    return JSON.parse(row.text);
  } catch {
    throw problem(file, row, 'The line is not JSON.', QUERY_REMEDY);
  }
}

function checkedHeader(row: Row, file: string): Row {
  const [query, key, score] = row.text.split('\t').map((cell) => cell.trim());
  const looksLikeData = score !== undefined && score !== '' && Number.isFinite(Number(score));
  if (query && key && score && !looksLikeData) return row;
  const remedy = 'Start the file with the row "query-id", "corpus-id", "score", parted by tabs.';
  throw problem(file, row, 'The header row is missing.', remedy);
}

function judgmentIn(row: Row, file: string): { query: string; key: string; grade: number } {
  const cells = row.text.split('\t').map((cell) => cell.trim());
  const [query, key, score] = cells;
  if (cells.length !== 3 || !query || !key) {
    throw problem(file, row, `Found ${cells.length} columns instead of 3.`, QRELS_REMEDY);
  }
  if (!score || !Number.isFinite(Number(score))) {
    throw problem(file, row, `The score "${score}" is not a number.`, QRELS_REMEDY);
  }
  return { query, key, grade: Number(score) };
}

const problem = (file: string, { line }: Row, message: string, remedy: string) =>
  new PlumblineError('BAD_INPUT', message, { file, line, remedy });

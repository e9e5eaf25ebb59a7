import { PlumblineError } from '#core/contract/errors.ts';
import { escapeId, unescapeId } from './escape-id.ts';
import { type Row, rowsOf } from './rows.ts';

/** One query's results, best first as written; the same shape as core/evaluate's Ranking. */
export type RunQuery = { query: string; results: readonly { key: string; score: number }[] };

/** query -> key -> grade */
export type QrelsTable = Map<string, Map<string, number>>;

/**
 * Reads a TREC run, `qid Q0 docno rank score tag`, in the order of the file. The rank is ignored, as trec_eval does:
 * the score decides. Ids are unescaped. `file` is its name for error messages.
 * Throws BAD_INPUT with the line for a row of another shape or an entry that is listed twice for a query.
 */
export function parseRun(text: string, file: string): RunQuery[] {
  const run = new Map<string, Map<string, number>>();
  for (const row of rowsOf(text)) {
    const [query, , key, , score] = columns(row, file, 6, 'qid Q0 docno rank score tag');
    const results = childOf(run, unescapeId(query as string));
    addOnce(
      results,
      unescapeId(key as string),
      numberIn(score as string, 'score', row, file),
      row,
      file,
    );
  }
  return [...run].map(([query, results]) => ({
    query,
    results: [...results].map(([key, score]) => ({ key, score })),
  }));
}

/**
 * Reads TREC judgments, `qid iter docno rel`; the second column is ignored, a grade may have decimals.
 * Throws BAD_INPUT with the line, as parseRun does.
 */
export function parseQrels(text: string, file: string): QrelsTable {
  const qrels: QrelsTable = new Map();
  for (const row of rowsOf(text)) {
    const [query, , key, grade] = columns(row, file, 4, 'qid iter docno rel');
    const grades = childOf(qrels, unescapeId(query as string));
    addOnce(
      grades,
      unescapeId(key as string),
      numberIn(grade as string, 'grade', row, file),
      row,
      file,
    );
  }
  return qrels;
}

/**
 * Writes a TREC run. The rank column counts the results in the order given; readers go by the score. Ids with white
 * space or % are escaped (escapeId), because the format has no other place for them.
 * Throws BAD_INPUT for an empty id and for a score that is not a finite number.
 */
export function formatRun(run: Iterable<RunQuery>, tag = 'plumbline'): string {
  const lines: string[] = [];
  for (const { query, results } of run) {
    for (const [i, { key, score }] of results.entries()) {
      if (!Number.isFinite(score)) {
        throw new PlumblineError(
          'BAD_INPUT',
          `The score of "${key}" for "${query}" is not a number.`,
        );
      }
      lines.push(`${written(query)} Q0 ${written(key)} ${i + 1} ${score} ${escapeId(tag)}\n`);
    }
  }
  return lines.join('');
}

/** Writes TREC judgments, ids escaped as in formatRun. Throws BAD_INPUT for an empty id. */
export function formatQrels(qrels: ReadonlyMap<string, ReadonlyMap<string, number>>): string {
  const lines: string[] = [];
  for (const [query, grades] of qrels) {
    for (const [key, grade] of grades) lines.push(`${written(query)} 0 ${written(key)} ${grade}\n`);
  }
  return lines.join('');
}

function written(id: string): string {
  if (id === '') {
    throw new PlumblineError('BAD_INPUT', 'A TREC file cannot hold an empty query or key.');
  }
  return escapeId(id);
}

function columns({ line, text }: Row, file: string, count: number, shape: string): string[] {
  const found = text.trim().split(/\s+/);
  if (found.length === count) return found;
  throw new PlumblineError('BAD_INPUT', `Found ${found.length} columns instead of ${count}.`, {
    file,
    line,
    remedy: `Each line must read "${shape}"; an id must not hold spaces (write %20 instead).`,
  });
}

function numberIn(text: string, what: string, { line }: Row, file: string): number {
  const value = Number(text);
  if (text !== '' && Number.isFinite(value)) return value;
  throw new PlumblineError('BAD_INPUT', `The ${what} "${text}" is not a number.`, {
    file,
    line,
    remedy: `Give the ${what} as a number with a decimal point, such as 0.75.`,
  });
}

function addOnce(entries: Map<string, number>, key: string, value: number, row: Row, file: string) {
  if (entries.has(key)) {
    throw new PlumblineError('BAD_INPUT', `"${key}" is listed twice for the same query.`, {
      file,
      line: row.line,
      remedy: 'Keep one line for each query and entry.',
    });
  }
  entries.set(key, value);
}

function childOf(table: Map<string, Map<string, number>>, query: string): Map<string, number> {
  const child = table.get(query) ?? new Map<string, number>();
  table.set(query, child);
  return child;
}

import type { Verdict } from '#core/contract/common.ts';
import type { FeedbackColumns, Finding } from '#core/contract/data.ts';
import type { JobContext } from '#core/platform/job-context.ts';
import { FEEDBACK_ALIASES, findFeedbackColumns, isComplete } from './column-names.ts';
import type { TableRow } from './csv-rows.ts';
import type { FileCounts } from './draft-entries.ts';
import { badInput, type Fault, type FaultList, faultList } from './faults.ts';
import { finding, MAX_FINDING_ROWS } from './finding.ts';
import { type OpenedFile, openText, type SourceFile } from './open-text.ts';
import { openTable } from './table.ts';
import { parseVerdict } from './verdict.ts';
import { counted, listed, quoted } from './words.ts';

/** One judgment as a file has it. */
export interface FeedbackRow {
  /** Trimmed; free text, or an entry's key. */
  query: string;
  /** Trimmed. */
  key: string;
  verdict: Verdict;
  /** 0..1; where an outcome map gives grades. Yes/no files have none. */
  grade?: number;
  /** The line on which the row begins, from 1. */
  line: number;
  /** The other columns' values, empty ones left out. */
  extra?: Record<string, string>;
}

export interface FeedbackFile {
  rows: FeedbackRow[];
  columns: string[];
  mapping: FeedbackColumns;
  /** "CSV, comma" … */
  format: string;
  encoding: string;
  findings: Finding[];
  counts: FileCounts;
}

/**
 * Reads a table of yes/no judgments. Rows that say neither are left out and told in a finding. All or
 * nothing: throws BAD_INPUT with file, lines and remedy for columns that are missing, ragged rows, broken
 * quotes, an empty query or key, or where no row says yes or no.
 */
export async function readFeedback(
  file: SourceFile & { mapping?: FeedbackColumns | undefined },
  ctx?: JobContext,
): Promise<FeedbackFile> {
  const read = await feedbackFromText(openText(file), file.mapping, ctx);
  if (read.rows.length === 0) throw badInput(file.name, nothingToImport(read));
  return read;
}

/** As readFeedback, for a file that has been opened; also where no row says yes or no. */
export async function feedbackFromText(
  file: OpenedFile,
  wanted?: FeedbackColumns,
  ctx?: JobContext,
): Promise<FeedbackFile> {
  const faults = faultList(file.name);
  const table = openTable(file, faults);
  const mapping = findFeedbackColumns(table.header, wanted);
  if (!isComplete(mapping)) {
    throw badInput(file.name, columnsMissing(table.header, mapping, wanted, table.headerLine));
  }
  refuseDoubleUse(file.name, mapping, table.headerLine);
  const reader = rowReader(table.header, mapping, faults);
  for await (const batch of table.batches(ctx)) {
    for (const row of batch) reader.read(row);
    if (faults.full) break;
  }
  faults.throwIfAny();
  return {
    rows: reader.rows,
    columns: table.header,
    mapping,
    format: table.format,
    encoding: file.encoding,
    findings: [...file.findings, ...reader.unreadable()],
    counts: countsOf(reader.rows),
  };
}

function rowReader(header: readonly string[], mapping: FeedbackColumns, faults: FaultList) {
  const rows: FeedbackRow[] = [];
  const neither: { line: number; text: string }[] = [];
  let neitherCount = 0;
  const at = {
    query: header.indexOf(mapping.query),
    key: header.indexOf(mapping.key),
    verdict: header.indexOf(mapping.verdict),
  };
  const others = header.flatMap((name, index) =>
    index === at.query || index === at.key || index === at.verdict ? [] : [{ name, index }],
  );

  return {
    rows,
    read({ cells, line }: TableRow): void {
      const query = cells[at.query]?.trim() ?? '';
      const key = cells[at.key]?.trim() ?? '';
      if (query === '') faults.add(emptyCell(line, mapping.query));
      if (key === '') faults.add(emptyCell(line, mapping.key));
      const cell = cells[at.verdict] ?? '';
      const verdict = parseVerdict(cell);
      if (verdict) {
        rows.push({ query, key, verdict, line, ...extraOf(cells, others) });
        return;
      }
      neitherCount++;
      if (neither.length >= MAX_FINDING_ROWS) return;
      neither.push({ line, text: `${quoted(cell)} for ${quoted(query)} and ${quoted(key)}` });
    },
    unreadable: () => unreadableVerdicts(neither, neitherCount, mapping.verdict, rows.length === 0),
  };
}

function emptyCell(line: number, column: string): Fault {
  return {
    line,
    text: `The column ${quoted(column)} is empty in this row.`,
    remedy: 'Fill it in, or remove the row.',
  };
}

function extraOf(cells: readonly string[], others: readonly { name: string; index: number }[]) {
  const filled = others.filter(({ index }) => cells[index] !== '');
  if (filled.length === 0) return {};
  // fromEntries defines members, so that a column named __proto__ stays a column.
  return { extra: Object.fromEntries(filled.map(({ name, index }) => [name, cells[index] ?? ''])) };
}

function unreadableVerdicts(
  rows: { line: number; text: string }[],
  count: number,
  column: string,
  all: boolean,
): Finding[] {
  const [first] = rows;
  if (!first) return [];
  return [
    finding({
      rule: 'unreadable-verdicts',
      level: all ? 'block' : 'warn',
      title: `${counted(count, 'row says', 'rows say')} neither yes nor no`,
      detail: `Line ${first.line} says ${first.text}. ${count === 1 ? 'It is' : 'They are'} not imported; write yes or no (true or false, 1 or 0) in ${quoted(column)} to have ${count === 1 ? 'it' : 'them'}.`,
      count,
      rows,
    }),
  ];
}

function countsOf(rows: readonly FeedbackRow[]): FileCounts {
  const yes = rows.reduce((sum, row) => sum + (row.verdict === 'yes' ? 1 : 0), 0);
  return { entries: 0, terms: 0, judgments: rows.length, yes, no: rows.length - yes };
}

const ROLES: Record<keyof FeedbackColumns, string> = {
  query: 'the query',
  key: 'the matched key',
  verdict: 'the verdict',
};

/** Says which columns the header has, which are missing, and by which names they would be known. */
export function columnsMissing(
  header: readonly string[],
  found: Partial<FeedbackColumns>,
  wanted: FeedbackColumns | undefined,
  line: number,
): Fault {
  const missing = (['query', 'key', 'verdict'] as const).filter(
    (role) => found[role] === undefined,
  );
  const what = missing.map((role) =>
    wanted ? `${ROLES[role]} (${quoted(wanted[role])})` : ROLES[role],
  );
  const names = missing.map(
    (role) => `${ROLES[role]} as ${listed(FEEDBACK_ALIASES[role].slice(0, 6), 'or')}`,
  );
  return {
    line,
    text: `The header names ${listed(header.map(quoted))}, but no column for ${listed(what)}.`,
    remedy: `Map the columns on the Data screen, or name ${listed(names, 'and')}.`,
  };
}

function refuseDoubleUse(
  file: string,
  { query, key, verdict }: FeedbackColumns,
  line: number,
): void {
  if (new Set([query, key, verdict]).size === 3) return;
  throw badInput(file, {
    line,
    text: `One column is mapped twice: ${listed([query, key, verdict].map(quoted))}.`,
    remedy: 'Choose three different columns for query, key and verdict.',
  });
}

function nothingToImport({ findings, mapping }: FeedbackFile): Fault {
  const line = findings.find(({ rule }) => rule === 'unreadable-verdicts')?.rows[0]?.line;
  if (line === undefined) {
    return {
      line: 1,
      text: 'The file has a header but no rows.',
      remedy: 'Choose a file with at least one judgment.',
    };
  }
  return {
    line,
    text: `No row says yes or no in the column ${quoted(mapping.verdict)}.`,
    remedy: 'Write yes or no (true or false, 1 or 0) there, or map another column as the verdict.',
  };
}

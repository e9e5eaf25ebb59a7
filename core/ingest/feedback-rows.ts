import type { Verdict } from '#core/contract/common.ts';
import type { FeedbackColumns, FilePreview, Finding } from '#core/contract/data.ts';
import { SPLINK_SCORE } from './column-names.ts';
import type { TableRow } from './csv-rows.ts';
import type { Fault, FaultList } from './faults.ts';
import {
  leftOutByMap,
  leftOutRows,
  unmappedStatuses,
  unreadableVerdicts,
} from './left-out-rows.ts';
import { gradesOf, plainStatus, statusCounter, YES_FROM } from './outcomes.ts';
import { parseVerdict } from './verdict.ts';
import { quoted } from './words.ts';

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

/** Reads a table's rows one after another. */
export interface FeedbackRows {
  /** What was read so far. */
  rows: FeedbackRow[];
  read(row: TableRow): void;
  /** Values of the verdict column with their counts; undefined while each says yes or no. */
  statuses(): FilePreview['statuses'];
  /** About rows that are left out. */
  findings(): Finding[];
}

type Decision = Pick<FeedbackRow, 'verdict' | 'grade'>;

/** Throws BAD_INPUT where the outcome map contradicts itself; empty cells become faults. */
export function feedbackRows(
  file: string,
  header: readonly string[],
  mapping: FeedbackColumns,
  faults: FaultList,
): FeedbackRows {
  const rows: FeedbackRow[] = [];
  const undecided = leftOutRows();
  const leftOut = leftOutRows();
  const statuses = statusCounter();
  const decide = decider(file, mapping);
  const at = {
    query: header.indexOf(mapping.query),
    key: header.indexOf(mapping.key),
    verdict: header.indexOf(mapping.verdict),
  };
  const used = new Set(Object.values(at));
  const others = header
    .map((name, index) => ({ name, index }))
    .filter(({ index }) => !used.has(index));
  return {
    rows,
    read({ cells, line }) {
      const query = cells[at.query]?.trim() ?? '';
      const key = cells[at.key]?.trim() ?? '';
      if (query === '') faults.add(emptyCell(line, mapping.query));
      if (key === '') faults.add(emptyCell(line, mapping.key));
      const cell = cells[at.verdict] ?? '';
      statuses.add(cell);
      const decision = decide(cell);
      if (decision) rows.push({ query, key, ...decision, line, ...extraOf(cells, others) });
      else (decision === null ? leftOut : undecided).add(line, { cell, query, key });
    },
    statuses: () => (mapping.outcomes || undecided.count > 0 ? statuses.counts() : undefined),
    findings: () => {
      const none = rows.length === 0;
      const about = mapping.outcomes ? unmappedStatuses : unreadableVerdicts;
      const findings = [about(undecided, mapping.verdict, none), leftOutByMap(leftOut)];
      return findings.filter((found) => found !== undefined);
    },
  };
}

/** What a cell says: null for rows to leave out, undefined where nobody has said what it means. */
function decider(
  file: string,
  { outcomes, verdict: column }: FeedbackColumns,
): (cell: string) => Decision | null | undefined {
  if (!outcomes && plainStatus(column) === SPLINK_SCORE) return splinkDecision;
  if (!outcomes) {
    return (cell) => {
      const verdict = parseVerdict(cell);
      return verdict && { verdict };
    };
  }
  const grades = gradesOf(file, outcomes);
  return (cell) => {
    const grade = grades.get(plainStatus(cell));
    if (grade === null || grade === undefined) return grade;
    return { verdict: grade >= YES_FROM ? 'yes' : 'no', grade };
  };
}

/** A score between 0 and 1 is the grade; 1 and 0 are a plain yes and no. */
function splinkDecision(cell: string): Decision | undefined {
  const score = cell.trim() === '' ? Number.NaN : Number(cell);
  if (!(score >= 0 && score <= 1)) return undefined;
  const verdict = score >= YES_FROM ? 'yes' : 'no';
  return score === 0 || score === 1 ? { verdict } : { verdict, grade: score };
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

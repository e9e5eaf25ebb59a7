import type { Finding } from '#core/contract/data.ts';
import { finding, MAX_FINDING_ROWS } from './finding.ts';
import { type StatusCounter, statusCounter, statusesInWords } from './outcomes.ts';
import { counted, quoted } from './words.ts';

/** Rows of feedback that bring no judgment: how many, what they say, and the first of them. */
export interface LeftOutRows {
  readonly count: number;
  rows: { line: number; text: string }[];
  said: StatusCounter;
  add(line: number, row: { cell: string; query: string; key: string }): void;
}

export function leftOutRows(): LeftOutRows {
  const rows: LeftOutRows['rows'] = [];
  const said = statusCounter();
  let count = 0;
  return {
    rows,
    said,
    get count() {
      return count;
    },
    add(line, { cell, query, key }) {
      count += 1;
      said.add(cell);
      if (rows.length >= MAX_FINDING_ROWS) return;
      rows.push({ line, text: `${quoted(cell)} for ${quoted(query)} and ${quoted(key)}` });
    },
  };
}

/** About cells that say neither yes nor no, where no map says what they mean; `none`: no row does. */
export function unreadableVerdicts(
  { rows, count, said }: LeftOutRows,
  column: string,
  none: boolean,
): Finding | undefined {
  const [first] = rows;
  if (!first) return undefined;
  if (none) {
    return finding({
      rule: 'outcomes-not-mapped',
      level: 'block',
      title: 'Say what each status means',
      detail: `No row says yes or no in ${quoted(column)}; there are ${statusesInWords(said.counts())}. Give each a grade from 0 (no) to 1 (yes), or leave its rows out.`,
      count,
      rows,
    });
  }
  return finding({
    rule: 'unreadable-verdicts',
    level: 'warn',
    title: `${counted(count, 'row says', 'rows say')} neither yes nor no`,
    detail: `Line ${first.line} says ${first.text}. ${count === 1 ? 'It is' : 'They are'} not imported; write yes or no (true or false, 1 or 0) in ${quoted(column)}, or say what each status means, to have ${count === 1 ? 'it' : 'them'}.`,
    count,
    rows,
  });
}

/** About statuses that the outcome map does not name; `none`: it names none that a row has. */
export function unmappedStatuses(
  { rows, count, said }: LeftOutRows,
  column: string,
  none: boolean,
): Finding | undefined {
  const [first] = rows;
  if (!first) return undefined;
  return finding({
    rule: 'unmapped-statuses',
    level: none ? 'block' : 'warn',
    title: `${counted(count, 'row has a status', 'rows have a status')} without a grade`,
    detail: `The outcome map does not name ${statusesInWords(said.counts())} in ${quoted(column)}. Line ${first.line} says ${first.text}. ${count === 1 ? 'It is' : 'They are'} not imported.`,
    count,
    rows,
  });
}

/** About rows that the outcome map leaves out. */
export function leftOutByMap({ rows, count, said }: LeftOutRows): Finding | undefined {
  if (count === 0) return undefined;
  return finding({
    rule: 'outcomes-left-out',
    level: 'note',
    title: `${counted(count, 'row')} left out`,
    detail: `The outcome map leaves rows with ${statusesInWords(said.counts())} out.`,
    count,
    rows,
  });
}

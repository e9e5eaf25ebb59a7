import { randomInt, shuffle } from '#core/math/seeded-random.ts';
import type { Matrix } from './multiply.ts';

/**
 * What an adapter is fitted on: vectors of terms and of confirmed train queries. Term rows come first; a query row may be
 * asked, but is never an answer.
 */
export interface LearningRows {
  /** [terms + queries × dimensions], each of length 1 or 0. */
  vectors: Matrix;
  /** Entry of each term row. */
  entryOf: Uint32Array;
  /** Rows with one number have one text, and are no answer to each other; of every row. */
  textOf: Uint32Array;
  /** Entries that are right for each query row. */
  rightOf: readonly (readonly number[])[];
  /** Term rows that are wrong for each query row and close to it, at most a few. */
  hardOf: readonly (readonly number[])[];
  /** Term rows that were graded for each query row, closest terms of their entries; empty where nothing is graded. */
  gradedOf: readonly (readonly { row: number; grade: number }[])[];
  /** Term rows that are asked themselves: those of the dictionary. */
  asked: Uint32Array;
}

/** A row that is asked, and a term row that is right for it. */
export interface Example {
  anchor: number;
  positive: number;
}

/** Most examples of one round: what bounds a round's time on a large dictionary. */
const MOST_EXAMPLES = 40_000;

/** Rows that may answer, by what they answer. */
export interface AnswerBook {
  rowsOf: readonly (readonly number[])[];
  /** Entries that are right for a row: a text that several entries have is right for all of them. */
  rightFor(row: number): readonly number[];
}

/** Looks up which term rows each entry has and which entries each row may be answered with. */
export function answerBook({ entryOf, textOf, rightOf }: LearningRows): AnswerBook {
  const rowsOf: number[][] = [];
  const entriesOfText = new Map<number, number[]>();
  entryOf.forEach((entry, row) => {
    const own = rowsOf[entry] ?? [];
    rowsOf[entry] = own;
    own.push(row);
    const text = textOf[row] as number;
    entriesOfText.set(text, [...(entriesOfText.get(text) ?? []), entry]);
  });
  const terms = entryOf.length;
  return {
    rowsOf,
    rightFor: (row) =>
      row < terms ? (entriesOfText.get(textOf[row] as number) ?? []) : (rightOf[row - terms] ?? []),
  };
}

/**
 * The examples of one round in random order: each row that is asked with one of the other texts of a right entry. A row
 * whose entries have no other text is left out.
 */
export function drawExamples(
  rows: LearningRows,
  { rowsOf, rightFor }: AnswerBook,
  random: () => number,
): Example[] {
  const queries = rows.rightOf.map((_, query) => rows.entryOf.length + query);
  const examples: Example[] = [];
  for (const anchor of shuffle([...rows.asked, ...queries], random).slice(0, MOST_EXAMPLES)) {
    const text = rows.textOf[anchor];
    const right = rightFor(anchor);
    const entry = right[randomInt(random, right.length)];
    const others = (rowsOf[entry ?? -1] ?? []).filter((row) => rows.textOf[row] !== text);
    const positive = others[randomInt(random, others.length)];
    if (positive !== undefined) examples.push({ anchor, positive });
  }
  return examples;
}

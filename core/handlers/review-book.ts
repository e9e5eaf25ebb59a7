import { askVersion } from '#core/review/ask-version.ts';
import type { FoundPair, PoolQuery, QueryAnswer } from '#core/review/review-query.ts';
import type { ServedVersion } from '#core/train/served-version.ts';

/** What a version was asked, so that it is asked once: its answers never change. */
export interface AnswerBook {
  /** Answers in the order of the queries; the keys that `include` gives are among their pairs where the version has them. */
  ask(
    queries: readonly PoolQuery[],
    include?: (query: PoolQuery) => readonly string[],
  ): Promise<QueryAnswer[]>;
  /** What it said of a pair that was asked for; undefined where it does not know the entry. */
  pair(query: PoolQuery, key: string): FoundPair | undefined;
}

/** Queries that are remembered, a kilobyte or two each. */
const MOST_REMEMBERED = 10_000;

interface Remembered {
  answer: QueryAnswer;
  included: ReadonlySet<string>;
}

const NOTHING = () => [];
const nameOf = ({ texts, self }: PoolQuery) => JSON.stringify([texts, self]);

/** Gives the book of a version, kept for as long as the version is in memory. */
export function answerBooks(breathe: () => Promise<void>) {
  const books = new WeakMap<ServedVersion, Map<string, Remembered>>();
  return (version: ServedVersion): AnswerBook => {
    const remembered = books.get(version) ?? new Map<string, Remembered>();
    books.set(version, remembered);
    return bookOf(version, remembered, breathe);
  };
}

function bookOf(
  version: ServedVersion,
  remembered: Map<string, Remembered>,
  breathe: () => Promise<void>,
): AnswerBook {
  /** What was asked through this book: kept even where the memory is full. */
  const read = new Map<string, QueryAnswer>();

  async function askNew(questions: readonly { query: PoolQuery; include: string[] }[]) {
    let next = 0;
    for await (const answer of askVersion(version, questions, breathe)) {
      const { query, include } = questions[next] as (typeof questions)[number];
      next += 1;
      read.set(nameOf(query), answer);
      remembered.set(nameOf(query), { answer, included: new Set(include) });
    }
    for (const oldest of remembered.keys()) {
      if (remembered.size <= MOST_REMEMBERED) return;
      remembered.delete(oldest);
    }
  }

  return {
    async ask(queries, include = NOTHING) {
      const questions: { query: PoolQuery; include: string[] }[] = [];
      for (const query of queries) {
        const known = remembered.get(nameOf(query));
        const missing = include(query).filter((key) => !known?.included.has(key));
        if (known && missing.length === 0) read.set(nameOf(query), known.answer);
        else questions.push({ query, include: [...(known?.included ?? []), ...missing] });
      }
      await askNew(questions);
      return queries.map((query) => read.get(nameOf(query)) as QueryAnswer);
    },
    pair: (query, key) => read.get(nameOf(query))?.asked.get(key),
  };
}

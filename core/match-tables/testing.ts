import type { MatchedTable } from '#core/contract/tables.ts';
import type { Clock } from '#core/platform/clock.ts';
import type { Files } from '#core/platform/files.ts';
import type { JobContext } from '#core/platform/job-context.ts';
import { beginMatch, type NewMatch } from './begin-match.ts';
import type { MatchTexts } from './match-rows.ts';
import { openMatch } from './page-rows.ts';
import { type MatchDeps, runMatch } from './run-match.ts';
import { readMatch, type TableHit } from './stored-match.ts';

/** A hit with a number for everything. */
export function aHit(key: string, probability: number | null, terms = key): TableHit {
  const band =
    probability === null
      ? null
      : probability >= 0.9
        ? 'accept'
        : probability >= 0.5
          ? 'review'
          : 'reject';
  return {
    ...{ key, name: `Name of ${key}`, term: terms, probability, band },
    ...{ semantic: 0.5, lexical: 0.25 },
    contributions: probability === null ? [] : [{ name: 'Meaning', value: 0.5, logOdds: 1.25 }],
  };
}

/** Finds for "a:0.9 b:0.2" the entries a and b with these probabilities, or without one ("c:-"); nothing for other texts. */
export function hitsIn(text: string): TableHit[] {
  return [...text.matchAll(/(\w+):(-|[\d.]+)/g)].map(([, key = '', number = '-']) =>
    aHit(key, number === '-' ? null : Number(number)),
  );
}

export const readsItself: MatchTexts = async function* (texts) {
  for (const text of texts) yield hitsIn(text);
};

/** A table with that many rows, texts among them that occur again and some without a hit. */
export function longCsv(rows: number): string {
  const lines = Array.from({ length: rows }, (_, row) =>
    row % 7 === 0 ? `${row},` : `${row},"k${row % 50}:0.${row % 97} j${row % 11}:0.${row % 13}"`,
  );
  return `id,text\n${lines.join('\n')}\n`;
}

/** What to match a file of texts with, unless a test says otherwise. */
export function wanted(path: string, change: Partial<NewMatch> = {}): NewMatch {
  const name = path.split('/').at(-1) ?? '';
  const question = {
    column: 'text',
    k: 3,
    oneToOne: false,
    version: 'v1',
    collection: 'canonical',
  };
  return { source: { path }, name, ...question, ...change };
}

interface World {
  files: Files;
  clock: Clock;
  context: JobContext;
}

/** Ways of matching tables with a matcher that reads the answer from the question. */
export function tableBench({ files, clock, context }: World) {
  const depsFor = (matches: string, change: Partial<MatchDeps> = {}): MatchDeps => ({
    ...{ files, matches, clock, context },
    withMatcher: (_request, work) => work(readsItself),
    stage: () => {},
    report: () => {},
    ...change,
  });
  return {
    depsFor,
    /** Begins a match and runs it to its end. */
    async matched(
      matches: string,
      question: NewMatch,
      change: Partial<MatchDeps> = {},
    ): Promise<MatchedTable> {
      const { id } = await beginMatch(files, matches, question, clock);
      return runMatch(id, depsFor(matches, change));
    },
    opened: async (matches: string, id: string) =>
      openMatch(files, await readMatch(files, matches, id)),
  };
}

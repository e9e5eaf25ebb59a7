import fc from 'fast-check';
import { expect, it } from 'vitest';
import { buildEntryWords, type HiddenWords, scoreEntryWords } from './entry-words.ts';

const ENTRIES = 4;
const word = fc.constantFrom('nurse', 'head', 'chef', 'data', 'constructor', '__proto__');
const term = fc.record({
  words: fc.uniqueArray(word, { minLength: 1, maxLength: 4 }),
  entry: fc.integer({ min: 0, max: ENTRIES - 1 }),
  hidden: fc.boolean(),
});
const terms = fc.array(term, { maxLength: 15 });
const query = fc.uniqueArray(fc.oneof(word, fc.constant('unknown')), { maxLength: 4 });
type Term = { words: string[]; entry: number; hidden: boolean };

const NOTHING: HiddenWords = { byEntry: new Map(), count: 0 };

const build = (list: readonly Term[]) =>
  buildEntryWords(
    list.map(({ words }) => words),
    Uint32Array.from(list, ({ entry }) => entry),
    ENTRIES,
  );

function hiddenOf(list: readonly Term[]): HiddenWords {
  const byEntry = new Map<number, string[][]>();
  for (const { entry, words } of list) byEntry.set(entry, [...(byEntry.get(entry) ?? []), words]);
  return { byEntry, count: list.reduce((sum, { words }) => sum + words.length, 0) };
}

it('counts hidden terms as if they had never been there', () => {
  fc.assert(
    fc.property(terms, query, (list, words) => {
      const hidden = hiddenOf(list.filter((each) => each.hidden));
      const shown = build(list.filter((each) => !each.hidden));
      expect(scoreEntryWords(build(list), words, hidden)).toEqual(
        scoreEntryWords(shown, words, NOTHING),
      );
    }),
    { numRuns: 500 },
  );
});

it('equals BM25 by its formula', () => {
  fc.assert(
    fc.property(terms, query, (list, words) => {
      const { bm25, coverage, idf } = scoreEntryWords(build(list), words, NOTHING);
      const documents = Array.from({ length: ENTRIES }, (_, entry) =>
        list.flatMap((each) => (each.entry === entry ? each.words : [])),
      );
      const count = (document: string[], wanted: string) =>
        document.filter((each) => each === wanted).length;
      const average = Math.max(1, documents.flat().length / ENTRIES);
      const weights = words.map((wanted) => {
        const having = documents.filter((document) => count(document, wanted) > 0).length;
        return Math.log(1 + (ENTRIES - having + 0.5) / (having + 0.5));
      });
      const total = weights.reduce((sum, weight) => sum + weight, 0) || 1;
      weights.forEach((weight, w) => {
        expect(idf[w]).toBeCloseTo(weight, 12);
      });
      documents.forEach((document, entry) => {
        let score = 0;
        let covered = 0;
        words.forEach((wanted, w) => {
          const frequency = count(document, wanted);
          const length = 0.25 + (0.75 * document.length) / average;
          score += ((weights[w] ?? 0) * frequency * 2.2) / (frequency + 1.2 * length) / total;
          if (frequency > 0) covered += (weights[w] ?? 0) / total;
        });
        expect(bm25[entry]).toBeCloseTo(score, 5);
        expect(coverage[entry]).toBeCloseTo(covered, 5);
      });
    }),
  );
});

it('scores a query without known words with 0', () => {
  const index = build([{ words: ['nurse'], entry: 1, hidden: false }]);
  for (const words of [[], ['unknown']]) {
    const { bm25, coverage } = scoreEntryWords(index, words, NOTHING);
    expect([...bm25, ...coverage]).toEqual(new Array(2 * ENTRIES).fill(0));
  }
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildWords } from './build-words.ts';
import {
  hasDigit,
  markWords,
  queryWords,
  wordIndex,
  wordOverlap,
  wordScore,
} from './word-index.ts';

const word = fc.constantFrom('software', 'nurse', 'head', 'x2', '7', 'chef');
const row = fc.record({
  entry: fc.integer({ min: 0, max: 3 }),
  words: fc.uniqueArray(word, { maxLength: 4 }),
  hidden: fc.boolean(),
});
type Row = { entry: number; words: string[]; hidden: boolean };

async function indexOf(rows: readonly Row[]) {
  const arrays = await buildWords(
    {
      entryOf: Uint32Array.from(rows, ({ entry }) => entry),
      entries: 4,
      wordsOf: (i) => rows[i]?.words ?? [],
      isOwn: () => true,
    },
    async () => {},
  );
  return wordIndex(arrays);
}

const room = () => ({ bm25: new Float32Array(4), coverage: new Float32Array(4) });
const NOTHING = { byEntry: new Map(), count: 0 };

/** BM25 written out, over entries as documents. */
function plainBm25(rows: readonly Row[], query: readonly string[]) {
  const documents = [0, 1, 2, 3].map((entry) =>
    rows.filter((each) => each.entry === entry).flatMap(({ words }) => words),
  );
  const average = Math.max(1, documents.flat().length / 4);
  const idf = query.map((each) => {
    const df = documents.filter((words) => words.includes(each)).length;
    return Math.log(1 + (4 - df + 0.5) / (df + 0.5));
  });
  const total = idf.reduce((sum, weight) => sum + weight, 0) || 1;
  return documents.map((words) => {
    const shares = query.map((each, i) => {
      const tf = words.filter((other) => other === each).length;
      const length = words.length / average;
      return (((idf[i] ?? 0) / total) * tf * 2.2) / (tf + 1.2 * (0.25 + 0.75 * length));
    });
    return shares.reduce((sum, share) => sum + share, 0);
  });
}

describe('queryWords', () => {
  it('equals BM25 written out, with hidden rows as if they were not there', async () => {
    const cases = fc.tuple(
      fc.array(row, { maxLength: 12 }),
      fc.uniqueArray(word, { maxLength: 4 }),
    );
    await fc.assert(
      fc.asyncProperty(cases, async ([rows, query]) => {
        const index = await indexOf(rows);
        const shown = rows.filter(({ hidden }) => !hidden);
        const byEntry = new Map<number, Uint32Array[]>();
        for (const { entry, words } of rows.filter(({ hidden }) => hidden)) {
          const numbers = Uint32Array.from(words, (each) => index.numberOf.get(each) ?? 0);
          byEntry.set(entry, [...(byEntry.get(entry) ?? []), numbers]);
        }
        const count = [...byEntry.values()].flat().reduce((sum, each) => sum + each.length, 0);
        const { scores } = queryWords(index, query, { byEntry, count }, room());
        plainBm25(shown, query).forEach((score, entry) => {
          expect(scores.bm25[entry]).toBeCloseTo(score, 5);
          expect(scores.touched.includes(entry)).toBe(score > 0);
        });
      }),
    );
  });

  it('covers everything only where every known word is', async () => {
    const index = await indexOf([
      { entry: 0, words: ['head', 'chef'], hidden: false },
      { entry: 1, words: ['head', 'nurse'], hidden: false },
    ]);
    const { scores } = queryWords(index, ['head', 'chef'], NOTHING, room());
    expect(scores.coverage[0]).toBeCloseTo(1, 6);
    expect(scores.coverage[1]).toBeLessThan(0.5);
  });
});

describe('a row beside a query', () => {
  const rows: Row[] = [
    { entry: 0, words: ['head', 'chef', '7'], hidden: false },
    { entry: 1, words: [], hidden: false },
  ];
  async function compare(query: string[], at: number) {
    const index = await indexOf(rows);
    const { query: asked } = queryWords(index, query, NOTHING, room());
    const places = new Int16Array(index.digits.length).fill(-1);
    markWords(asked, places);
    const result = {
      score: at < 0 ? 0 : wordScore(index, asked, places, at),
      ...wordOverlap(index, asked, places, at),
    };
    markWords(asked, places, true);
    expect([...places].every((place) => place === -1)).toBe(true);
    return result;
  }

  it.each([
    [
      'the same words',
      ['7', 'chef', 'head'],
      0,
      { score: 1, overlap: 1, coverage: 1, digitsShared: 1, digitsDiffer: 0 },
    ],
    [
      'half of them, and a number of its own',
      ['head', 'chef', '8'],
      0,
      { overlap: 0.5, digitsShared: 0, digitsDiffer: 2 },
    ],
    ['no word', [], 0, { score: 0, overlap: 0, coverage: 0, digitsShared: 0, digitsDiffer: 1 }],
    ['a row without words', ['head'], 1, { score: 0, overlap: 0, coverage: 0 }],
    ['no row', ['head'], -1, { score: 0, overlap: 0, coverage: 0 }],
  ])('%s', async (_, query, at, expected) => {
    const found = await compare(query, at);
    for (const [name, value] of Object.entries(expected)) {
      expect(found[name as keyof typeof found], name).toBeCloseTo(value, 6);
    }
  });
});

it.each([
  ['14', true],
  ['b2b', true],
  ['٣', true],
  ['ⅳ', true],
  ['pro', false],
])('hasDigit of %s: %s', (word, expected) => {
  expect(hasDigit(word)).toBe(expected);
});

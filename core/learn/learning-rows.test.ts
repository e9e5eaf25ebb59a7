import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '#core/math/seeded-random.ts';
import { batchOf, contrastiveStep } from './contrastive-step.ts';
import { answerBook, drawExamples, type LearningRows } from './learning-rows.ts';
import { identity, matrix } from './multiply.ts';
import { noisyEntries, plainMultiply, randomMatrix } from './testing.ts';

/** Two entries share the text 7; the query has text 9 and is right for the first. */
const shared: LearningRows = {
  vectors: randomMatrix(6, 4, 5),
  entryOf: Uint32Array.of(0, 0, 1, 1, 2),
  textOf: Uint32Array.of(7, 8, 7, 10, 11, 9),
  rightOf: [[0]],
  hardOf: [[4]],
  gradedOf: [],
  asked: Uint32Array.of(0, 1, 2, 3, 4),
};

describe('examples', () => {
  it('answer with another text of a right entry, the same ones for one seed', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const book = answerBook(shared);
        const drawn = drawExamples(shared, book, seededRandom(seed));
        expect(drawExamples(shared, book, seededRandom(seed))).toEqual(drawn);
        for (const { anchor, positive } of drawn) {
          expect(book.rightFor(anchor)).toContain(shared.entryOf[positive]);
          expect(shared.textOf[positive]).not.toBe(shared.textOf[anchor]);
        }
        // The only text of entry 2 has nothing to go with.
        expect(drawn.map(({ anchor }) => anchor).sort()).toEqual([0, 1, 2, 3, 5]);
      }),
    );
  });

  it('leave out of the negatives whatever is right for an anchor too', () => {
    const book = answerBook(shared);
    const examples = [
      { anchor: 0, positive: 1 },
      { anchor: 2, positive: 3 },
      { anchor: 5, positive: 0 },
    ];
    const { candidates, leftOut } = batchOf(examples, shared, book);
    expect(candidates).toEqual([1, 3, 0, 4]);
    // Text 7 is of both entries, so all their terms are right for rows 0 and 2; for the query entry 0 alone is.
    expect([...leftOut]).toEqual([0, 1, 1, 0, 1, 0, 1, 0, 1, 0, 0, 0]);
  });
});

it('the gradient of a step is what differences give', async () => {
  const gradedOf = [[3, 8, 1].map((row, i) => ({ row, grade: i / 2 }))];
  const rows = { ...noisyEntries(3, 2), gradedOf };
  const book = answerBook(rows);
  const query = rows.entryOf.length;
  const examples = drawExamples(rows, book, seededRandom(1)).slice(0, 6);
  const batch = batchOf([...examples, { anchor: query, positive: 0 }], rows, book);
  const map = identity(rows.vectors.columns);
  const random = randomMatrix(map.rows, map.columns, 8);
  map.values.forEach((value, i) => {
    map.values[i] = value + 0.1 * (random.values[i] as number);
  });
  const lossAt = async (i: number, by: number) => {
    const moved = matrix(map.rows, map.columns, map.values.slice());
    moved.values[i] = (moved.values[i] as number) + by;
    return (await contrastiveStep(batch, rows.vectors, moved, plainMultiply)).loss;
  };
  const step = await contrastiveStep(batch, rows.vectors, map, plainMultiply);
  for (const i of [0, 5, 17, 100, 255]) {
    const slope = ((await lossAt(i, 1e-3)) - (await lossAt(i, -1e-3))) / 2e-3;
    expect(step.map.values[i]).toBeCloseTo(slope, 1);
  }
});

it('a batch asks graded terms of their query alone, and no softmax sees them', async () => {
  const rows = {
    ...noisyEntries(3, 2),
    gradedOf: [
      [
        { row: 8, grade: 0.3 },
        { row: 1, grade: 0.9 },
      ],
    ],
  };
  const query = rows.entryOf.length;
  const examples = [
    { anchor: query, positive: 2 },
    { anchor: 3, positive: 4 },
  ];
  const { candidates, leftOut, graded } = batchOf(examples, rows, answerBook(rows));
  expect(candidates).toEqual([2, 4, 8, 1]);
  expect([...leftOut]).toEqual([0, 0, 1, 1, 0, 0, 1, 1]);
  expect(graded).toEqual([
    { at: 2, grade: 0.3 },
    { at: 3, grade: 0.9 },
  ]);
});

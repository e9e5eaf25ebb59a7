import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maximumWeightAssignment, type WeightedEdges } from './assignment.ts';
import { seededRandom } from './seeded-random.ts';

type Rows = readonly (readonly { column: number; weight: number }[])[];

function graphOf(rows: Rows, columnCount: number): WeightedEdges {
  const edges = rows.flat();
  const starts = new Uint32Array(rows.length + 1);
  for (const [n, row] of rows.entries()) starts[n + 1] = (starts[n] ?? 0) + row.length;
  return {
    starts,
    columns: Int32Array.from(edges, ({ column }) => column),
    weights: Float64Array.from(edges, ({ weight }) => weight),
    columnCount,
  };
}

/** Every way of giving each row one of its columns or none. */
function bestSum(rows: Rows, row = 0, used = new Set<number>()): number {
  const edges = rows[row];
  if (!edges) return 0;
  const without = bestSum(rows, row + 1, used);
  const sums = edges
    .filter(({ column }) => !used.has(column))
    .map(({ column, weight }) => weight + bestSum(rows, row + 1, new Set([...used, column])));
  return Math.max(without, ...sums);
}

/** The sum that an answer comes to; fails where it is none. */
function sumOf({ starts, columns, weights }: WeightedEdges, answer: Int32Array): number {
  const used = new Set<number>();
  let sum = 0;
  for (const [row, edge] of answer.entries()) {
    if (edge < 0) continue;
    expect(edge).toBeGreaterThanOrEqual(starts[row] ?? -1);
    expect(edge).toBeLessThan(starts[row + 1] ?? -1);
    expect(used.has(columns[edge] ?? -1)).toBe(false);
    used.add(columns[edge] ?? -1);
    sum += weights[edge] ?? 0;
  }
  return sum;
}

const COLUMNS = 6;
const anyRows = (weight: fc.Arbitrary<number>) =>
  fc.array(
    fc.uniqueArray(fc.record({ column: fc.nat(COLUMNS - 1), weight }), {
      maxLength: 4,
      selector: ({ column }) => column,
    }),
    { maxLength: 7 },
  );

describe('maximumWeightAssignment', () => {
  it('takes the better sum, not the better single', async () => {
    const rows = [
      [
        { column: 0, weight: 10 },
        { column: 1, weight: 9 },
      ],
      [{ column: 0, weight: 8 }],
      [{ column: 0, weight: 1 }],
    ];
    expect([...(await maximumWeightAssignment(graphOf(rows, 2)))]).toEqual([1, 2, -1]);
  });

  it.each([
    ['no rows', []],
    ['rows without candidates', [[], []]],
  ])('gives nothing for %s', async (_, rows) => {
    expect([...(await maximumWeightAssignment(graphOf(rows, 3)))]).toEqual(rows.map(() => -1));
  });

  it('finds the largest sum there is (whole weights, with many ties)', async () => {
    await fc.assert(
      fc.asyncProperty(anyRows(fc.nat(5)), async (rows) => {
        const graph = graphOf(rows, COLUMNS);
        expect(sumOf(graph, await maximumWeightAssignment(graph))).toBe(bestSum(rows));
      }),
      { numRuns: 400 },
    );
  });

  it('finds the largest sum there is (any weights)', async () => {
    const weight = fc.double({ min: 0, max: 1, noNaN: true });
    await fc.assert(
      fc.asyncProperty(anyRows(weight), async (rows) => {
        const graph = graphOf(rows, COLUMNS);
        expect(sumOf(graph, await maximumWeightAssignment(graph))).toBeCloseTo(bestSum(rows), 12);
      }),
      { numRuns: 400 },
    );
  });

  it.each([
    ['spread over as many columns', 10_000],
    ['crowded on a tenth of them', 1000],
  ])('assigns 10 000 rows with 10 candidates, %s, in seconds', async (_, columnCount) => {
    const random = seededRandom(11);
    const rows = Array.from({ length: 10_000 }, () => {
      const columns = new Set<number>();
      while (columns.size < 10) columns.add(Math.floor(random() * columnCount));
      return [...columns].map((column) => ({ column, weight: Math.floor(random() * 2 ** 30) }));
    });
    const graph = graphOf(rows, columnCount);
    const began = process.cpuUsage();
    const answer = await maximumWeightAssignment(graph);
    expect(process.cpuUsage(began).user / 1e6).toBeLessThan(5);
    sumOf(graph, answer);
    expect(answer.filter((edge) => edge >= 0).length).toBeGreaterThan(0.9 * columnCount);
    expect(await maximumWeightAssignment(graph)).toEqual(answer);
  });
});

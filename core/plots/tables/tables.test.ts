import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { around, sampleDetail, sampleMetrics, sampleOverview } from '../testing.ts';
import { type DataTable, toCsv, toJson, toScreen } from './data-table.ts';
import { learningTable } from './learning-table.ts';
import { operatingPointsTable, precisionRecallTable, scoresTable } from './pair-tables.ts';
import { comparisonsTable, confusionTable, differencesTable, slicesTable } from './query-tables.ts';
import { predictionsTable, reliabilityTable } from './reliability-table.ts';
import { versionsTable } from './versions-table.ts';

const precisionRecall = sampleDetail.precisionRecall as NonNullable<
  typeof sampleDetail.precisionRecall
>;
const TABLES: [string, DataTable, number][] = [
  ['versions', versionsTable(sampleOverview), 3],
  ['reliability', reliabilityTable(sampleMetrics), 10],
  ['predictions', predictionsTable(sampleMetrics), 10],
  ['precision-recall', precisionRecallTable(precisionRecall), 100],
  ['scores', scoresTable(sampleDetail.scores), 20],
  ['operating points', operatingPointsTable(sampleDetail.operatingPoints), 2],
  ['slices', slicesTable(sampleDetail.slices), 5],
  ['confusion', confusionTable(sampleDetail.confusion), 2],
  ['comparisons', comparisonsTable(sampleDetail.comparisons), 4],
  ['differences', differencesTable(sampleDetail.differences), 90],
  ['learning curve', learningTable(sampleDetail.learningCurve ?? { points: [] }), 4],
];

describe.each(TABLES)('the table of %s', (_, table, rows) => {
  it('has the same rows in every form', () => {
    const csv = Papa.parse<Record<string, string>>(toCsv(table), {
      header: true,
      skipEmptyLines: true,
    });
    expect(csv.errors).toEqual([]);
    expect(csv.data).toHaveLength(rows);
    expect(JSON.parse(toJson(table))).toHaveLength(rows);
    const screen = toScreen(table);
    expect(screen.rows).toHaveLength(rows);
    for (const row of screen.rows) expect(row).toHaveLength(screen.header.length);
    expect(screen.rows.flat().join()).not.toMatch(/NaN|undefined|\[object/);
  });

  it('names each column once', () => {
    const names = table.columns.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('cells', () => {
  const table: DataTable = {
    columns: [
      { name: 'text', title: 'Text', kind: 'text' },
      { name: 'n', title: 'N', kind: 'count' },
      { name: 'ndcg@10', title: 'NDCG@10', kind: 'interval' },
      { name: 'p', title: 'p', kind: 'p' },
    ],
    rows: [
      ['a,"b"', 29_017, { value: 1 / 3, lower: 0.3, upper: 0.37 }, 0.00001],
      [null, null, null, null],
    ],
  };

  it('keep full precision in files, an interval as three columns', () => {
    expect(toCsv(table)).toBe(
      'text,n,ndcg@10,ndcg@10_lower,ndcg@10_upper,p\n' +
        '"a,""b""",29017,0.3333333333333333,0.3,0.37,0.00001\n,,,,,\n',
    );
    expect(JSON.parse(toJson(table))[0]).toEqual({
      text: 'a,"b"',
      n: 29_017,
      'ndcg@10': { value: 1 / 3, lower: 0.3, upper: 0.37 },
      p: 0.00001,
    });
  });

  it('have three digits on a screen', () => {
    expect(toScreen(table).rows).toEqual([
      ['a,"b"', '29\u00a0017', '0.333 ± 0.035', '< 0.001'],
      ['–', '–', '–', '–'],
    ]);
  });

  it('do not invent numbers for empty bins', () => {
    const empty = { lower: 0.1, upper: 0.2, count: 0, predicted: 0, observed: around(0) };
    expect(toScreen(reliabilityTable({ reliability: [empty] })).rows[0]).toEqual([
      '0.100',
      '0.200',
      '0',
      '–',
      '–',
    ]);
  });
});

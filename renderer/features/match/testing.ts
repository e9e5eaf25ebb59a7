import type { MatchedRow, MatchedTable } from '#core/contract/index.ts';

/** A table that was matched to its end, changed as a test needs it. */
export function aTable(change: Partial<MatchedTable> = {}): MatchedTable {
  return {
    id: 't1',
    name: 'vacancies.csv',
    format: 'CSV, comma',
    encoding: 'UTF-8',
    columns: ['id', 'title'],
    column: 'title',
    idColumn: null,
    k: 3,
    oneToOne: false,
    collection: 'canonical',
    version: 'v20261120-2',
    createdAt: '2026-11-20T10:00:00Z',
    rows: 10_000,
    done: 10_000,
    status: 'done',
    bands: { accept: 6112, review: 2940, reject: 900, unscored: 0, none: 48 },
    corrected: 0,
    expectedPrecision: 0.957,
    seconds: 5.1,
    rate: 1960,
    ...change,
  };
}

type Hit = MatchedRow['hits'][number];

export function aHit(key: string, change: Partial<Hit> = {}): Hit {
  return {
    key,
    name: `${key} by name`,
    term: `${key} as a term`,
    probability: 0.93,
    band: 'accept',
    semantic: 0.8,
    lexical: 0.5,
    contributions: [{ name: 'Meaning', value: 0.8, logOdds: 2 }],
    ...change,
  };
}

/** A row with the hits `a`, `b` and `c`, of which `a` was chosen. */
export function aRow(change: Partial<MatchedRow> = {}): MatchedRow {
  return {
    row: 118,
    id: '118',
    text: 'Sr. Full Stack Eng (Remote)',
    hits: [aHit('a'), aHit('b', { probability: 0.31, band: 'review' }), aHit('c')],
    chosen: { key: 'a', name: 'a by name', by: 'best' },
    rejected: false,
    band: 'accept',
    probability: 0.93,
    ...change,
  };
}

import { describe, expect, it } from 'vitest';
import type { TablePreview } from '#core/contract/index.ts';
import {
  collectionOptions,
  isTableName,
  matchRequest,
  probabilityNotice,
  setupObstacle,
  startingChoices,
  startLabel,
} from './match-setup.ts';

function aPreview(change: Partial<TablePreview> = {}): TablePreview {
  return {
    name: 'vacancies.csv',
    bytes: 1200,
    format: 'CSV, comma',
    encoding: 'UTF-8',
    columns: ['id', 'title'],
    rows: null,
    sample: Array.from({ length: 20 }, (_, index) => [`${index}`, `Nurse ${index}`]),
    suggested: 'title',
    ...change,
  };
}

describe('isTableName', () => {
  it.each([
    ['a.csv', true],
    ['a.b.PARQUET', true],
    ['a.jsonl', true],
    ['dictionary.json', false],
    ['csv', true],
    ['photo.png', false],
    ['', false],
  ])('%s: %s', (name, expected) => {
    expect(isTableName(name)).toBe(expected);
  });
});

describe('startingChoices', () => {
  it('takes the suggested column, or the only one, or none', () => {
    expect(startingChoices(aPreview()).column).toBe('title');
    expect(startingChoices(aPreview({ suggested: null, columns: ['x'] })).column).toBe('x');
    expect(startingChoices(aPreview({ suggested: null })).column).toBe('');
  });
});

describe('setupObstacle', () => {
  const choices = startingChoices(aPreview());

  it('says what is missing', () => {
    expect(setupObstacle(choices, aPreview())).toBeNull();
    expect(setupObstacle({ ...choices, column: '' }, aPreview())).toMatch(/^Choose the column/);
    expect(setupObstacle({ ...choices, column: 'gone' }, aPreview())).toMatch(/^Choose/);
    expect(setupObstacle(choices, aPreview({ sample: [] }))).toMatch(/no rows/);
  });
});

describe('startLabel', () => {
  it.each([
    [aPreview({ rows: 10_000 }), 'Match 10 000 rows'],
    [aPreview({ sample: [['1', 'Nurse']] }), 'Match 1 row'],
    [aPreview(), 'Match this table'],
  ])('%#', (preview, expected) => {
    expect(startLabel(preview).replaceAll('\u00a0', ' ')).toBe(expected);
  });
});

describe('matchRequest', () => {
  it('leaves out an id column that was not chosen', () => {
    const source = { path: '/a.csv' };
    const choices = { ...startingChoices(aPreview()), k: 5, oneToOne: true };
    expect(matchRequest(source, choices)).toEqual({
      source,
      column: 'title',
      k: 5,
      oneToOne: true,
      in: 'canonical',
    });
    expect(matchRequest(source, { ...choices, idColumn: 'id' })).toHaveProperty('idColumn', 'id');
  });
});

describe('what stands before the start', () => {
  it('a collection that the version does not know cannot be chosen', () => {
    const of = (name: string, indexed: boolean) => ({
      ...{ name, entries: 3, terms: 3, fields: [], sha256: '', indexed },
    });
    expect(collectionOptions([of('canonical', true), of('candidates', false)])).toEqual([
      { value: 'canonical', label: 'canonical, 3 entries', disabled: false },
      { value: 'candidates', label: 'candidates, 3 entries, train first', disabled: true },
    ]);
  });

  it.each([
    ['full-train', 'canonical', null],
    ['build-index', 'canonical', /^v1 has no match model/],
    ['full-train', 'candidates', /^Outside the canonical collection/],
  ] as const)('%s into %s', (mode, collection, expected) => {
    const notice = probabilityNotice({ version: 'v1', mode }, collection);
    if (expected === null) expect(notice).toBeNull();
    else expect(notice).toMatch(expected);
  });
});

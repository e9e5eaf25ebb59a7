import { describe, expect, it } from 'vitest';
import type { ImportRecord } from '#core/contract/index.ts';
import { collectionCards, indexState } from './collection-view.ts';
import { aCollection } from './testing.ts';

const record: ImportRecord = {
  ...{ id: 'i1', kind: 'canonical', collection: 'vacancies', name: 'jobs.csv', sha256: 'a' },
  ...{ bytes: 1200, format: 'CSV, comma', encoding: 'UTF-8', at: '2026-11-20T10:00:00Z' },
  counts: { entries: 3, terms: 5, judgments: 0, yes: 0, no: 0 },
  skipped: 0,
};
const collections = [
  aCollection({ name: 'canonical' }),
  aCollection({ name: 'vacancies', entries: 1200, fields: ['salary', 'remote'] }),
];

describe('collectionCards', () => {
  it('show each collection but the canonical one, with its newest file', () => {
    const imports = [{ ...record, name: 'old.csv', at: '2026-11-19T10:00:00Z' }, record];
    const [card, ...others] = collectionCards(collections, { imports });
    expect(others).toEqual([]);
    expect(card).toMatchObject({ name: 'vacancies', file: 'jobs.csv', at: record.at });
    expect(card?.amount).toMatch(/^1\s200 entries, 5 terms$/);
    expect(card?.facts).toMatch(/^2\sfields: salary, remote$/);
  });

  it('say where it came from where there are no fields', () => {
    const plain = [aCollection({ name: 'vacancies' })];
    expect(collectionCards(plain, { imports: [record] })[0]?.facts).toMatch(/^UTF-8, CSV, comma, /);
  });

  it('do without a record', () => {
    expect(collectionCards([aCollection({ name: 'x' })], { imports: [] })).toMatchObject([
      { file: 'x', facts: '', at: null },
    ]);
  });
});

describe('indexState', () => {
  it.each([
    [true, 'v1', { indexed: true, text: 'In v1' }],
    [false, 'v1', { indexed: false, hint: expect.stringContaining('not in v1') }],
    [false, null, { indexed: false, text: 'No version yet' }],
  ])('indexed %s in %s', (indexed, inUse, state) => {
    expect(indexState('vacancies', [aCollection({ indexed })], inUse)).toMatchObject(state);
  });

  it('is not known of a collection that is not there', () => {
    expect(indexState('people', collections, 'v1')).toBeNull();
  });
});

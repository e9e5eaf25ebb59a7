import { describe, expect, it } from 'vitest';
import { placeOfDrop } from './drop-place.ts';

describe('placeOfDrop', () => {
  it.each([
    ['match', ['vacancies.csv'], { screen: 'match', table: 0 }],
    ['match', ['readme.md', 'vacancies.parquet'], { screen: 'match', table: 1 }],
    ['match', ['dictionary.json'], { screen: 'data' }],
    ['data', ['vacancies.csv'], { screen: 'data' }],
    ['search', ['vacancies.csv'], { screen: 'data' }],
    ['match', ['v20261120-1.plumbline.zip', 'vacancies.csv'], { screen: 'versions' }],
    ['data', ['other.zip'], { screen: 'data' }],
  ] as const)('on %s: %o', (screen, names, expected) => {
    expect(placeOfDrop(screen, names)).toEqual(expected);
  });
});

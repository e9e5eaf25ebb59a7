import { describe, expect, it } from 'vitest';
import { keysAreTerms, readsLikeName } from './key-is-term.ts';

describe('readsLikeName', () => {
  it.each([
    'Software Engineer',
    'chef',
    'Élève-ingénieur',
    'Windows 10 administrator',
    'Инженер',
    'מהנדס',
    '工程师',
    'co-ordinator',
    'IT Director',
  ])('takes %s for a name', (key) => {
    expect(readsLikeName(key)).toBe(true);
  });

  it.each([
    '11-1011.00',
    'id_1',
    'C1234',
    '42',
    '00030d09-2b3a-4efd-87cc-c4ea39d27c34',
    'http://data.europa.eu/esco/occupation/x',
    'urn:isbn:9780141439518',
    'ISBN 978-0-14-143951-8',
    'id 7',
    'amazon-google-00000',
    'software_engineer',
    'XKCD',
    '3.14 159',
    '',
    '—',
  ])('takes %s for a code', (key) => {
    expect(readsLikeName(key)).toBe(false);
  });
});

describe('keysAreTerms', () => {
  it('goes by the majority of the file', () => {
    expect(keysAreTerms(['Chef', 'Baker', 'x1'], 'auto')).toBe(true);
    expect(keysAreTerms(['Chef', 'x1'], 'auto')).toBe(false);
    expect(keysAreTerms([], 'auto')).toBe(false);
  });

  it('obeys the setting', () => {
    expect(keysAreTerms(['x1'], 'yes')).toBe(true);
    expect(keysAreTerms(['Chef'], 'no')).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { NEW_SEARCH, type SearchState } from './search-params.ts';
import {
  explainRequest,
  judgedQuery,
  moreResults,
  searchIdentity,
  searchRequest,
} from './search-request.ts';

const COMMON = { in: 'canonical', k: 12, mode: 'hybrid', filters: [] };

describe('searchRequest', () => {
  it.each<[string, Partial<SearchState>, boolean | undefined, object | null]>([
    ['nothing typed', { text: '  ' }, undefined, null],
    ['a text', { text: ' icu nurse ' }, undefined, { ...COMMON, text: 'icu nurse' }],
    ['an id while nobody knows', { text: '15', by: 'key' }, undefined, null],
    ['an id that is not there', { text: '15', by: 'key' }, false, null],
    [
      'an id of another collection',
      { text: '15', by: 'key', from: 'jobs', in: 'people' },
      true,
      { ...COMMON, key: '15', collection: 'jobs', in: 'people' },
    ],
  ])('for %s', (_name, change, known, request) => {
    expect(searchRequest({ ...NEW_SEARCH, ...change }, known, 12)).toEqual(request);
  });
});

describe('what follows from a request', () => {
  const request = { key: '15', collection: 'jobs', in: 'people', k: 12, mode: 'letters' as const };

  it('asks for the same search when it explains', () => {
    expect(explainRequest(request, 'ann')).toEqual({
      key: '15',
      collection: 'jobs',
      in: 'people',
      entry: 'ann',
    });
    expect(explainRequest({ text: 'nurse' }, 'x')).toEqual({ text: 'nurse', entry: 'x' });
  });

  it('judges what was searched with', () => {
    expect([judgedQuery(request), judgedQuery({ text: 'nurse' })]).toEqual(['15', 'nurse']);
  });

  it('is the same search with more results, and another one with another mode', () => {
    const id = searchIdentity(request);
    expect(searchIdentity({ ...request, k: 50 })).toBe(id);
    expect(searchIdentity({ ...request, mode: 'hybrid' })).not.toBe(id);
  });

  it.each([
    [12, 12, 1016, 50],
    [50, 50, 1016, 100],
    [100, 100, 1016, null],
    [7, 12, 1016, null],
    [12, 12, 12, null],
  ])('after %i of %i asked for and %i admitted, asks for %s', (shown, asked, admitted, more) => {
    expect(moreResults(shown, asked, admitted)).toBe(more);
  });
});

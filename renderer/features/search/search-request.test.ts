import { describe, expect, it } from 'vitest';
import { searchRequest } from './search-request.ts';

describe('searchRequest', () => {
  it.each([
    ['', 'text', undefined, null],
    ['icu nurse', 'text', undefined, { text: 'icu nurse', k: 12 }],
    ['15-1252', 'key', undefined, null],
    ['15-1252', 'key', false, null],
    ['15-1252.00', 'key', true, { key: '15-1252.00', k: 12 }],
  ] as const)('%s by %s, known %s', (text, by, known, request) => {
    expect(searchRequest(text, by, known)).toEqual(request);
  });
});

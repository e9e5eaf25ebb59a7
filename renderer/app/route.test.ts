import { describe, expect, it } from 'vitest';
import { entryAddress, formatRoute, parseRoute } from './route.ts';

describe('routes', () => {
  it.each([
    ['', 'data', {}],
    ['#/search?q=full-stack+%26+co', 'search', { q: 'full-stack & co' }],
    ['#/somewhere', 'data', {}],
    ['#token=abc', 'data', {}],
  ])('reads %s', (hash, screen, params) => {
    expect(parseRoute(hash)).toEqual({ screen, params });
  });

  it('is read back as it was written', () => {
    const route = { screen: 'search' as const, params: { q: 'C++ / C# ?&=', by: 'key' } };
    expect(parseRoute(formatRoute(route))).toEqual(route);
  });

  it('of an entry names its collection where it is not the canonical one', () => {
    expect(entryAddress('15-1252.00')).toBe('#/entry?key=15-1252.00');
    const { screen, params } = parseRoute(entryAddress('a/b & c', 'people'));
    expect([screen, params]).toEqual(['entry', { key: 'a/b & c', in: 'people' }]);
  });

  it('leaves empty parameters out', () => {
    expect(formatRoute({ screen: 'evaluate', params: { version: '' } })).toBe('#/evaluate');
  });
});

import { describe, expect, it } from 'vitest';
import { formatRoute, parseRoute } from './route.ts';

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

  it('leaves empty parameters out', () => {
    expect(formatRoute({ screen: 'evaluate', params: { version: '' } })).toBe('#/evaluate');
  });
});

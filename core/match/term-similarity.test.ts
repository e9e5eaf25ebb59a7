import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jaroWinkler, jaroWinklerWith } from './term-similarity.ts';

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' '), maxLength: 14 });

describe('jaroWinkler', () => {
  // Winkler, "String Comparator Metrics and Enhanced Decision Rules", 1990, table of examples.
  it.each([
    ['martha', 'marhta', 0.961],
    ['dwayne', 'duane', 0.84],
    ['dixon', 'dicksonx', 0.813],
    ['abroms', 'abrams', 0.922],
    ['jones', 'johnson', 0.832],
    ['massey', 'massie', 0.933],
    ['', 'nurse', 0],
    ['abc', 'xyz', 0],
    ['nurse', 'nurse', 1],
  ])('%s and %s: %d', (a, b, expected) => {
    expect(jaroWinkler(a, b)).toBeCloseTo(expected, 3);
  });

  it('is symmetric, between 0 and 1, and 1 only for equal texts', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        const similarity = jaroWinkler(a, b);
        expect(similarity).toBeCloseTo(jaroWinkler(b, a), 12);
        expect(similarity).toBeGreaterThanOrEqual(0);
        expect(similarity === 1).toBe(a === b);
      }),
      { numRuns: 2000 },
    );
  });

  it('forgets the texts before', () => {
    const before = jaroWinkler('head chef', 'head nurse');
    jaroWinkler('a'.repeat(5000), 'a'.repeat(6000));
    expect(jaroWinkler('head chef', 'head nurse')).toBe(before);
  });
});

describe('jaroWinklerWith', () => {
  const long = fc.string({ unit: fc.constantFrom('a', 'b', ' ', 'é', '🦄'), maxLength: 40 });

  it('gives the very numbers of jaroWinkler, whatever came before', () => {
    fc.assert(
      fc.property(fc.oneof(word, long), fc.array(fc.oneof(word, long)), (query, texts) => {
        const similarity = jaroWinklerWith(query);
        for (const text of texts) expect(similarity(text)).toBe(jaroWinkler(text, query));
      }),
      { numRuns: 3000 },
    );
  });

  it.each([31, 32, 33])('of %d characters', (length) => {
    const query = 'abcdefghijklmnopqrstuvwxyz0123456789'.slice(0, length);
    const texts = [query, [...query].reverse().join(''), query.slice(5), `${query}${query}`, 'z9'];
    for (const text of texts) expect(jaroWinklerWith(query)(text)).toBe(jaroWinkler(text, query));
  });
});

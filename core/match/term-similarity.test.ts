import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { initials, jaccard, jaroWinkler, numberWords } from './term-similarity.ts';

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

it.each([
  [['software', 'engineer'], 'se'],
  [['𠮷野', '家'], '𠮷家'],
  [['nurse'], ''],
  [[], ''],
])('initials of %j: %j', (words, expected) => {
  expect(initials(words)).toBe(expected);
});

it('numberWords are those with a digit in any script', () => {
  expect(numberWords(['iphone', '14', 'b2b', '٣', 'ⅳ', 'pro'])).toEqual(['14', 'b2b', '٣', 'ⅳ']);
});

it.each([
  [['a', 'b'], ['b', 'c'], 1 / 3],
  [['a'], ['a'], 1],
  [['a'], [], 0],
  [[], [], 0],
])('jaccard of %j and %j: %d', (a, b, expected) => {
  expect(jaccard(a, b)).toBe(expected);
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { normaliseForEmbedding } from './normalise-for-embedding.ts';

it.each([
  ['as it is', 'Software Engineer (C++)', 'Software Engineer (C++)'],
  ['case', 'SAP Consultant', 'SAP Consultant'],
  ['ends', '  x ', 'x'],
  ['squeezed', 'a  b\t\r\n c', 'a b c'],
  ['control characters', 'a\u0000b\u0007\u0085c', 'a b c'],
  ['all kinds of spaces', 'a\u00a0b\u2003c\u3000d\ufeff', 'a b c d'],
  ['composed', 'e\u0301t\u00e9', '\u00e9t\u00e9'],
  ['half of a pair', 'a\ud800b', 'a\ufffdb'],
  ['a whole pair', '\ud83d\ude80', '\ud83d\ude80'],
  ['joiners stay', 'क्\u200dष', 'क्\u200dष'],
  ['nothing', ' \n\t ', ''],
  ['empty', '', ''],
])('%s', (_, given, expected) => {
  expect(normaliseForEmbedding(given)).toBe(expected);
});

it('doing it twice changes nothing, and what is left is well-formed', () => {
  const unit = fc.oneof(
    fc.constantFrom(' ', '\0', '\u0301', 'e', '\ud800', '\udc00', '\u00a0', '\u1100', '\u1161'),
    fc.string({ unit: 'binary', maxLength: 2 }),
  );
  fc.assert(
    fc.property(fc.array(unit), (units) => {
      const once = normaliseForEmbedding(units.join(''));
      expect(normaliseForEmbedding(once)).toBe(once);
      expect(once).toBe(once.trim());
      expect(once).not.toMatch(/[\p{Cc}\p{Cs}]|\s\s/u);
    }),
    { numRuns: 500 },
  );
});

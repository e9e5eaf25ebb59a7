import fc from 'fast-check';
import { expect, it } from 'vitest';
import { normaliseText } from './normalise.ts';

it.each([
  ['  Software \t ENGINEER\n', 'software engineer'],
  ['Développeuse', 'developpeuse'],
  ['De\u0301veloppeuse', 'developpeuse'],
  ['ＳＷＥ①', 'swe1'],
  ['STRASSE', 'strasse'],
  ['Straße', 'strasse'],
  ['ΛΟΓΟΣ', 'λογοσ'],
  ['İstanbul', 'istanbul'],
  ['데이터', '데이터'],
  ['', ''],
  ['\u0301 \u00a0', ''],
])('%j becomes %j', (text, expected) => {
  expect(normaliseText(text)).toBe(expected);
});

it('changes nothing the second time', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const once = normaliseText(text);
      expect(normaliseText(once)).toBe(once);
    }),
    { numRuns: 1000 },
  );
});

it('does not tell case from case, nor composed from decomposed', () => {
  // Letters whose upper case comes back: a dotless i or a long s does not.
  const letters = fc.string({ unit: fc.constantFrom(...'abzéüñçàабвгд 1') });
  fc.assert(
    fc.property(letters, (text) => {
      expect(normaliseText(text.toUpperCase())).toBe(normaliseText(text));
      expect(normaliseText(text.normalize('NFD'))).toBe(normaliseText(text));
    }),
  );
});

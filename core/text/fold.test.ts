import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '#core/contract/workspace.ts';
import { stripAccents } from './analyse.ts';
import { foldFor, type Language } from './fold.ts';
import { normaliseText } from './normalise.ts';

const text = fc.string({ unit: 'binary' });
/** Letters that some language treats in its own way, with what stands around them. */
const telling = fc.string({
  unit: fc.constantFrom(..."aeouläöüÄÖÜåÅøæœßẞıİIłđþðŋςΣ\u0308\u030a\u0301'’ _1-", 'qu', 'ﬁ', 'Ｌ'),
});

describe.each(LANGUAGES)('fold of %s', (language) => {
  const fold = foldFor(language);

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.oneof(text, telling), (given) => {
        expect(fold(fold(given))).toBe(fold(given));
      }),
      { numRuns: 1000 },
    );
  });

  it('gives composed and decomposed letters, and both cases, the same form', () => {
    const letters = fc.string({ unit: fc.constantFrom(..."abzéüñçàåäöøæœłđабвгд' 1") });
    fc.assert(
      fc.property(letters, (given) => {
        expect(fold(given.normalize('NFD'))).toBe(fold(given));
        expect(fold(given.toUpperCase())).toBe(fold(given));
      }),
    );
  });

  it('grows a text to 18 times its length at most', () => {
    expect(fold('\ufdfa')).toHaveLength(18);
    fc.assert(
      fc.property(text, (given) => {
        expect(fold(given).length).toBeLessThanOrEqual(18 * given.length);
      }),
    );
  });

  it('takes what is no whole text', () => {
    expect(fold('')).toBe('');
    expect(fold('\ud800a\udfff')).toBe('\ud800a\udfff');
  });
});

describe('without a language', () => {
  const fold = foldFor('none');

  it('is lower case without accents, as before there were languages', () => {
    fc.assert(
      fc.property(fc.oneof(text, telling), (given) => {
        const before = stripAccents(given.toLowerCase());
        // Compatibility capitals (™, 𝐒) have no lower case of their own; those that they stand for have.
        expect(fold(given)).toBe(before.toLowerCase());
      }),
      { numRuns: 1000 },
    );
    expect(fold('𝐒𝐨𝐟𝐭𝐰𝐚𝐫𝐞 Ångström ø ß')).toBe('software angstrom ø ß');
  });

  it('never tells texts apart that count as the same', () => {
    fc.assert(
      fc.property(fc.oneof(text, telling), (given) => {
        expect(normaliseText(fold(given))).toBe(normaliseText(given));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('spellings of one word meet', () => {
  const cases: [Language, string, string[]][] = [
    ['de', 'mueller', ['Müller', 'MÜLLER', 'Mueller', 'Mu\u0308ller']],
    [
      'de',
      'strassenwaerter',
      ['Straßenwärter', 'STRASSENWÄRTER', 'Strassenwaerter', 'STRAẞENWÄRTER'],
    ],
    ['de', 'soeren', ['Sören', 'Søren', 'Soeren']],
    ['da', 'aarhus', ['Århus', 'Aarhus', 'A\u030arhus']],
    ['da', 'soeren raev', ['Søren Ræv', 'Sören Räv', 'SOEREN RAEV']],
    ['nb', 'sjoemann paa laan', ['Sjømann på lån', 'Sjoemann paa laan']],
    ['sv', 'sjukskoterska angstrom', ['Sjuksköterska Ångström', 'Sjukskoterska Angstrom']],
    ['fi', 'saannostelija', ['Säännöstelijä', 'saannostelija']],
    ['fr', 'ingenieur', ["l'ingénieur", 'L’INGÉNIEUR', 'd’ingenieur', 'ingénieur', "qu'ingénieur"]],
    ['fr', 'chef equipe coeur', ["Chef d'équipe cœur", 'chef équipe coeur']],
    ['it', 'operaio universita', ["L'operaio università", "dell'operaio universita"]],
    ['es', 'nino disenador 1a', ['Niño diseñador 1ª', 'nino disenador 1a']],
    ['pt', 'acao e coracao', ['Ação e coração']],
    ['pl', 'zolw slusarz', ['Żółw ślusarz', 'zolw slusarz']],
    [
      'tr',
      'istanbul kapici isik',
      ['İstanbul Kapıcı Işık', 'ISTANBUL KAPICI IŞIK', 'istanbul kapici isik'],
    ],
    ['nl', 'ijzer cafe', ['Ĳzer café', 'IJzer cafe']],
    ['en', 'naive thorn dsp fi abc1', ['Naïve Þorn đsp ﬁ ＡＢＣ①']],
    ['en', 'λογοσ', ['ΛΟΓΟΣ', 'λόγος']],
  ];
  it.each(cases)('%s: %s', (language, folded, spellings) => {
    expect(spellings.map(foldFor(language))).toEqual(spellings.map(() => folded));
  });
});

it.each<[Language, string, string]>([
  ['de', 'Ware', 'wäre'],
  ['de', 'Kuchenchef', 'Küchenchef'],
  ['da', 'Gas', 'gås'],
])('%s: %s and %s stay two words', (language, one, other) => {
  expect(foldFor(language)(one)).not.toBe(foldFor(language)(other));
});

it.each<[Language, string, string]>([
  ['fr', "aujourd'hui, prud’homme; O'Neil", "aujourd'hui, prud'homme; o'neil"],
  ['fr', "rock'n'roll l' l''a", "rock'n'roll l' l''a"],
  ['en', "Driver’s C++/C# (back-end) d'art", "driver's c++/c# (back-end) d'art"],
])('%s: leaves punctuation alone: %s', (language, given, expected) => {
  expect(foldFor(language)(given)).toBe(expected);
});

import { describe, expect, it } from 'vitest';
import { languageGuesser } from './guess-language.ts';
import { scriptOf } from './script-of.ts';

describe('the script of a text', () => {
  it.each([
    ['Pflegekraft, 2. Schicht', 'Latin'],
    ['инженер', 'Cyrillic'],
    ['IT-инженер', 'mixed'],
    ['μηχανικός', 'Greek'],
    ['看護師', 'Han'],
    ['看護師のしごと', 'Japanese'],
    ['エンジニア', 'Japanese'],
    ['간호사', 'Hangul'],
    ['ᚠᚢᚦ', 'other'],
    ['12-3045.00', 'no letters'],
    ['', 'no letters'],
  ])('%j is %s', (text, script) => {
    expect(scriptOf(text)).toBe(script);
  });
});

describe('a guess of the language', () => {
  const guess = languageGuesser();
  it.each([
    ['Leiter der Abteilung für die Pflege', 'German'],
    ['someone who takes care of the elderly', 'English'],
    ["ouvrier dans le secteur de l'eau avec une équipe", 'French'],
    ['Registered Nurse', 'unclear'],
    ['chef de la cocina', 'unclear'],
    ['', 'unclear'],
    ['инженер', 'unclear'],
  ])('%j is %s', (text, language) => {
    expect(guess(text)).toBe(language);
  });
});

import { expect, it } from 'vitest';
import { languageNames } from './languages.ts';

it.each([
  [null, null],
  ['English', 'English'],
  ['50 languages', '50 languages'],
  ['en', 'English'],
  ['en, fr', 'English, French'],
  ['en,fr,de,it', '4 languages'],
  ['multilingual', 'multilingual'],
])('%s', (given, named) => {
  expect(languageNames(given)).toBe(named);
});

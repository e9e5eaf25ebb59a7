import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { words } from '#core/text/analyse.ts';
import { foldFor } from '#core/text/fold.ts';
import { stopWordsFor } from '#core/text/stop-words.ts';

const DATA = process.env.PLUMBLINE_DATA ?? '../shared/data';
const file = join(DATA, 'stopwords-fr', 'stopwords-fr.txt');
if (!existsSync(file)) console.warn(`NOT RUN: French stop words, because ${file} is missing.`);

it.skipIf(!existsSync(file))('French stop words agree with stopwords-iso', () => {
  const theirs = readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => words(foldFor('fr')(line)));
  // Letters that stand for elisions are no stop words of ours: folding drops them with their apostrophe.
  const other = new Set(theirs.filter((word) => word.length > 1 || 'ay'.includes(word)));
  const ours = stopWordsFor('fr');
  const both = [...ours].filter((word) => other.has(word));
  console.info(
    `French stop words: ${ours.size} here, ${other.size} there, ${both.length} in both.`,
  );
  expect(both.length / other.size).toBeGreaterThan(0.6);
  expect([...ours].filter((word) => !other.has(word))).toEqual(['faire']);
});

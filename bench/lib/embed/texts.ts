import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Tokenizer } from '#core/embed/tokenize/tokenizer.ts';
import { seededRandom } from '#core/math/seeded-random.ts';
import { dataFolder } from '../data.ts';

const SEED = 20261120;

/** All titles of onet/titles.csv, in the file's order. */
export async function allTitles(): Promise<string[]> {
  const text = await readFile(join(dataFolder(), 'onet', 'titles.csv'), 'utf8');
  const lines = text.trimEnd().split(/\r?\n/).slice(1);
  // id, title, code; a title with a comma is quoted.
  return lines.map((line) => {
    const inside = line.slice(line.indexOf(',') + 1, line.lastIndexOf(','));
    return inside.startsWith('"') ? inside.slice(1, -1).replaceAll('""', '"') : inside;
  });
}

/** `count` titles, drawn without replacement, the same in each run. */
export async function someTitles(count: number): Promise<string[]> {
  const titles = await allTitles();
  const random = seededRandom(SEED);
  const drawn = new Set<string>();
  while (drawn.size < count) drawn.add(titles[Math.floor(random() * titles.length)] ?? '');
  return [...drawn];
}

/** Texts of 112 to 144 tokens, 128 on average, made of titles. */
export async function longTexts(count: number, tokenizer: Tokenizer): Promise<string[]> {
  const titles = await someTitles(4000);
  const random = seededRandom(SEED + 1);
  const length = (text: string) => tokenizer.encode(text, 100_000).length;
  return Array.from({ length: count }, () => {
    const wanted = 112 + Math.floor(random() * 33);
    const words: string[] = [];
    while (length(words.join(' ')) < wanted) {
      words.push(...(titles[Math.floor(random() * titles.length)] ?? '').split(' '));
    }
    while (length(words.join(' ')) > wanted) words.pop();
    return words.join(' ');
  });
}

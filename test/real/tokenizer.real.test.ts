import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Tokenizer as LibraryTokenizer } from '@huggingface/tokenizers';
import { describe, expect, it } from 'vitest';
import { openTokenizer } from '#core/embed/tokenize/open-tokenizer.ts';

const DATA = process.env.PLUMBLINE_DATA ?? '../shared/data';
const naughty = join(DATA, 'naughty-strings', 'blns.json');
const titles = join(DATA, 'onet', 'titles.csv');
const BUILTIN = join(import.meta.dirname, '../../resources/models/builtin/tokenizer.json');
for (const file of [naughty, titles]) {
  if (!existsSync(file)) console.warn(`NOT RUN: its tokens, because ${file} is missing.`);
}

const json = JSON.parse(readFileSync(BUILTIN, 'utf8'));
const library = new LibraryTokenizer(json, {});
const tokenizer = openTokenizer(json, {});

/** The library splits surrogate pairs and takes a last capital sigma for another letter; the reference does neither. */
const agreed = (text: string) => !/[Σ\u{20000}-\u{323af}]/u.test(text);

function expectSame(texts: readonly string[]) {
  for (const text of texts.filter(agreed)) {
    expect([...tokenizer.encode(text, 100_000)], text).toEqual(library.encode(text).ids);
  }
}

describe('the builtin tokenizer against the library of transformers.js', () => {
  it.skipIf(!existsSync(naughty))('on naughty strings', () => {
    expectSame(JSON.parse(readFileSync(naughty, 'utf8')));
  });

  it.skipIf(!existsSync(titles))('on job titles', () => {
    expectSame(readFileSync(titles, 'utf8').split('\n').slice(0, 20_000));
  });
});

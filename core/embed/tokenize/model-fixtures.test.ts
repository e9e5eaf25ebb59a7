import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSentenceTransformers } from '#core/interop/sentence-transformers.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { openTokenizer } from './open-tokenizer.ts';

const FOLDER = join(import.meta.dirname, '../../../test/fixtures/models');
const models = readdirSync(FOLDER).filter((name) =>
  existsSync(join(FOLDER, name, 'expected.json')),
);
const read = (...path: string[]): unknown =>
  JSON.parse(readFileSync(join(FOLDER, ...path), 'utf8'));

describe('models made by the reference implementation', () => {
  it.each(models)('%s: its tokenizer gives the same ids', async (model) => {
    const expected = read(model, 'expected.json') as { text: string; ids: number[] }[];
    const { maxTokens, lowercase } = await readSentenceTransformers(
      nodeFiles(),
      join(FOLDER, model),
    );
    const tokenizer = openTokenizer(
      read(model, 'tokenizer.json'),
      read(model, 'tokenizer_config.json'),
      { lowerCase: lowercase },
    );
    for (const { text, ids } of expected) {
      expect([...tokenizer.encode(text, maxTokens)], text).toEqual(ids);
    }
  });

  it('are all there', () => {
    expect(models).toEqual(expect.arrayContaining(['bert', 'mpnet', 'roberta', 'xlm-roberta']));
  });
});

import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { embedTexts } from '#core/embed/embedder.ts';
import { contentHash, hashFiles, readStoredModel } from '#core/embed/models/model-record.ts';
import { dot } from '#core/math/vectors.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { openStaticEmbedder } from './open-static-embedder.ts';

const FOLDER = join(import.meta.dirname, '../../../resources/models/builtin');
const MOST_BYTES = 12_000_000;
const files = nodeFiles();
const { record, damage } = await readStoredModel(files, FOLDER, { id: 'builtin', builtin: true });

describe('the builtin model', () => {
  it('is whole: its files are those that its record names', async () => {
    expect(damage).toBeNull();
    const found = await hashFiles(files, FOLDER);
    const named = Object.fromEntries(
      Object.keys(record?.files ?? {}).map((name) => [name, found[name]]),
    );
    expect(named).toEqual(record?.files);
    const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
    expect(contentHash(named as NonNullable<typeof record>['files'], sha256)).toBe(record?.sha256);
  });

  it('takes at most 12 MB', async () => {
    expect(await files.size(FOLDER)).toBeLessThanOrEqual(MOST_BYTES);
  });

  it('says where it comes from', () => {
    expect(record).toMatchObject({ id: 'builtin', kind: 'static', licence: 'Apache-2.0' });
    expect(record?.origin).toContain('sentence-transformers/all-MiniLM-L6-v2');
  });

  it('knows meaning: each word is nearer to its like than to the other', async () => {
    const prefixes = { query: '', term: '' };
    const embedder = await openStaticEmbedder(files, FOLDER, { maxTokens: 512, prefixes });
    const likes = [
      ['physician', 'doctor', 'carpenter'],
      ['attorney', 'lawyer', 'nurse'],
      ['software developer', 'programmer', 'cook'],
      ['car mechanic', 'automobile repair technician', 'primary school teacher'],
    ];
    for (const texts of likes) {
      const vectors = await embedTexts(embedder, texts, 'term');
      const row = (i: number) =>
        vectors.subarray(i * embedder.dimensions, (i + 1) * embedder.dimensions);
      expect(dot(row(0), row(1)), texts.join()).toBeGreaterThan(dot(row(0), row(2)) + 0.1);
    }
  });
});

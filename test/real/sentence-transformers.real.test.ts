import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Entry } from '#core/contract/data.ts';
import type { ModelRecord } from '#core/contract/models.ts';
import { type Embedder, embedTexts } from '#core/embed/embedder.ts';
import { fitDensePca } from '#core/embed/fusion/dense-pca.ts';
import { fitLexical } from '#core/embed/lexical/lexical-embedder.ts';
import { openStaticEmbedder } from '#core/embed/static/open-static-embedder.ts';
import { isStatic } from '#core/embed/static/static-embedder.ts';
import { writeModel2vec } from '#core/interop/export-model2vec.ts';
import { writeSentenceTransformers } from '#core/interop/export-sentence-transformers.ts';
import type { ExportedEmbedder } from '#core/interop/exported-embedder.ts';
import { seededRandom } from '#core/math/seeded-random.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { embedQueries } from '#core/train/embed-queries.ts';
import { writeEmbedder } from '#core/train/embedder-files.ts';
import { readExportedEmbedder } from '#core/train/exported-embedder.ts';
import { assembleEmbedder, type StoredEmbedder } from '#core/train/stored-embedder.ts';
import { type ConvertedMiniLm, convertMiniLm, miniLmFolder } from './embed-model.ts';
import { ensurePython, SENTENCE_TRANSFORMERS } from './real-python.ts';

const found = ensurePython(SENTENCE_TRANSFORMERS);

/** What it makes of each folder: [texts × dimensions]. */
const ENCODE = `
import json, sys
from sentence_transformers import SentenceTransformer
asked = json.load(open(sys.argv[1]))
print(json.dumps([
  SentenceTransformer(folder, device='cpu', trust_remote_code=True)
    .encode(asked['texts'], batch_size=asked['batch']).tolist()
  for folder in asked['folders']
]))`;

/** The same of a folder for model2vec, by model2vec itself and by sentence-transformers. */
const ENCODE_STATIC = `
import json, sys
from model2vec import StaticModel
from sentence_transformers import SentenceTransformer
asked = json.load(open(sys.argv[1]))
[folder] = asked['folders']
print(json.dumps([
  StaticModel.from_pretrained(folder).encode(asked['texts']).tolist(),
  SentenceTransformer(folder, device='cpu').encode(asked['texts']).tolist(),
]))`;

const SAMPLE = join(
  'workspaces',
  'samples',
  'job-titles',
  'data',
  'collections',
  'canonical.jsonl',
);
const ODD = [
  ...['Café—Zoë, Straße ΣΑΣ', 'ﬁnance 名前 テスト', '😀 nurse 𝒙𝒚', 'R&D  engineer\u00a0(m/f/d)'],
  ...['C++ / C#', 'xqzzt', 'e\u0301le\u0300ve', 'İstanbul I_x', '½ day ²', '[PAD] [UNK] nurse'],
  ...['nurse '.repeat(700), 'naïve ªº № ㎏', 'ทำงาน हिन्दी', '١٢٣ ٤'],
];
const files = nodeFiles();

if ('reason' in found) {
  console.warn(`NOT RUN: our models in the real sentence-transformers, because ${found.reason}.`);
  it.skip(`our models in the real sentence-transformers: ${found.reason}`, () => undefined);
} else {
  describe('a version in the real sentence-transformers', () => {
    let folder = '';
    let texts: string[] = [];
    let parts: Awaited<ReturnType<typeof fittedParts>>;
    let miniLm: ConvertedMiniLm | null = null;
    const builtin = join('resources', 'models', 'builtin');

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'plumbline-st-'));
      const lines = (await files.readText(SAMPLE)).trim().split('\n');
      const entries = lines.map((line) => Entry.parse(JSON.parse(line)));
      texts = [...entries.slice(0, 60).flatMap(({ terms }) => terms), ...ODD];
      parts = await fittedParts(entries);
      const source = miniLmFolder();
      if (source) miniLm = await convertMiniLm(source);
    });
    afterAll(async () => {
      await miniLm?.remove();
      await rm(folder, { recursive: true, force: true });
    });

    async function fittedParts(entries: Entry[]) {
      const random = seededRandom(5);
      const terms = entries.flatMap((entry) => entry.terms);
      const joined = entries.map((entry) => entry.terms.join(' '));
      const lexical = await fitLexical(terms, joined, { dimensions: 64, random });
      const record = await recordOf(builtin);
      const base = await openStaticEmbedder(files, builtin, record);
      if (!isStatic(base)) throw new Error('the builtin model is static');
      const dimensions = base.dimensions;
      const pca = await fitDensePca(await embedTexts(base, terms, 'term'), {
        dimensions,
        components: 96,
      });
      const ids = Uint32Array.from({ length: 500 }, (_, i) => 2000 + 7 * i);
      const rows = Float32Array.from({ length: 500 * dimensions }, () => random() - 0.5);
      const tokens = { ids, rows: { tokens: 500, dimensions, rows, scales: null } };
      const adapter = (width: number) => ({
        dimensions: width,
        map: Float32Array.from(
          { length: width * width },
          (_, i) => Number(i % (width + 1) === 0) + 0.05 * (random() - 0.5),
        ),
      });
      const use = { id: record.id, name: 'builtin', sha256: record.sha256, dtype: null };
      return { base, use, lexical, pca, tokens, adapter, dimensions };
    }

    const recordOf = async (of: string) =>
      JSON.parse(await files.readText(join(of, 'model.json'))) as ModelRecord;

    /** Exports what is given and returns the folder with our own vectors. */
    async function exported(
      name: string,
      stored: Partial<StoredEmbedder>,
      base: Embedder | null,
      model: { record: ModelRecord; folder: string } | null,
      write = (out: string, read: ExportedEmbedder) => writeSentenceTransformers(files, out, read),
    ) {
      const whole = {
        model: null,
        tokens: null,
        pca: null,
        lexical: null,
        adapter: null,
        ...stored,
      };
      const version = join(folder, `version-${name}`);
      await files.makeFolder(join(version, 'model'));
      await writeEmbedder(files, join(version, 'model'), whole);
      const read = await readExportedEmbedder(files, version, async () => {
        if (model) return model;
        throw new Error('there is no model');
      });
      const out = join(folder, name);
      const notes = await write(out, read);
      const embedder = assembleEmbedder(whole, base);
      expect(read.dimensions).toBe(embedder.dimensions);
      const ours = await embedQueries(embedder, texts);
      return { out, notes, ours, dimensions: embedder.dimensions, ...whole };
    }

    type Case = Awaited<ReturnType<typeof exported>>;

    /** What Python makes of each case is what we make of it. */
    async function expectTheSame(cases: Case[], batch = 32, script = ENCODE) {
      const asked = join(folder, 'asked.json');
      const folders = [...new Set(cases.map(({ out }) => out))];
      await writeFile(asked, JSON.stringify({ texts, batch, folders }));
      const theirs = 'run' in found ? found.run<number[][][]>(script, asked) : [];
      expect(theirs).toHaveLength(cases.length);
      for (const [n, one] of cases.entries()) expectVectors(one, theirs[n] ?? []);
    }

    function expectVectors({ out, ours, dimensions, pca, lexical }: Case, theirs: number[][]) {
      for (const [row, text] of texts.entries()) {
        const own = ours.subarray(row * dimensions, (row + 1) * dimensions);
        // Standard modules cannot leave a vector of zeros as it is; a note says so.
        if (pca !== null && lexical === null && own.every((value) => value === 0)) continue;
        expect(cosine(own, theirs[row] ?? []), `${out}: ${text}`).toBeGreaterThan(0.9999);
      }
    }

    it('with the builtin model gives the same vectors', async () => {
      const { base, use: model, lexical, pca, tokens, adapter, dimensions } = parts;
      const known = { record: await recordOf(builtin), folder: builtin };
      const one = (name: string, stored: Partial<StoredEmbedder>) =>
        exported(name, { model, ...stored }, base, known);
      const both = dimensions + lexical.pca.dimensions;
      const cases = [
        await one('builtin', {}),
        await one('adapter', { adapter: adapter(dimensions) }),
        await one('tuned-reduced-adapter', { tokens, pca, adapter: adapter(96) }),
        await one('lexical', { lexical }),
        await one('lexical-adapter', { lexical, tokens, adapter: adapter(both) }),
        await one('lexical-reduced', { lexical, pca }),
        await exported('lexical-alone', { lexical }, null, null),
      ];
      await expectTheSame(cases);
      const trusted = cases.filter(({ notes }) => notes.join().includes('trust_remote_code'));
      expect(trusted.map(({ lexical }) => lexical !== null)).toEqual([true, true, true, true]);
    });

    it('in the form of model2vec gives the same vectors, tuned and adapted', async () => {
      const { base, use: model, tokens, adapter, dimensions } = parts;
      const known = { record: await recordOf(builtin), folder: builtin };
      const stored = { model, tokens, adapter: adapter(dimensions) };
      const one = await exported('model2vec', stored, base, known, (out, read) =>
        writeModel2vec(files, out, read, async () => undefined),
      );
      expect(one.notes).toEqual([]);
      // model2vec by itself, then sentence-transformers.
      await expectTheSame([one, one], 32, ENCODE_STATIC);
    });

    it('with the real all-MiniLM-L6-v2 gives the same vectors', async ({ skip }) => {
      if (!miniLm) return skip('all-MiniLM-L6-v2 is not here (PLUMBLINE_MINILM)');
      const { lexical, adapter } = parts;
      const { description } = miniLm;
      const record = await recordOf(builtin);
      const names = (await files.list(miniLm.folder)).filter((name) => name !== 'onnx');
      const listed = ['1_Pooling/config.json', ...names.filter((name) => name !== '1_Pooling')];
      const own = Object.fromEntries(listed.map((name) => [name, { bytes: 0, sha256: '' }]));
      const model = { record: { ...record, ...description, files: own }, folder: miniLm.folder };
      const use = { id: 'minilm', name: 'MiniLM', sha256: '', dtype: 'fp32' as const };
      const base = await miniLm.open('fp32');
      try {
        // Debian's torch multiplies without haste: a few short texts, and one that is too long.
        const known = await embedTexts(base, texts.slice(0, 100), 'term');
        texts = texts.slice(-ODD.length - 8);
        const pca = await fitDensePca(known, { dimensions: 384, components: 64 });
        const one = (name: string, stored: Partial<StoredEmbedder>) =>
          exported(name, { model: use, pca, ...stored }, base, model);
        const cases = [
          await one('minilm', { adapter: adapter(64) }),
          await one('minilm-lexical', { lexical, adapter: adapter(64 + lexical.pca.dimensions) }),
        ];
        await expectTheSame(cases, 1);
      } finally {
        await base.close();
      }
    });
  });
}

/** 1 for two vectors of zeros. */
function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [dot, aa, bb] = [0, 0, 0];
  for (let i = 0; i < Math.max(a.length, b.length); i += 1) {
    const [x, y] = [a[i] ?? Number.NaN, b[i] ?? Number.NaN];
    dot += x * y;
    aa += x * x;
    bb += y * y;
  }
  return aa === 0 && bb === 0 ? 1 : dot / Math.sqrt(aa * bb || 1);
}

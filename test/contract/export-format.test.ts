import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InteropFormat } from '#core/contract/bundle.ts';
import { openFaiss } from '#core/interop/faiss.ts';
import { parseFaissMeta } from '#core/interop/faiss-meta.ts';
import { readSafetensors } from '#core/interop/safetensors.ts';
import { parseQrels, parseRun } from '#core/interop/trec.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { type Connection, connectInProcess } from './connections.ts';
import {
  ended,
  importText,
  removeFolders,
  temporaryFolder,
  trainedWorkspace,
} from './workspaces.ts';

afterAll(removeFolders);

const FILES: Record<InteropFormat, string[]> = {
  faiss: ['index.faiss', 'meta.json'],
  'sentence-transformers': [
    ...['0_Plumbline/plumbline.json', '0_Plumbline/plumbline.safetensors'],
    ...['0_Plumbline/tokenizer.json', 'README.md', 'config_sentence_transformers.json'],
    ...['modules.json', 'plumbline_embedder.py'],
  ],
  model2vec: ['config.json', 'model.safetensors', 'modules.json', 'tokenizer.json'],
  safetensors: ['rows.jsonl', 'vectors.safetensors'],
  parquet: ['vectors.parquet'],
  trec: ['qrels.trec', 'run.trec'],
  projector: ['metadata.tsv', 'projector_config.pbtxt', 'vectors.tsv'],
  'embedding-atlas': ['atlas.parquet'],
  'splink-labels': ['labels.csv'],
};

describe('a version for other tools', () => {
  let folder = '';
  let away = '';
  let engine: Connection;
  beforeEach(async () => {
    folder = await trainedWorkspace();
    away = await temporaryFolder();
    engine = await connectInProcess({ folder });
  });
  afterEach(() => engine.close());

  const write = (format: InteropFormat, more: { out?: string; replace?: boolean } = {}) =>
    engine.client.versions.exportFormat({ format, ...more });

  it('is written in every format, below the exports of the workspace', async () => {
    const version = (await engine.client.workspace.get()).latest;
    for (const format of InteropFormat.options) {
      const written = await write(format);
      expect(written).toMatchObject({
        ...{ version, format, folder: join(folder, 'exports', `${version}-${format}`) },
      });
      expect(written.files.map(({ name }) => name).toSorted(), format).toEqual(FILES[format]);
      expect(written.files.every(({ bytes }) => bytes > 0)).toBe(true);
    }
    expect((await readdir(join(folder, 'exports'))).toSorted()).toEqual(
      InteropFormat.options.map((format) => `${version}-${format}`).toSorted(),
    );
  });

  it('has the same vectors in faiss and in safetensors, under the same keys', async () => {
    const { folder: faiss } = await write('faiss');
    const { folder: tensors } = await write('safetensors');
    const path = join(faiss, 'index.faiss');
    const ranges = await nodeFiles().openRanges(path);
    try {
      const index = await openFaiss(ranges, path);
      const bytes = await readFile(join(tensors, 'vectors.safetensors'));
      const vectors = readSafetensors(bytes, 'v').get('vectors');
      expect(vectors?.shape).toEqual([index.rows, index.dimensions]);
      expect(vectors?.data).toEqual(await index.vectors(0, index.rows));
      const meta = parseFaissMeta(await readFile(join(faiss, 'meta.json'), 'utf8'), 'm');
      expect(meta.int_ids).toEqual([...(index.ids ?? [])]);
      const rows = (await readFile(join(tensors, 'rows.jsonl'), 'utf8')).trim().split('\n');
      expect(meta.orig_keys).toEqual(rows.map((row) => JSON.parse(row).key));
    } finally {
      await ranges.close();
    }
  });

  it('has a run and judgments that read back, and labels that import again as the same', async () => {
    const { folder: trec, notes } = await write('trec');
    const run = parseRun(await readFile(join(trec, 'run.trec'), 'utf8'), 'run');
    const qrels = parseQrels(await readFile(join(trec, 'qrels.trec'), 'utf8'), 'qrels');
    expect(run.map(({ query }) => query).toSorted()).toEqual([...qrels.keys()].toSorted());
    expect(notes.join(' ')).not.toContain('today');
    const { folder: splink } = await write('splink-labels');
    const labels = await readFile(join(splink, 'labels.csv'), 'utf8');
    const before = await engine.client.data.judgments({});
    const again = await importText(engine.client, 'feedback', labels);
    expect(again).toMatchObject({ status: 'done' });
    expect((await engine.client.data.judgments({})).total).toBe(before.total);
    // The ledger has grown, though nothing new counts.
    expect((await write('trec', { replace: true })).notes.join(' ')).toContain('today');
  });

  it('never takes the place of what no export made', async () => {
    const out = join(away, 'mine');
    await mkdir(out);
    const taken = { code: 'BAD_INPUT', message: expect.stringContaining('is there already') };
    await expect(write('faiss', { out, replace: true })).rejects.toMatchObject(taken);
    await rm(out, { recursive: true });
    await write('faiss', { out });
    await expect(write('faiss', { out })).rejects.toMatchObject(taken);
    expect((await write('projector', { out, replace: true })).folder).toBe(out);
    expect(await readdir(out)).toContain('vectors.tsv');
    expect(await readdir(out)).not.toContain('index.faiss');
    await writeFile(join(out, 'notes.txt'), 'mine');
    await expect(write('faiss', { out, replace: true })).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringContaining('It holds notes.txt'),
    });
    await writeFile(join(away, 'file'), '');
    await expect(write('faiss', { out: join(away, 'file'), replace: true })).rejects.toMatchObject(
      taken,
    );
    expect((await readdir(away)).toSorted()).toEqual(['file', 'mine']);
  });

  it('is not written among the files of the workspace, nor where there is no folder', async () => {
    for (const out of ['versions/x', 'x']) {
      await expect(write('faiss', { out: join(folder, out) })).rejects.toMatchObject({
        code: 'BAD_INPUT',
      });
    }
    await expect(write('faiss', { out: join(away, 'no', 'x') })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(write('faiss', { out: 'relative' })).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  it('leaves nothing behind where the version cannot be written so', async () => {
    const { id } = await engine.client.jobs.train({ mode: 'build-index', embedder: 'lexical' });
    await ended(engine.client, id);
    const version = (await engine.client.versions.list())[0]?.version ?? '';
    const out = join(away, 'm2v');
    const asked = engine.client.versions.exportFormat({ format: 'model2vec', version, out });
    await expect(asked).rejects.toMatchObject({ code: 'BAD_INPUT' });
    expect(await readdir(away)).toEqual([]);
  });

  it('is written by who only reads, outside of the workspace', async () => {
    const reader = await connectInProcess({ folder, readOnly: true });
    try {
      const { versions } = reader.client;
      await expect(versions.exportFormat({ format: 'trec' })).rejects.toMatchObject({
        code: 'READ_ONLY',
      });
      const out = join(away, 'trec');
      expect((await versions.exportFormat({ format: 'trec', out })).folder).toBe(out);
    } finally {
      await reader.close();
    }
  });
});

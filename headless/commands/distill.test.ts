import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { distillToFolder } from '#core/node-distilling.ts';
import { embedTable } from '#core/node-embedding.ts';
import { createNodeWorkspace, openNodeEngine } from '#core/node-engine.ts';
import { cliHarness, pipe, runInHarness } from '../cli-harness.ts';
import type { Runtime } from '../runtime.ts';

const h = cliHarness();
const tools = async () => ({ embedTable, distillToFolder });
const cli = (args: string[], patch: Partial<Runtime> = {}) =>
  runInHarness(h, args, { loadEmbedding: tools, openEngine: openNodeEngine, ...patch });
const at = (...parts: string[]) => join(h.folder, ...parts);
const names = async () => (await readdir(h.folder)).sort();

const BERT = resolve('test/fixtures/models/bert');

async function vectorsOf(model: string, texts: readonly string[]): Promise<number[][]> {
  await writeFile(at('in.jsonl'), texts.map((text) => JSON.stringify({ text })).join('\n'));
  const args = ['embed', 'in.jsonl', '--column', 'text', '--out', 'out.jsonl'];
  const { code, stderr } = await cli([...args, '--embedder', model]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('embed: done') });
  const lines = (await readFile(at('out.jsonl'), 'utf8')).trim().split('\n');
  return lines.map((line) => JSON.parse(line).vector);
}

function distance(a: readonly number[] = [], b: readonly number[] = []): number {
  return Math.hypot(...a.map((value, i) => value - (b[i] ?? 0)));
}

describe('distill', () => {
  it('makes a static model that embed and models add take', async () => {
    const { code, stdout, stderr } = await cli(['distill', BERT, '--dims', '8', '--out', 'static']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('distil: done') });
    expect(stdout).toMatch(/bert, static 8: 8 dimensions, .*\nThe model is in .*static\./);
    expect(await names()).toEqual(['static']);
    expect((await readdir(at('static'))).sort()).toEqual([
      ...['config.json', 'model.json', 'model.safetensors', 'tokenizer.json'],
    ]);
    const [nurse, both] = await vectorsOf('static', ['nurse', 'nurse nurse']);
    expect(nurse).toHaveLength(8);
    expect(Math.hypot(...(nurse ?? []))).toBeCloseTo(1, 4);
    both?.forEach((value, i) => {
      expect(value).toBeCloseTo(nurse?.[i] ?? 0, 5);
    });
    await createNodeWorkspace({ folder: at('ws'), name: 'ws' });
    const added = await cli(['models', 'add', 'ws', 'static', '--json']);
    expect(JSON.parse(added.stdout)).toMatchObject({ kind: 'static', dimensions: 8 });
  }, 60_000);

  it.each([
    ['terms.txt', 'nurse software\r\n\nengineer nurse\n'],
    ['terms.json', '{"a": ["nurse software", "engineer nurse"]}'],
    ['terms.csv', 'id,text\na,nurse software\nb,engineer nurse\n'],
  ])(
    'gives terms of %s vectors of their own',
    async (name, content) => {
      await writeFile(at(name), content);
      await cli(['distill', BERT, '--dims', '8', '--out', 'plain']);
      const args = ['distill', BERT, '--dims', '8', '--out', 'own', '--terms', name, '--json'];
      const { code, stdout } = await cli(args);
      expect(code).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject({
        out: at('own'),
        terms: 2,
        model: { name: 'bert, static 8', dimensions: 8 },
      });
      const texts = ['nurse software', 'nurse'];
      const [ownTerm, ownWord] = await vectorsOf('own', texts);
      const [plainTerm, plainWord] = await vectorsOf('plain', texts);
      // Zipf weights depend, a little, on how many rows there are.
      expect(distance(ownWord, plainWord)).toBeLessThan(1e-3);
      expect(distance(ownTerm, plainTerm)).toBeGreaterThan(0.1);
    },
    60_000,
  );

  it('takes a model of a workspace, and an empty folder for its result', async () => {
    await createNodeWorkspace({ folder: at('ws'), name: 'ws' });
    const added = await cli(['models', 'add', 'ws', BERT, '--name', 'Tiny', '--json']);
    const { id } = JSON.parse(added.stdout);
    await mkdir(at('static'));
    const args = ['distill', id, '--workspace', 'ws', '--dims', '8', '--out', 'static', '--json'];
    const { code, stdout } = await cli(args);
    expect({ code, model: JSON.parse(stdout).model.name }).toEqual({
      code: 0,
      model: 'Tiny, static 8',
    });
  }, 60_000);

  it.each([
    ['a folder that is not empty', [BERT, '--out', 'full'], /full is not empty/],
    ['a file', [BERT, '--out', 'full/file'], /is a file, not a folder/],
    ['a place that is not there', [BERT, '--out', 'no/where/static'], /no folder .*where/],
    ['a static model', ['builtin', '--out', 'static'], /static model already/],
    ['a model that is not there', ['nowhere', '--out', 'static'], /no folder nowhere/],
    ['a folder that is no model', ['full', '--out', 'static'], /./],
    ['no dimensions', [BERT, '--out', 'static', '--dims', '0'], /whole number/],
    ['terms that are not there', [BERT, '--out', 'static', '--terms', 'no.txt'], /no\.txt/],
    ['terms with NUL', [BERT, '--out', 'static', '--terms', 'nul.txt'], /nul\.txt, line 2: .*NUL/],
  ])('refuses %s and leaves nothing', async (_, args, message) => {
    await mkdir(at('full'));
    await writeFile(at('full', 'file'), 'x');
    await writeFile(at('nul.txt'), 'software\nengineer\0\n');
    const { code, stderr } = await cli(['distill', ...args]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(message) });
    expect(await names()).toEqual(['full', 'nul.txt']);
    expect(await readdir(at('full'))).toEqual(['file']);
  });

  it('ends with 130 when it is interrupted, and leaves nothing', async () => {
    const stderr = pipe((text) => {
      if (text.includes('distil: started')) h.interrupt.abort();
    });
    expect((await cli(['distill', BERT, '--out', 'static'], { stderr })).code).toBe(130);
    expect(await names()).toEqual([]);
  });
});

import {
  chmod,
  cp,
  mkdir,
  readdir,
  readFile,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { distillToFolder } from '#core/node-distilling.ts';
import { type EmbedTableRequest, embedTable } from '#core/node-embedding.ts';
import { createNodeWorkspace, openNodeEngine } from '#core/node-engine.ts';
import { cliHarness, pipe, runInHarness } from '../cli-harness.ts';
import type { Runtime } from '../runtime.ts';

const h = cliHarness();
const tools = async () => ({ embedTable, distillToFolder });
const cli = (args: string[], patch: Partial<Runtime> = {}) =>
  runInHarness(h, args, { loadEmbedding: tools, ...patch });
const at = (name: string) => join(h.folder, name);
const write = (name: string, content: string | Uint8Array) => writeFile(at(name), content);
const names = async () => (await readdir(h.folder)).sort();

const FIXTURE = resolve('test/fixtures/models/bert');
const EXACT = ['--device', 'cpu', '--dtype', 'fp32'];

const embed = (input: string, out: string, ...more: string[]) =>
  cli(['embed', input, '--column', 'text', '--out', out, ...more]);

interface Line {
  id: string;
  vector: number[];
}

async function linesOf(name: string): Promise<Line[]> {
  const text = await readFile(at(name), 'utf8');
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Line);
}

function cosine(a: readonly number[], b: readonly number[]): number {
  const sum = (x: readonly number[], y: readonly number[]) =>
    x.reduce((total, value, i) => total + value * (y[i] ?? 0), 0);
  return sum(a, b) / Math.sqrt(sum(a, a) * sum(b, b));
}

describe('embed with the builtin model', () => {
  it('writes a vector for each row, in order, and says how it went', async () => {
    await write('in.csv', 'id,text\nb,nurse\na,software engineer\nc,\nb,nurse\n');
    const { code, stdout, stderr } = await embed('in.csv', 'out.jsonl', '--id-column', 'id');
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: expect.stringMatching(/read: done.*\n.*model: started[\s\S]*embed: done/),
    });
    expect(stdout).toMatch(/^4 texts in 256 dimensions by .*, on the CPU, in /);
    expect(stdout).toMatch(
      /1 were repetitions, 1 row has no text\.\nThe vectors are in .*out\.jsonl/,
    );
    const lines = await linesOf('out.jsonl');
    expect(lines.map(({ id }) => id)).toEqual(['b', 'a', 'c', 'b']);
    const [nurse, engineer, empty, again] = lines.map(({ vector }) => vector);
    expect(Math.hypot(...(nurse ?? []))).toBeCloseTo(1, 5);
    expect(again).toEqual(nurse);
    expect(empty).toEqual(new Array(256).fill(0));
    expect(cosine(nurse ?? [], engineer ?? [])).toBeLessThan(0.5);
    expect(await names()).toEqual(['in.csv', 'out.jsonl']);
  });

  it('writes the same vectors as Parquet, numbered where there are no ids', async () => {
    await write('in.tsv', 'text\tn\nnurse\t5\nteacher\t6\n');
    expect((await embed('in.tsv', 'out.jsonl')).code).toBe(0);
    const { code, stdout } = await embed('in.tsv', 'OUT.Parquet', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      out: at('OUT.Parquet'),
      ...{ rows: 2, empty: 0, dimensions: 256, distinct: 2, cached: 0, computed: 2 },
      model: { id: 'builtin', dtype: null, sha256: expect.stringMatching(/^\w{64}$/) },
    });
    const { buffer } = new Uint8Array(await readFile(at('OUT.Parquet')));
    const rows = await parquetReadObjects({ file: buffer });
    const lines = await linesOf('out.jsonl');
    expect(rows.map(({ id }) => id)).toEqual(['1', '2']);
    expect(rows.map(({ vector }) => vector)).toEqual(
      lines.map(({ vector }) => vector.map(Math.fround)),
    );
  });

  it('reads what it wrote, and replaces an earlier result', async () => {
    await write('in.jsonl', '{"text":"nurse","id":7}\n');
    await write('out.parquet', 'something else');
    expect((await embed('in.jsonl', 'out.parquet', '--id-column', 'id')).code).toBe(0);
    const again = await cli(['embed', 'out.parquet', '--column', 'id', '--out', 'ids.jsonl']);
    expect(again.code).toBe(0);
    expect(await linesOf('ids.jsonl')).toHaveLength(1);
  });

  it('stands hostile texts', async () => {
    const hostile = [
      ...['', ' ', '\u0001\u200b\ufeff', '\ud800', '"; DROP TABLE x; --', '<script>', '=1+1'],
      ...['\u202e\u2066', '🏳️‍🌈', 'ﬁ', '١٢٣', 'a'.repeat(100_000), 'ab '.repeat(50_000)],
    ];
    const rows = hostile.map((text, n) =>
      JSON.stringify({ text, id: `${n}\n"${text.slice(0, 9)}` }),
    );
    await write('in.jsonl', rows.join('\n'));
    expect((await embed('in.jsonl', 'out.jsonl', '--id-column', 'id')).code).toBe(0);
    const lines = await linesOf('out.jsonl');
    expect(lines.map(({ id }) => id)).toEqual(rows.map((row) => JSON.parse(row).id));
    expect(lines.every(({ vector }) => vector.every(Number.isFinite))).toBe(true);
  });

  it('writes an empty file of vectors for a table without rows', async () => {
    await write('in.csv', 'text\n');
    expect((await embed('in.csv', 'out.parquet')).code).toBe(0);
    const { buffer } = new Uint8Array(await readFile(at('out.parquet')));
    expect(await parquetReadObjects({ file: buffer })).toEqual([]);
  });
});

describe('embed refuses', () => {
  const TABLE = 'id,text\n1,a\n2,b\n';

  it.each([
    [
      'no such column',
      TABLE.replace('text', 'title'),
      [],
      /no column “text”\. Its columns are “id”/,
    ],
    ['no such id column', TABLE, ['--id-column', 'key'], /no column “key”/],
    ['a duplicate header', 'text,text\na,b\n', [], /line 1: .*“text” twice/],
    ['a ragged row', `${TABLE}3\n`, [], /in\.csv, line 4: .*1 field/],
    ['NUL', 'text\na\0b\n', [], /line 2: .*NUL/],
    ['a broken quote', 'text\n"a\n', [], /line 2: A quote opens/],
    ['an empty file', '', [], /is empty/],
    ['another ending', TABLE, ['--out', 'out.csv'], /tells no format.*\.parquet/],
    ['a folder that is missing', TABLE, ['--out', 'no/where/out.jsonl'], /no folder .*where/],
    ['a folder as output', TABLE, ['--out', 'folder.jsonl'], /is a folder/],
    ['an unknown model', TABLE, ['--embedder', 'nowhere'], /no folder nowhere/],
    ['lexical', TABLE, ['--embedder', 'lexical'], /made in a training/],
    ['a folder that is no model', TABLE, ['--embedder', 'folder.jsonl'], /./],
    ['an unknown device', TABLE, ['--device', 'tpu'], /Allowed choices/],
    ['no workspace', TABLE, ['--workspace', 'folder.jsonl'], /./],
  ])('%s', async (_, content, more, message) => {
    await write('in.csv', content);
    await mkdir(at('folder.jsonl'));
    const out = more.includes('--out') ? [] : ['--out', 'out.jsonl'];
    const { code, stderr } = await cli(['embed', 'in.csv', '--column', 'text', ...out, ...more]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(message) });
    expect(await names()).toEqual(['folder.jsonl', 'in.csv']);
  });

  it('a table that is not there, before it loads anything', async () => {
    const { code, stderr } = await embed('no.csv', 'out.jsonl');
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(/no\.csv/) });
  });

  it('to replace its input, by whatever name', async () => {
    await write('in.jsonl', '{"text":"a"}\n');
    await symlink(at('in.jsonl'), at('link.jsonl'));
    for (const out of ['in.jsonl', './in.jsonl', 'link.jsonl']) {
      const { code, stderr } = await embed('in.jsonl', out);
      expect({ code, stderr }).toEqual({
        code: 2,
        stderr: expect.stringMatching(/replace the input/),
      });
    }
    expect(await readFile(at('in.jsonl'), 'utf8')).toBe('{"text":"a"}\n');
  });

  it.skipIf(process.getuid?.() === 0)('a folder that may not be written', async () => {
    await write('in.csv', TABLE);
    await mkdir(at('closed'));
    await chmod(at('closed'), 0o500);
    const { code, stderr } = await embed('in.csv', 'closed/out.jsonl');
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/not allowed/) });
  });

  it('goes on to print errors as JSON', async () => {
    await write('in.csv', TABLE);
    const { stdout } = await cli([
      'embed',
      'in.csv',
      '--column',
      'x',
      '--out',
      'o.jsonl',
      '--json',
    ]);
    expect(JSON.parse(stdout).error).toMatchObject({ code: 'BAD_INPUT', file: 'in.csv', line: 1 });
  });
});

describe('embed when it is interrupted', () => {
  it('ends with 130 and leaves nothing half', async () => {
    const rows = Array.from({ length: 20_000 }, (_, n) => `text ${n}`);
    await write('in.csv', `text\n${rows.join('\n')}\n`);
    await write('out.parquet', 'as it was');
    const stderr = pipe((text) => {
      if (text.includes('embed: started')) h.interrupt.abort();
    });
    const args = ['embed', 'in.csv', '--column', 'text', '--out', 'out.parquet'];
    expect((await cli(args, { stderr })).code).toBe(130);
    expect(await names()).toEqual(['in.csv', 'out.parquet']);
    expect(await readFile(at('out.parquet'), 'utf8')).toBe('as it was');
  });
});

describe('embed with a model of a folder', () => {
  it('gives the vectors of the reference implementation', async () => {
    const expected: { text: string; vector: number[] }[] = JSON.parse(
      await readFile(join(FIXTURE, 'expected.json'), 'utf8'),
    );
    await write('in.jsonl', expected.map(({ text }) => JSON.stringify({ text })).join('\n'));
    const { code, stdout, stderr } = await embed(
      'in.jsonl',
      'out.jsonl',
      '--embedder',
      FIXTURE,
      ...EXACT,
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('convert: done') });
    expect(stdout).toContain('by bert, on the CPU with fp32');
    const lines = await linesOf('out.jsonl');
    for (const [n, { text, vector }] of expected.entries()) {
      expect(cosine(lines[n]?.vector ?? [], vector), text).toBeGreaterThan(0.9999);
    }
  });

  it('refuses one whose weights are cut off', async () => {
    await cp(FIXTURE, at('model'), { recursive: true });
    await truncate(at('model/model.safetensors'), 2000);
    await write('in.csv', 'text\na\n');
    const { code, stderr } = await embed('in.csv', 'out.jsonl', '--embedder', 'model', ...EXACT);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(/model\.safetensors/),
    });
    expect(await names()).toEqual(['in.csv', 'model']);
  });
});

describe('embed with a workspace', () => {
  const engine: Partial<Runtime> = { openEngine: openNodeEngine };

  it('uses its models and its cache, and looks only while another process has it', async () => {
    await createNodeWorkspace({ folder: at('ws'), name: 'ws' });
    const added = await cli(['models', 'add', 'ws', FIXTURE, '--json'], engine);
    const { id } = JSON.parse(added.stdout);
    await write('in.csv', 'text\nsoftware\nengineer\n');
    await write('more.csv', 'text\nengineer\nnurse\n');
    const run = async (input: string) => {
      const more = ['--workspace', 'ws', '--embedder', id, ...EXACT, '--json'];
      const { code, stdout, stderr } = await embed(input, 'out.jsonl', ...more);
      expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('embed: done') });
      return { ...JSON.parse(stdout), stderr };
    };
    expect(await run('in.csv')).toMatchObject({ cached: 0, computed: 2, model: { id } });
    expect(await run('in.csv')).toMatchObject({ cached: 2, computed: 0 });
    const other = await openNodeEngine({ folder: at('ws') });
    try {
      expect(await run('more.csv')).toMatchObject({
        ...{ cached: 1, computed: 1 },
        stderr: expect.stringContaining('warning: The workspace is in use'),
      });
    } finally {
      await other.close();
    }
    expect(await run('more.csv')).toMatchObject({ cached: 1, computed: 1 });
    const missing = await embed('in.csv', 'x.jsonl', '--workspace', 'ws', '--embedder', 'nowhere');
    expect(missing).toMatchObject({ code: 2, stderr: expect.stringContaining('nowhere') });
  }, 60_000);
});

describe('the options of embed', () => {
  it('reach the engine as absolute paths', async () => {
    const seen: EmbedTableRequest[] = [];
    const spy: typeof embedTable = async (request) => {
      seen.push(request);
      throw new Error('seen');
    };
    const loadEmbedding = async () => ({ embedTable: spy, distillToFolder });
    const args = ['embed', 'in.csv', '--column', 'text', '--out', 'out.jsonl', '--embedder', 'm'];
    await cli([...args, '--workspace', 'ws', '--role', 'query', '--dtype', 'int8'], {
      loadEmbedding,
    });
    expect(seen).toEqual([
      {
        ...{ column: 'text', idColumn: undefined, device: 'auto', dtype: 'int8', role: 'query' },
        ...{ input: at('in.csv'), output: at('out.jsonl') },
        model: { name: 'm', folder: at('m'), workspace: at('ws') },
      },
    ]);
  });
});

import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PlumblineError } from '#core/contract/errors.ts';
import { silentContext } from '#core/platform/node/job-context.ts';
import { nodeClock } from '#core/platform/node/node-clock.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { CHUNK_ROWS, type MatchTexts } from './match-rows.ts';
import { listMatches, removeMatchOrphans } from './match-store.ts';
import { longCsv, readsItself, tableBench, wanted } from './testing.ts';

const files = nodeFiles();
const clock = nodeClock();
const context = silentContext(clock);
const { matched, opened } = tableBench({ files, clock, context });

let folder = '';
let matches = '';
let n = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-matches-'));
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(() => {
  n += 1;
  matches = join(folder, `matches ${n}`);
});

async function fileOf(content: string | Uint8Array, name = 'in.csv'): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

const longTable = (rows: number) => fileOf(longCsv(rows));

describe('a match', () => {
  it('keeps every row with what was found, and says how it went', async () => {
    const path = await fileOf('text,n\na:0.95 b:0.2,1\nc:0.6,2\n,3\nnothing,4\nd:-,5\ne:0.1,6\n');
    const table = await matched(matches, wanted(path, { idColumn: 'n' }));
    expect(table).toMatchObject({
      ...{ name: 'in.csv', format: 'CSV, comma', encoding: 'UTF-8', columns: ['text', 'n'] },
      ...{ column: 'text', idColumn: 'n', rows: 6, done: 6, status: 'done', corrected: 0 },
      bands: { accept: 1, review: 1, reject: 1, unscored: 1, none: 2 },
      expectedPrecision: 0.95,
    });
    expect(await listMatches(files, matches)).toEqual([table]);
    expect(await readdir(join(matches, table.id))).not.toContain('input');
  });

  it('asks each text of a chunk once, and none for rows without a text', async () => {
    const asked: string[][] = [];
    const ask: MatchTexts = (texts) => {
      asked.push([...texts]);
      return readsItself(texts);
    };
    const lines = Array.from({ length: CHUNK_ROWS + 2 }, (_, row) => (row % 2 ? ' ' : 'a:0.9'));
    await matched(matches, wanted(await fileOf(`text\n${lines.join('\n')}\n`)), {
      withMatcher: (_, work) => work(ask),
    });
    expect(asked).toEqual([['a:0.9'], ['a:0.9']]);
  });

  it('keeps blank cells in their place', async () => {
    const { id } = await matched(matches, wanted(await fileOf('text\na:1\n\n""\nb:1\n')));
    const { index } = await opened(matches, id);
    expect([...index.band]).toEqual([0, 4, 4, 0]);
    const wide = await matched(matches, wanted(await fileOf('text,b\n,\n\na:1,\n')));
    expect(wide.rows).toBe(2);
  });

  it('reports progress to the last row and stages in order', async () => {
    const progress: number[] = [];
    const stages: string[] = [];
    await matched(matches, wanted(await longTable(1200), { oneToOne: true }), {
      context: { ...context, progress: (done) => progress.push(done) },
      stage: (stage, state) => stages.push(`${stage} ${state}`),
    });
    expect(stages).toEqual(
      ['read', 'match', 'assign'].flatMap((stage) => [`${stage} running`, `${stage} done`]),
    );
    expect(Math.max(...progress)).toBe(1200);
  });

  it('of only a header has no rows', async () => {
    expect(await matched(matches, wanted(await fileOf('text\n')))).toMatchObject({
      ...{ rows: 0, done: 0, status: 'done', expectedPrecision: null },
    });
  });

  it('takes a cell of 100 000 characters', async () => {
    const path = await fileOf(`text\n"a:0.9 ${'"'.repeat(2 * 99_994)}"\n`);
    expect((await matched(matches, wanted(path))).bands.accept).toBe(1);
  });

  it.each([
    ['an empty file', '', {}, /is empty/],
    ['a column that is not there', 'a,b\n1,2\n', {}, /no column “text”/],
    ['two columns of that name', 'text,text\n1,2\n', {}, /2 columns “text”/],
    ['a ragged row at the end', `text,b\n${'a:1,1\n'.repeat(900)}c\n`, {}, /1 field/],
    ['a text too long', `text\n${'x'.repeat(100_001)}\n`, {}, /100\u202f001 characters/],
    ['a row without an id', 'text,id\na,1\nb,\n', { idColumn: 'id' }, /no id/],
    ['one JSON document', '[1]', {}, /not a table/],
  ])('says what is wrong with %s, before anything is matched', async (_, content, change, why) => {
    const path = await fileOf(content);
    const unused = { withMatcher: () => Promise.reject(new Error('asked')) };
    await expect(matched(matches, wanted(path, change), unused)).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringMatching(why),
      detail: { file: 'in.csv', remedy: expect.stringMatching(/\w/) },
    });
    expect(await listMatches(files, matches)).toEqual([]);
    await removeMatchOrphans(files, matches, new Set());
    expect(await readdir(matches)).toEqual([]);
  });

  it('refuses a folder and a file that is not there', async () => {
    await expect(matched(matches, wanted(folder))).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(matched(matches, wanted('/no/such.csv'))).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await readdir(matches)).toEqual([]);
  });
});

describe('one-to-one', () => {
  it('gives no entry to two rows, and the sum of probabilities is the largest', async () => {
    const path = await fileOf('text\na:0.9 b:0.85\na:0.8\na:0.3 c:0.1\na:0.2\n');
    const { id, bands } = await matched(matches, wanted(path, { oneToOne: true }));
    const { index } = await opened(matches, id);
    expect([...index.chosen]).toEqual([1, 0, 1, 255]);
    expect(bands).toEqual({ accept: 0, review: 2, reject: 1, unscored: 0, none: 1 });
  });

  it('goes by rank where there are no probabilities', async () => {
    const path = await fileOf('text\na:- b:-\na:-\n');
    const { id } = await matched(matches, wanted(path, { oneToOne: true }));
    expect([...(await opened(matches, id)).index.chosen]).toEqual([1, 0]);
  });
});

it('an error of the disk is told, and nothing is lost', async () => {
  const full = new PlumblineError('DISK_FULL', 'The disk is full.');
  let appends = 0;
  const filling = {
    ...files,
    append: async (path: string, data: string | Uint8Array) => {
      appends += 1;
      if (appends > 3) throw full;
      await files.append(path, data);
    },
  };
  const path = await longTable(1500);
  await expect(matched(matches, wanted(path), { files: filling })).rejects.toBe(full);
  expect((await listMatches(files, matches))[0]).toMatchObject({ done: CHUNK_ROWS });
  expect((await matched(matches, wanted(path))).done).toBe(1500);
});

import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { silentContext } from '#core/platform/node/job-context.ts';
import { nodeClock } from '#core/platform/node/node-clock.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { addDecision, readDecisions } from './decisions.ts';
import { type Choice, choosePlaces, pageOfRows } from './page-rows.ts';
import { readMatch } from './stored-match.ts';
import { summariseMatch } from './summarise-match.ts';
import { tableBench, wanted } from './testing.ts';

const files = nodeFiles();
const clock = nodeClock();
const context = silentContext(clock);
const { matched, opened } = tableBench({ files, clock, context });
const at = '2026-11-20T10:00:00.000Z';

let folder = '';
let matches = '';
let id = '';
const place = () => join(matches, id);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-pages-'));
  matches = join(folder, 'matches');
  const path = join(folder, 'in.csv');
  await writeFile(path, 'text,id\nÉa:0.6 b:0.2,one\nc:0.95,two\nx,three\nd:-,four\nb:0.1,five\n');
  id = (await matched(matches, wanted(path, { idColumn: 'id' }))).id;
});
afterAll(() => rm(folder, { recursive: true }));

async function page(choice: Partial<Choice> = {}, slice = { offset: 0, limit: 100 }) {
  const open = await opened(matches, id);
  const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const asked: Choice = { band: undefined, filter: '', order: 'row', ...choice };
  const places = await choosePlaces(open, asked, { files, context, fold });
  return pageOfRows(files, open, places, slice);
}
const rowsOf = async (choice: Partial<Choice>) => (await page(choice)).rows.map(({ row }) => row);

describe('a page of rows', () => {
  it('shows rows with their ids, texts and hits', async () => {
    const { total, rows } = await page({}, { offset: 0, limit: 1 });
    expect(total).toBe(5);
    expect(rows).toMatchObject([
      {
        ...{ row: 1, id: 'one', text: 'Éa:0.6 b:0.2', rejected: false },
        chosen: { key: 'a', name: 'Name of a', by: 'best' },
        ...{ band: 'review', probability: 0.6 },
      },
    ]);
    expect(rows[0]?.hits.map(({ key }) => key)).toEqual(['a', 'b']);
    expect((await page({}, { offset: 4, limit: 9 })).rows.map(({ row }) => row)).toEqual([5]);
    expect((await page({}, { offset: 9, limit: 9 })).rows).toEqual([]);
  });

  it.each([
    ['accept', [2]],
    ['review', [1]],
    ['reject', [5]],
    ['unscored', [4]],
    ['none', [3]],
    ['corrected', []],
  ] as const)('of band %s', async (band, rows) => {
    expect(await rowsOf({ band })).toEqual(rows);
  });

  it('by probability, highest first, rows without one last', async () => {
    expect(await rowsOf({ order: 'probability' })).toEqual([2, 1, 5, 3, 4]);
  });

  it.each([
    ['eA:', [1]],
    ['NAME OF B', [5]],
    ['name', [1, 2, 4, 5]],
    ['nowhere', []],
  ])('that hold "%s" in text, key or name', async (filter, rows) => {
    expect(await rowsOf({ filter })).toEqual(rows);
  });

  it('joins band and filter', async () => {
    expect(await rowsOf({ filter: 'name', band: 'reject' })).toEqual([5]);
  });
});

describe('decisions', () => {
  it('stand for their rows until they are taken back, and are counted', async () => {
    const decided = { key: 'zed', name: 'Zed' };
    await addDecision(files, place(), { row: 1, decision: decided, judgment: 'j1', at });
    await addDecision(files, place(), { row: 2, decision: { none: true }, judgment: null, at });
    const { rows } = await page({ band: 'corrected' });
    expect(rows).toMatchObject([
      { row: 1, chosen: { ...decided, by: 'person' }, band: null, probability: null },
      { row: 2, chosen: null, rejected: true, band: null, probability: null },
    ]);
    expect(await rowsOf({ filter: 'zed' })).toEqual([1]);
    // Counted by what was found.
    expect(await rowsOf({ band: 'accept' })).toEqual([2]);
    const match = await readMatch(files, matches, id);
    expect(await summariseMatch(files, match)).toMatchObject({
      corrected: 2,
      bands: { accept: 1 },
    });
    await addDecision(files, place(), { row: 2, decision: null, judgment: null, at });
    expect((await page({ band: 'accept' })).rows[0]).toMatchObject({ chosen: { by: 'best' } });
    expect(await rowsOf({ band: 'corrected' })).toEqual([1]);
  });

  it('are read around a line that was torn', async () => {
    const path = join(place(), 'decisions.jsonl');
    await appendFile(path, '{"row":3,"deci');
    await addDecision(files, place(), { row: 4, decision: { none: true }, judgment: null, at });
    expect([...(await readDecisions(files, place())).keys()]).toEqual([1, 4]);
    expect((await readFile(path, 'utf8')).endsWith('\n')).toBe(true);
  });
});

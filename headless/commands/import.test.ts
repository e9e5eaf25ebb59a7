import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createNodeWorkspace, openNodeEngine } from '#core/node-engine.ts';
import { cliHarness, runInHarness } from '../cli-harness.ts';

const h = cliHarness();
const cli = (...args: string[]) =>
  runInHarness(h, args, { openEngine: openNodeEngine, createWorkspace: createNodeWorkspace });

const FILES = {
  'people.json': '{"p1": ["Nurse"], "p2": ["Baker"]}',
  'jobs.csv': 'ref,title,duties,pay\nv1,Nurse wanted,Night shifts,3200\nv2,Baker wanted,,2800\n',
  'outcomes.csv': 'job,candidate,status\nv1,p1,Hired\nv1,p2,rejected\nv2,p2,withdrew\n',
};
const COLUMNS = ['--key-column', 'ref', '--text-column', 'title', '--text-column', 'duties'];
const OUTCOMES = ['hired=1', 'rejected=0', 'withdrew='].flatMap((text) => ['--outcome', text]);

async function prepared(): Promise<void> {
  for (const [name, text] of Object.entries(FILES)) await writeFile(join(h.folder, name), text);
  expect((await cli('init', 'ws')).code).toBe(0);
}

describe('import', () => {
  it('brings a dictionary, a collection and the outcomes between them', async () => {
    await prepared();
    const { code, stdout } = await cli(
      ...['import', 'ws', '--canonical', 'people.json', '--collection', 'vacancies=jobs.csv'],
      ...[...COLUMNS, '--feedback', 'outcomes.csv', ...OUTCOMES, '--json'],
    );
    expect(code).toBe(0);
    const { imported, files } = JSON.parse(stdout);
    expect(imported).toMatchObject([
      { collection: 'canonical', counts: { entries: 2 } },
      { collection: 'vacancies', counts: { entries: 2, terms: 3 } },
      { kind: 'feedback', counts: { judgments: 2, yes: 1, no: 1 } },
    ]);
    expect(files[2].findings).toMatchObject([{ rule: 'outcomes-left-out', count: 1 }]);
    expect(await readdir(join(h.folder, 'ws', 'data', 'collections'))).toEqual([
      ...['canonical.jsonl', 'vacancies.jsonl'],
    ]);
  });

  it('says in words what it brought, and where to', async () => {
    await prepared();
    const { stdout } = await cli('import', 'ws', '--collection', 'jobs=jobs.csv', ...COLUMNS);
    expect(stdout).toMatch(/^jobs\.csv: 2 entries with 3 terms in jobs \(CSV, comma, UTF-8, /);
  });

  it.each<[string, string[], RegExp]>([
    [
      'columns that it needs',
      ['--collection', 'jobs=jobs.csv'],
      /jobs\.csv: .*--key-column ref --text-column title --text-column duties\./,
    ],
    [
      'a key that names each row once',
      ['--collection', 'jobs=jobs.csv', '--key-column', 'duties', '--text-column', 'title'],
      /jobs\.csv, line 3: .*no key/,
    ],
    [
      'columns that there are',
      ['--collection', 'jobs=jobs.csv', '--key-column', 'id', '--text-column', 'title'],
      /jobs\.csv, line 1: There is no column “id”\. Its columns are “ref”/,
    ],
    [
      'the meaning of each status',
      ['--feedback', 'outcomes.csv'],
      /outcomes\.csv, line 2: Say what each status means.*--outcome Hired=/,
    ],
    [
      'a column of statuses that there is',
      ['--feedback', 'outcomes.csv', '--status-column', 'result'],
      /the verdict \(“result”\)/,
    ],
  ])('asks for %s before it imports anything', async (_, args, message) => {
    await prepared();
    const { code, stderr } = await cli('import', 'ws', '--canonical', 'people.json', ...args);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(message) });
    expect(await readdir(join(h.folder, 'ws', 'data', 'collections'))).toEqual([]);
  });

  it('names the options in its help, with an example', async () => {
    const { code, stdout } = await cli('import', '--help');
    expect(code).toBe(0);
    for (const word of ['--collection', '--joined', '--status-column', 'Example:', 'withdrew=']) {
      expect(stdout).toContain(word);
    }
  });
});

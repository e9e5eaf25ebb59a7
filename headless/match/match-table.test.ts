import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fakeEngine, fakeState } from '#test/transport/fake-router.ts';
import { type MatchTableRequest, matchTable } from './match-table.ts';
import { inspectTextFile } from './text-file.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-match-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function match(content: string | Uint8Array, patch: Partial<MatchTableRequest> = {}) {
  const state = fakeState();
  const input = join(folder, 'in.csv');
  const output = patch.output ?? join(folder, 'out.csv');
  await writeFile(input, content);
  const rows: number[] = [];
  const summary = await matchTable(fakeEngine(state).client, await inspectTextFile(input), {
    input,
    output,
    column: 'title',
    k: 1,
    prefix: 'match_',
    version: undefined,
    signal: new AbortController().signal,
    onProgress: (done) => rows.push(done),
    ...patch,
  });
  return { summary, state, rows, text: await readFile(output, 'utf8') };
}

describe('matchTable', () => {
  it("keeps the input's columns in order and adds the best entry", async () => {
    const { text, summary } = await match(
      'id,title,id\n1,"swe, ""senior""",a\n2,unknown,b\n3,,"c\nd"\n',
    );
    expect(text).toBe(
      'id,title,id,match_key,match_term,match_probability,match_band\n' +
        '1,"swe, ""senior""",a,swe,SWE,0.97,accept\n' +
        '2,unknown,b,,,,\n' +
        '3,,"c\nd",,,,\n',
    );
    expect(summary).toEqual({
      version: 'v20261120-1',
      rows: 3,
      matched: 1,
      bands: { accept: 1, review: 0, reject: 0 },
    });
  });

  it.each([
    ['semicolons', 'id;title\n1;swe\n', '1;swe;swe;SWE;0.97;accept\n'],
    ['tabs', 'id\ttitle\n1\tswe\n', '1\tswe\tswe\tSWE\t0.97\taccept\n'],
    ['returns', 'id,title\r\n1,swe\r\n', '1,swe,swe,SWE,0.97,accept\r\n'],
  ])('writes %s as it read them', async (_, content, line) => {
    expect((await match(content)).text.endsWith(line)).toBe(true);
  });

  it('keeps a byte order mark and writes windows-1252 as UTF-8', async () => {
    expect((await match('\ufefftitle,b\nswe,é\n')).text).toMatch(/^\ufefftitle,b,match_key/);
    const latin = Buffer.concat([Buffer.from('title,b\nswe,caf'), Buffer.from([0xe9, 0x0a])]);
    expect((await match(latin)).text).toContain('swe,café,swe');
  });

  it('asks in batches, each text once, and holds to the version of the first answer', async () => {
    const lines = Array.from({ length: 450 }, (_, index) => `title ${index % 100}`);
    const { state, rows, summary } = await match(`title\n${lines.join('\n')}\n`);
    const inputs = state.calls.map((call) => call.input as { texts: string[]; version?: string });
    expect(inputs.map((input) => input.texts.length)).toEqual([100, 100, 50]);
    expect(inputs.map((input) => input.version)).toEqual([undefined, 'v20261120-1', 'v20261120-1']);
    expect(rows).toEqual([200, 400, 450]);
    expect(summary.rows).toBe(450);
  });

  it('writes a table of only a header', async () => {
    const { text, summary } = await match('title\n');
    expect(text).toBe('title,match_key,match_term,match_probability,match_band\n');
    expect(summary).toMatchObject({ rows: 0, version: null });
  });

  it.each([
    ['an empty file', '', {}, /empty/],
    ['a missing column', 'a,b\n1,2\n', {}, /no column "title"/],
    ['a ragged row at the end', `title,b\n${'swe,1\n'.repeat(500)}swe\n`, {}, /has 1 cells/],
    ['a text too long', `title,b\n${'x'.repeat(100_001)},1\n`, {}, /100001 characters/],
  ])('leaves nothing behind after %s', async (_, content, patch, message) => {
    await expect(match(content, patch)).rejects.toThrowError(message);
    expect(await readdir(folder)).toEqual(['in.csv']);
  });

  it('leaves an earlier output as it was when cancelled', async () => {
    await writeFile(join(folder, 'out.csv'), 'earlier');
    const signal = AbortSignal.abort();
    await expect(match('title\nswe\n', { signal })).rejects.toMatchObject({ name: 'AbortError' });
    expect(await readFile(join(folder, 'out.csv'), 'utf8')).toBe('earlier');
    expect((await readdir(folder)).sort()).toEqual(['in.csv', 'out.csv']);
  });

  it('may write over its own input', async () => {
    const { text } = await match('title\nswe\n', { output: join(folder, 'in.csv') });
    expect(text).toBe(
      'title,match_key,match_term,match_probability,match_band\nswe,swe,SWE,0.97,accept\n',
    );
  });

  it('names the folder that does not exist', async () => {
    const output = join(folder, 'gone', 'out.csv');
    await expect(match('title\nswe\n', { output })).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

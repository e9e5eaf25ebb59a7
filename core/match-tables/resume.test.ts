import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Clock } from '#core/platform/clock.ts';
import { createJobContext, silentContext } from '#core/platform/node/job-context.ts';
import { nodeClock } from '#core/platform/node/node-clock.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { beginMatch } from './begin-match.ts';
import type { MatchTexts } from './match-rows.ts';
import { listMatches } from './match-store.ts';
import { runMatch } from './run-match.ts';
import { longCsv, readsItself, tableBench, wanted } from './testing.ts';

const files = nodeFiles();
const clock = nodeClock();
const context = silentContext(clock);
const { depsFor, matched } = tableBench({ files, clock, context });

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

const parts = (id: string) =>
  Promise.all(['rows.jsonl', 'rows.idx'].map((name) => readFile(join(matches, id, name))));

/** A clock on which enough time passes for every report of progress. */
function hurried(): Clock {
  let now = 0;
  return {
    ...clock,
    elapsed() {
      now += 100;
      return now;
    },
  };
}

/** A matcher that stops after so many answers. */
function stopping(after: number): MatchTexts {
  let left = after;
  return async function* (texts) {
    for await (const hits of readsItself(texts)) {
      left -= 1;
      if (left < 0) throw new Error('stopped');
      yield hits;
    }
  };
}

describe('a match that was cut off', () => {
  it('goes on with the same question, and comes out as one that was not', async () => {
    const path = await longTable(2000);
    const whole = await matched(matches, wanted(path));
    const expected = await parts(whole.id);
    const withMatcher = (_: unknown, work: (ask: MatchTexts) => Promise<never>) =>
      work(stopping(1000));
    const cut = { withMatcher } as Parameters<typeof matched>[2];
    await expect(matched(matches, wanted(path), cut)).rejects.toThrow('stopped');
    const [unfinished] = await listMatches(files, matches);
    expect(unfinished).toMatchObject({ status: 'unfinished', rows: 2000 });
    expect(unfinished?.done).toBeGreaterThan(0);
    expect(unfinished?.done).toBeLessThan(2000);
    const done = await matched(matches, wanted(path));
    expect(done).toMatchObject({ id: unfinished?.id, status: 'done', done: 2000 });
    expect(await parts(done.id)).toEqual(expected);
    // A match that is done is not gone on with.
    expect((await matched(matches, wanted(path))).id).not.toBe(done.id);
  });

  it('is another one for another question or another file', async () => {
    const path = await longTable(10);
    const begin = (change = {}) => beginMatch(files, matches, wanted(path, change), clock);
    const first = await begin();
    expect(await begin()).toEqual({ id: first.id, again: true });
    for (const change of [{ k: 2 }, { oneToOne: true }, { version: 'v2' }, { column: 'id' }]) {
      expect((await begin(change)).again).toBe(false);
    }
    await writeFile(path, 'id,text\n1,a\n');
    expect((await begin()).again).toBe(false);
  });

  it('is not gone on with when its file has changed', async () => {
    const path = await longTable(10);
    const { id } = await beginMatch(files, matches, wanted(path), clock);
    await writeFile(path, 'id,text\n1,a:0.9\n');
    await expect(runMatch(id, depsFor(matches))).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringContaining('not the file that it was'),
    });
    await rm(path);
    await expect(runMatch(id, depsFor(matches))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('keeps what a browser brought until it is done', async () => {
    const content = new Blob(['text\na:0.9\n']);
    const question = wanted('/dropped/in.csv', { source: { name: 'in.csv', content } });
    const { id } = await beginMatch(files, matches, question, clock);
    expect(await readdir(join(matches, id))).toContain('input');
    expect(await beginMatch(files, matches, question, clock)).toEqual({ id, again: true });
    await runMatch(id, depsFor(matches));
    expect(await readdir(join(matches, id))).not.toContain('input');
    expect((await readdir(matches)).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('stops at once when it is cancelled, and keeps its whole rows', async () => {
    const path = await longTable(2000);
    const { id } = await beginMatch(files, matches, wanted(path), clock);
    const stop = new AbortController();
    const cancellable = createJobContext({
      ...{ signal: stop.signal, clock: hurried(), onLog: () => {} },
      onProgress: (done, total) => {
        if (total > 0 && done > 1200) stop.abort();
      },
    });
    const seen: number[] = [];
    const report = ({ done }: { done: number }) => void seen.push(done);
    await expect(
      runMatch(id, depsFor(matches, { context: cancellable, report })),
    ).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(seen).toEqual([0, 1024]);
    expect((await runMatch(id, depsFor(matches))).done).toBe(2000);
  });

  it('goes on from wherever its files were torn (property)', async () => {
    const path = await longTable(1100);
    const whole = await matched(matches, wanted(path, { oneToOne: true }));
    const expected = await parts(whole.id);
    const { id } = await beginMatch(files, matches, wanted(path, { oneToOne: true }), clock);
    const place = join(matches, id);
    await runMatch(id, depsFor(matches));
    const [rows, index] = await parts(id);
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const cuts = fc.tuple(share, share);
    await fc.assert(
      fc.asyncProperty(cuts, async ([a, b]) => {
        await writeFile(join(place, 'rows.jsonl'), rows ?? '');
        await writeFile(join(place, 'rows.idx'), index ?? '');
        await rm(join(place, 'progress.json'), { force: true });
        await truncate(join(place, 'rows.jsonl'), Math.floor((rows?.length ?? 0) * Math.max(a, b)));
        await truncate(join(place, 'rows.idx'), Math.floor((index?.length ?? 0) * Math.min(a, b)));
        expect((await runMatch(id, depsFor(matches))).status).toBe('done');
        expect(await parts(id)).toEqual(expected);
      }),
      { numRuns: 8 },
    );
  }, 60_000);
});

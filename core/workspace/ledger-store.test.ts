import { appendFile, mkdtemp, readFile, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Files } from '#core/platform/files.ts';
import { createJobContext, silentContext } from '#core/platform/node/job-context.ts';
import { nodeClock } from '#core/platform/node/node-clock.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import type { LedgerPlace } from './ledger-file.ts';
import type { ImportedRow } from './ledger-import.ts';
import { type LedgerWriter, ledgerReader, ledgerWriter } from './ledger-store.ts';

const files = nodeFiles();
const clock = nodeClock();
const context = silentContext(clock);
let folder = '';
let place: LedgerPlace = { path: '', collection: () => '' };
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-ledger-'));
  place = {
    path: join(folder, 'feedback.jsonl'),
    collection: (name) => join(folder, `${name}.jsonl`),
  };
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const header = {
  name: 'feedback.csv',
  sha256: 'abc',
  bytes: 10,
  format: 'CSV, comma',
  encoding: 'UTF-8',
  counts: { entries: 0, terms: 0, judgments: 3, yes: 2, no: 1 },
};
const rows: ImportedRow[] = [
  { query: 'swe', key: 'k1', verdict: 'yes' },
  { query: 'nurse', key: 'k2', verdict: 'no', extra: { note: 'seen twice' } },
  { query: 'SWE', key: 'k1', verdict: 'yes' },
];
const open = (through: Files = files) => ledgerWriter(through, place, { clock });
const importRows = (ledger: LedgerWriter, given: ImportedRow[] = rows) =>
  ledger.importRows({ ...header, rows: given.length }, given, context);

/** Reads the file with nothing remembered. */
async function fresh() {
  const reader = ledgerReader(files, place);
  const skips = (await reader.reviews()).skips();
  return { ...(await reader.read()), skips, sha256: await reader.sha256() };
}

describe('decisions', () => {
  it('are kept, found and taken back', async () => {
    const ledger = open();
    const first = await ledger.judge({ query: 'Swe', key: 'k1', verdict: 'no', source: 'search' });
    expect(first).toMatchObject({ id: 'j1', verdict: 'no', at: expect.stringMatching(/Z$/) });
    expect(await ledger.judgmentOn(' swe ', 'k1')).toEqual(first);
    expect((await fresh()).effective).toEqual([first]);
    expect(await ledger.undo('j1')).toEqual(first);
    expect(await ledger.judgmentOn('swe', 'k1')).toBeNull();
    expect((await fresh()).effective).toEqual([]);
    await expect(ledger.undo('j1')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const next = await ledger.judge({ query: 'a', key: 'k', verdict: 'yes', source: 'audit' });
    expect(next.id).toBe('j3');
  });

  it('given at once are written one after another', async () => {
    const ledger = open();
    const queries = Array.from({ length: 30 }, (_, at) => `query ${at}`);
    const made = await Promise.all(
      queries.map((query) => ledger.judge({ query, key: 'k', verdict: 'yes', source: 'review' })),
    );
    expect(new Set(made.map(({ id }) => id)).size).toBe(30);
    expect((await fresh()).queries).toEqual(queries);
  });

  it('change the hash, and the summary is the same object while nothing changes', async () => {
    const ledger = open();
    const before = await ledger.sha256();
    expect(await ledger.read()).toBe(await ledger.read());
    await ledger.judge({ query: 'a', key: 'k', verdict: 'yes', source: 'search' });
    expect(await ledger.sha256()).not.toBe(before);
    expect(await ledger.sha256()).toBe((await fresh()).sha256);
  });

  it('written by somebody else are seen', async () => {
    const [one, other] = [open(), open()];
    await one.judge({ query: 'a', key: 'k', verdict: 'yes', source: 'search' });
    await other.judge({ query: 'b', key: 'k', verdict: 'yes', source: 'search' });
    const last = await one.judge({ query: 'c', key: 'k', verdict: 'yes', source: 'search' });
    expect(last.id).toBe('j3');
    expect((await fresh()).queries).toEqual(['a', 'b', 'c']);
  });
});

const skip = { query: 'Swe', key: 'k1', by: 'ann', reason: 'audit' } as const;

describe('skips', () => {
  it('survive a restart, can be taken back, and make no version stale', async () => {
    const ledger = open();
    await ledger.judge({ query: 'a', key: 'k', verdict: 'yes', source: 'review', by: 'ann' });
    const before = await ledger.sha256();
    const made = await ledger.skip(skip);
    expect(made).toMatchObject({ ...skip, id: 's2', at: expect.stringMatching(/Z$/) });
    const skips = async () => (await ledgerReader(files, place).reviews()).skips();
    expect(await skips()).toEqual([made]);
    await ledger.undoAnswer('s2');
    expect(await skips()).toEqual([]);
    expect([await ledger.sha256(), (await fresh()).sha256]).toEqual([before, before]);
    await expect(ledger.undoAnswer('s2')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(ledger.undo('s2')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await ledger.skip(skip)).id).toBe('s4');
  });

  it('and judgments are taken back alike', async () => {
    const ledger = open();
    const { id } = await ledger.judge({ query: 'a', key: 'k', verdict: 'no', source: 'review' });
    await ledger.undoAnswer(id);
    expect((await fresh()).effective).toEqual([]);
    await expect(ledger.undoAnswer('s99')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('are known at once to whoever asked before', async () => {
    const ledger = open();
    const record = await ledger.reviews();
    await ledger.skip(skip);
    await ledger.judge({ query: 'b', key: 'k', verdict: 'no', source: 'review', by: 'bob' });
    expect(record.skips()).toHaveLength(1);
    expect(record.on('B', 'k')).toHaveLength(1);
  });
});

describe('reviewers who disagree', () => {
  it('count for nothing until somebody settles it', async () => {
    const ledger = open();
    const pair = { query: 'swe', key: 'k1', source: 'review' } as const;
    await ledger.judge({ ...pair, verdict: 'yes', by: 'ann' });
    await ledger.judge({ ...pair, verdict: 'no', by: 'bob' });
    expect(await ledger.judgmentOn('swe', 'k1')).toBeNull();
    expect(await fresh()).toMatchObject({ effective: [], contradictions: [{ key: 'k1' }] });
    const settled = await ledger.judge({ ...pair, verdict: 'no', by: 'eve', settles: true });
    expect(await ledger.judgmentOn('swe', 'k1')).toEqual(settled);
    expect(await fresh()).toMatchObject({ effective: [settled], contradictions: [] });
    await ledger.undo(settled.id);
    expect((await fresh()).contradictions).toHaveLength(1);
  });
});

describe('imports', () => {
  it('add what is new and count what is not', async () => {
    const ledger = open();
    const record = await importRows(ledger);
    expect(record).toMatchObject({ id: 'i1', kind: 'feedback', skipped: 1, name: 'feedback.csv' });
    const again = await importRows(ledger, [...rows, { query: 'new', key: 'k1', verdict: 'yes' }]);
    expect(again).toMatchObject({ id: 'i2', skipped: 3 });
    const { effective, imports } = await fresh();
    expect(effective.map(({ id }) => id)).toEqual(['i1-1', 'i1-2', 'i2-1']);
    expect(effective[1]).toMatchObject({ source: 'import', extra: { note: 'seen twice' } });
    expect(imports).toEqual([record, again]);
    expect((await fresh()).sha256).toBe(await ledger.sha256());
  });

  it('that are cancelled leave nothing', async () => {
    const ledger = open();
    await ledger.judge({ query: 'a', key: 'k', verdict: 'yes', source: 'search' });
    const before = await readFile(place.path);
    const controller = new AbortController();
    const stopping = createJobContext({
      signal: controller.signal,
      clock,
      onProgress: () => {},
      onLog: () => {},
    });
    async function* many() {
      for (let at = 0; at < 20_000; at += 1) {
        if (at === 15_000) controller.abort();
        yield { query: `q${at}`, key: 'k', verdict: 'yes' as const };
      }
    }
    const importing = ledger.importRows({ ...header, rows: 20_000 }, many(), stopping);
    await expect(importing).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(await readFile(place.path)).toEqual(before);
    expect((await importRows(ledger)).id).toBe('i1');
  });

  it('can be read around while they run', async () => {
    const ledger = open();
    const known = await ledger.judge({ query: 'a', key: 'k', verdict: 'yes', source: 'search' });
    const seen: unknown[] = [];
    async function* slow() {
      yield* rows;
      seen.push(await ledger.judgmentOn('a', 'k'), await ledger.judgmentOn('swe', 'k1'));
    }
    await ledger.importRows({ ...header, rows: 3 }, slow(), context);
    expect(seen).toEqual([known, null]);
    expect(await ledger.judgmentOn('swe', 'k1')).not.toBeNull();
  });

  it('in another thread let decisions through and lose none when they fail', async () => {
    const worker = ledgerWriter(files, place, { clock, shared: true });
    const main = open();
    async function* failing() {
      yield* rows;
      for (let at = 0; at < 5000; at += 1)
        yield { query: `q${at}`, key: 'k', verdict: 'yes' as const };
      await main.judge({ query: 'meanwhile', key: 'k', verdict: 'yes', source: 'search' });
      throw new Error('the file ended early');
    }
    await expect(worker.importRows({ ...header, rows: 9 }, failing(), context)).rejects.toThrow(
      'early',
    );
    await main.tidy();
    expect((await fresh()).queries).toEqual(['meanwhile']);
    expect((await importRows(main)).id).toBe('i2');
    expect((await fresh()).queries).toEqual(['meanwhile', 'swe', 'nurse']);
  });
});

describe('a damaged ledger', () => {
  it('names the line, unless it is the last', async () => {
    const ledger = open();
    await ledger.judge({ query: 'a', key: 'k', verdict: 'yes', source: 'search' });
    await appendFile(place.path, '{"type":"judg');
    expect((await fresh()).queries).toEqual(['a']);
    await appendFile(place.path, 'ment"}\n{"type":"undo","id":"u","judgment":"x","at":"t"}\n');
    await expect(fresh()).rejects.toMatchObject({
      code: 'DAMAGED',
      detail: { file: place.path, line: 2, remedy: expect.stringContaining('copy') },
    });
    await expect(open().tidy()).rejects.toMatchObject({ code: 'DAMAGED' });
  });

  it('without its last line end gets one', async () => {
    await open().judge({ query: 'a', key: 'k', verdict: 'yes', source: 'search' });
    await truncate(place.path, (await files.size(place.path)) - 1);
    const ledger = open();
    await ledger.tidy();
    await ledger.judge({ query: 'b', key: 'k', verdict: 'yes', source: 'search' });
    expect((await fresh()).queries).toEqual(['a', 'b']);
  });
});

/** A disk that fails at the nth append, after half of it was written. */
function failingAt(nth: number): Files {
  let count = 0;
  return {
    ...files,
    async append(path, text) {
      count += 1;
      if (count !== nth) return files.append(path, text);
      await files.append(path, text.slice(0, text.length / 2));
      throw Object.assign(new Error('disk full'), { code: 'DISK_FULL' });
    },
  };
}

describe('a disk that fails', () => {
  it.each([1, 2, 3, 4, 5, 6])('at append %i loses nothing that was acknowledged', async (nth) => {
    const ledger = open(failingAt(nth));
    const kept: string[] = [];
    const steps = [
      () => ledger.judge({ query: 'one', key: 'k', verdict: 'yes', source: 'search' }),
      () => importRows(ledger, [{ query: 'two', key: 'k', verdict: 'yes' }]),
      () => ledger.judge({ query: 'three', key: 'k', verdict: 'yes', source: 'search' }),
      () => ledger.skip({ ...skip, query: 'four' }),
    ];
    for (const [at, step] of steps.entries()) {
      await step().then(
        () => kept.push(['one', 'two', 'three', 'four'][at] ?? ''),
        (error) => expect(error.code).toBe('DISK_FULL'),
      );
    }
    expect(kept).toHaveLength(3);
    const { queries, skips } = await fresh();
    expect([...queries, ...skips.map(({ query }) => query)]).toEqual(kept);
    expect((await ledger.read()).queries).toEqual(queries);
  });
});

type Step = { kind: 'judge' | 'undo' | 'skip' | 'import'; crash: number | null };
const steps = fc.array(
  fc.record<Step>({
    kind: fc.constantFrom('judge', 'undo', 'skip', 'import'),
    crash: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  }),
  { minLength: 1, maxLength: 8 },
);

describe('a crash', () => {
  it('at any byte of any write keeps every acknowledged line and shows nothing half', async () => {
    let query = 0;
    const work = async (ledger: LedgerWriter, kind: Step['kind']) => {
      query += 1;
      if (kind === 'import')
        return importRows(ledger, [...rows, { query: `é${query}`, key: 'k', verdict: 'no' }]);
      if (kind === 'judge')
        return ledger.judge({ query: `ü${query}`, key: 'k', verdict: 'yes', source: 'search' });
      if (kind === 'skip') return ledger.skip({ ...skip, query: `ß${query}` });
      const known = (await ledger.read()).effective.at(-1);
      return known && ledger.undo(known.id);
    };
    await fc.assert(
      fc.asyncProperty(steps, async (script) => {
        await rm(place.path, { force: true });
        await files.append(place.path, '');
        let ledger = open();
        for (const { kind, crash } of script) {
          const acknowledged = await fresh();
          const from = await files.size(place.path);
          await work(ledger, kind);
          const done = await fresh();
          if (crash === null) continue;
          const to = await files.size(place.path);
          await truncate(place.path, from + Math.floor(crash * (to - from)));
          const left = await fresh();
          expect([acknowledged, done]).toContainEqual(left);
          ledger = open();
          await ledger.tidy();
          expect(await fresh()).toEqual(left);
        }
      }),
      { numRuns: 60 },
    );
  });
});

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentContext } from '#core/platform/node/job-context.ts';
import { nodeClock } from '#core/platform/node/node-clock.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import type { LedgerPlace } from './ledger-file.ts';
import { ledgerReader, ledgerWriter } from './ledger-store.ts';

const files = nodeFiles();
const clock = nodeClock();
const context = silentContext(clock);
let folder = '';
let place: LedgerPlace = { path: '', collection: () => '' };
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-ledger-collections-'));
  place = {
    path: join(folder, 'feedback.jsonl'),
    collection: (name) => join(folder, `${name}.jsonl`),
  };
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const header = {
  name: 'file.csv',
  sha256: 'abc',
  bytes: 10,
  format: 'CSV, comma',
  encoding: 'UTF-8',
  counts: { entries: 0, terms: 0, judgments: 2, yes: 1, no: 1 },
};
const rows = [
  { query: 'swe', key: 'k1', verdict: 'yes' as const },
  { query: 'nurse', key: 'k2', verdict: 'no' as const },
];
const open = () => ledgerWriter(files, place, { clock });
const fresh = () => ledgerReader(files, place).read();

describe('imports', () => {
  it('of a collection and its place go together', async () => {
    const ledger = open();
    const put = { ...header, skipped: 2, collection: 'jobs', entriesSha256: 'hash' };
    await expect(
      ledger.importCollection(put, () => Promise.reject(new Error('no rename'))),
    ).rejects.toThrow('no rename');
    expect((await fresh()).imports).toEqual([]);
    const record = await ledger.importCollection(put, () => Promise.resolve());
    expect((await fresh()).imports).toEqual([record]);
    expect(record).toMatchObject({ kind: 'canonical', collection: 'jobs', skipped: 2 });
    expect(record).not.toHaveProperty('entriesSha256');
  });

  it.each(['canonical', 'jobs'])(
    'whose collection %s is in place are committed when a kill prevented it',
    async (collection) => {
      const ledger = open();
      await writeFile(place.collection(collection), 'entries');
      await writeFile(place.collection('other'), 'other entries');
      const entriesSha256 = await files.sha256(place.collection(collection));
      const put = { ...header, skipped: 0, collection, entriesSha256 };
      const record = await ledger.importCollection(put, () => Promise.resolve());
      const text = await readFile(place.path, 'utf8');
      await writeFile(place.path, text.slice(0, text.indexOf('\n') + 9));
      await open().tidy();
      expect((await fresh()).imports).toEqual([record]);
      expect(await readFile(place.path, 'utf8')).toBe(text);
    },
  );

  it('of before there were several collections are of the canonical one', async () => {
    const ledger = open();
    await writeFile(place.collection('canonical'), 'entries');
    const entriesSha256 = await files.sha256(place.collection('canonical'));
    const put = { ...header, skipped: 0, collection: 'canonical', entriesSha256 };
    await ledger.importCollection(put, () => Promise.resolve());
    const whole = await readFile(place.path, 'utf8');
    const old = whole.replaceAll('"collection":"canonical",', '');
    expect(old).not.toBe(whole);
    await writeFile(place.path, old.slice(0, old.indexOf('\n') + 9));
    await open().tidy();
    expect(await readFile(place.path, 'utf8')).toBe(old);
    expect(await fresh()).toMatchObject({ imports: [{ id: 'i1' }], removed: [] });
  });
});

describe('removing a collection', () => {
  const put = { ...header, skipped: 0, entriesSha256: 'hash' };
  const done = () => Promise.resolve();

  it('is on record before its file goes, and until it is imported again', async () => {
    const ledger = open();
    await ledger.importCollection({ ...put, collection: 'jobs' }, done);
    await ledger.importCollection({ ...put, collection: 'people' }, done);
    let before: string[] = [];
    await ledger.removeCollection('jobs', async () => {
      before = (await fresh()).removed;
    });
    expect(before).toEqual(['jobs']);
    expect((await ledger.read()).removed).toEqual(['jobs']);
    expect((await fresh()).imports).toHaveLength(2);
    await ledger.importCollection({ ...put, collection: 'jobs' }, done);
    expect((await fresh()).removed).toEqual([]);
    await ledger.removeCollection('jobs', done);
    expect((await fresh()).removed).toEqual(['jobs']);
  });

  it('stands when its file could not be removed', async () => {
    const ledger = open();
    await ledger.importCollection({ ...put, collection: 'jobs' }, done);
    const failing = () => Promise.reject(new Error('held by another'));
    await expect(ledger.removeCollection('jobs', failing)).rejects.toThrow('held by another');
    expect((await fresh()).removed).toEqual(['jobs']);
    await ledger.judge({ query: 'a', key: 'k', verdict: 'yes', source: 'search' });
    expect((await fresh()).queries).toEqual(['a']);
  });

  it('is no judgment that could be taken back', async () => {
    const ledger = open();
    const { id } = await ledger.importCollection({ ...put, collection: 'jobs' }, done);
    await expect(ledger.undo(id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await fresh()).removed).toEqual([]);
  });

  it('goes between the rows of an import in another thread', async () => {
    const [main, worker] = [open(), ledgerWriter(files, place, { clock, shared: true })];
    await main.importCollection({ ...put, collection: 'jobs' }, done);
    async function* slowly() {
      yield* rows;
      await main.removeCollection('jobs', done);
    }
    await worker.importRows({ ...header, rows: 2 }, slowly(), context);
    expect(await fresh()).toMatchObject({ removed: ['jobs'], queries: ['swe', 'nurse'] });
  });
});

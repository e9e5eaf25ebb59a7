import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openNodeEngine } from '#core/node-engine.ts';
import { judgedRows } from './tiny-data.ts';
import { type Client, ended, fileWith, removeFolders, trainedWorkspace } from './workspaces.ts';

afterAll(removeFolders);

async function withEngine(
  folder: string,
  work: (client: Client) => Promise<void>,
  readOnly = false,
): Promise<void> {
  const engine = await openNodeEngine({ folder, readOnly });
  try {
    await work(engine.client);
  } finally {
    await engine.close();
  }
}

/** Queries as people write them who wrote the feedback, other ones than those. */
const alike = () => [...new Set(judgedRows(330, 99).map(({ query }) => query))];
const FOREIGN = Array.from({ length: 220 }, (_, n) => `zirconium gasket x${n} qty ${n * 7}`);

const dayFiles = (folder: string) => readdir(join(folder, 'monitor')).catch(() => []);

describe('the monitor', () => {
  it('counts what was answered, and nothing else', async () => {
    const folder = await trainedWorkspace();
    await withEngine(folder, async (client) => {
      await client.search.query({ text: 'plumbr' });
      await client.search.query({ text: '  ' });
      await client.search.query({ text: 'nurse', mode: 'letters' });
      await client.search.explain({ text: 'chef', entry: 'chef' });
      await client.evaluate.overview({});
      const stopped = new AbortController();
      stopped.abort();
      const aborted = client.search.query({ text: 'waiter' }, { signal: stopped.signal });
      await expect(aborted).rejects.toThrow();
      await client.match.rows({ texts: ['truck driver', '', 'zzqx'] });
      const { days, drift, version, recording } = await client.monitor.report({});
      expect({ recording, days: days.length, queries: drift.queries }).toEqual({
        ...{ recording: true, days: 1 },
        // The one by letters is no query as the test queries were.
        queries: 3,
      });
      expect(days[0]).toMatchObject({ version, searches: 2, rows: 2, outOfVocabulary: 2 });
      const { accept, review, reject, none } = days[0]?.bands ?? {
        accept: 0,
        review: 0,
        reject: 0,
        none: 0,
      };
      expect(accept + review + reject + none).toBe(4);
      expect(days[0]?.latency?.max).toBeGreaterThan(0);
    });
    const [file = ''] = await dayFiles(folder);
    const text = await readFile(join(folder, 'monitor', file), 'utf8');
    for (const word of ['plumb', 'nurse', 'truck']) expect(text).not.toContain(word);
  });

  it('counts the rows of a table, which a worker matches', async () => {
    const folder = await trainedWorkspace();
    const path = await fileWith('title\nStaff Nurse\nzzqx\nStaff Nurse\n\n', 'in.csv');
    await withEngine(folder, async (client) => {
      const { id } = await client.jobs.match({ source: { path }, column: 'title' });
      expect(await ended(client, id)).toMatchObject({ status: 'done' });
      const { days } = await client.monitor.report({});
      expect(days).toMatchObject([{ searches: 0, rows: 2, outOfVocabulary: 1, latency: null }]);
    });
  });

  it("tells another domain's queries from the usual ones", async () => {
    const folder = await trainedWorkspace();
    await withEngine(folder, async (client) => {
      const verdict = async (texts: readonly string[]) => {
        await client.match.rows({ texts: [...texts] });
        return (await client.monitor.report({})).drift;
      };
      expect((await client.monitor.report({})).drift.verdict).toBe('unknown');
      const usual = await verdict(alike());
      expect(usual).toMatchObject({ verdict: 'stable', queries: alike().length });
      expect(usual.bins).toHaveLength(20);
      expect(await client.monitor.clear()).toEqual({ bytes: expect.any(Number) });
      const other = await verdict(FOREIGN);
      expect(other.verdict).toBe('shifted');
      expect(other.outOfVocabulary?.observed).toBe(1);
      expect(other.words).toContain('train again');
    });
  });

  it('records nothing where it is off, nor in a process that only reads, which still reports', async () => {
    const folder = await trainedWorkspace();
    await withEngine(folder, async (client) => {
      await client.workspace.update({ monitor: false });
      await client.search.query({ text: 'chef' });
      await client.workspace.update({ monitor: true });
    });
    const search = async (client: Client) => {
      await client.search.query({ text: 'baker' });
    };
    await withEngine(folder, search, true);
    expect(await dayFiles(folder)).toEqual([]);
    await withEngine(folder, search);
    expect(await dayFiles(folder)).toHaveLength(1);
    await withEngine(
      folder,
      async (client) => {
        await search(client);
        expect(await client.monitor.report({})).toMatchObject({
          ...{ recording: true, days: [{ searches: 1 }] },
          bytes: expect.any(Number),
        });
        await expect(client.monitor.clear()).rejects.toMatchObject({ code: 'READ_ONLY' });
      },
      true,
    );
  });

  it('forgets days that are too old', async () => {
    const folder = await trainedWorkspace();
    const old = join(folder, 'monitor');
    await withEngine(folder, async (client) => {
      await client.search.query({ text: 'chef' });
    });
    await writeFile(join(old, '2020-01-01.json'), '{"schema":1,"day":"2020-01-01","versions":{}}');
    await withEngine(folder, async (client) => {
      await client.search.query({ text: 'chef' });
      const { days } = await client.monitor.report({ days: 3650 });
      expect(days).toMatchObject([{ searches: 2 }]);
    });
    expect(await dayFiles(folder)).toHaveLength(1);
  });
});

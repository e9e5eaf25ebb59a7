import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { SearchRequest } from '#core/contract/search.ts';
import type { EngineContext } from '#core/handlers/engine-context.ts';
import { queryCaches } from '#core/handlers/query-cache.ts';
import { search } from '#core/handlers/search-query.ts';
import { openSession } from '#core/handlers/session.ts';
import { nodeWiring } from '#core/node-wiring.ts';
import { silentContext } from '#core/platform/node/job-context.ts';
import type { ServedVersion } from '#core/train/served-version.ts';
import { removeFolders, trainedWorkspace } from './workspaces.ts';

afterAll(removeFolders);

/** A version whose scans are counted and wait for `open`. */
function gated(version: ServedVersion) {
  const { index } = version;
  let open = () => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const scans = { count: 0 };
  const scan: ServedVersion['index']['scan'] = {
    ...index.scan,
    async scan(queries, signal) {
      scans.count += 1;
      await gate;
      return index.scan.scan(queries, signal);
    },
  };
  return { version: { ...version, index: { ...index, scan } }, scans, open };
}

it('a search that is aborted behind another never reaches the scan; one asked again needs none', async () => {
  const wiring = nodeWiring();
  const deps = {
    ...wiring,
    quietContext: silentContext(wiring.clock),
    jobRunner: () => () => Promise.reject(new Error('this test runs no job')),
  };
  const session = await openSession(join(await trainedWorkspace(), '.'), true, deps);
  try {
    await session.answer(undefined, async (served) => {
      const { version, scans, open } = gated(served);
      const around = {
        ...session,
        answer: (_: unknown, work: (of: ServedVersion) => unknown) => work(version),
      };
      const engine = { deps, session: () => around } as unknown as EngineContext;
      const cacheOf = queryCaches();
      const ask = (text: string, signal?: AbortSignal) =>
        search(engine, cacheOf, SearchRequest.parse({ text }), signal);

      const abort = new AbortController();
      const first = ask('plum');
      const second = ask('plumb', abort.signal);
      const third = ask('plumber');
      await expect.poll(() => scans.count, { timeout: 10_000 }).toBe(1);
      abort.abort();
      open();
      await expect(second).rejects.toMatchObject({ code: 'CANCELLED' });
      expect((await third).results[0]?.key).toBe('plumber');
      await first;
      expect(scans.count).toBe(2);

      await expect(ask('plumb', abort.signal)).rejects.toMatchObject({ code: 'CANCELLED' });
      const again = await ask('plumber');
      expect(again.results).toEqual((await third).results);
      expect(scans.count).toBe(2);
      await ask('plumb');
      expect(scans.count).toBe(3);
    });
  } finally {
    await session.close();
  }
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { PlumblineError } from '#core/contract/errors.ts';
import { createExactScan } from '#core/index/exact-scan.ts';
import { writeTerms } from '#core/index/lance-terms.ts';
import type { RowScan } from '#core/index/row-scan.ts';
import type { FromScan, ToScan } from '#core/index/scan-messages.ts';
import { openScanThread } from '#core/index/scan-thread.ts';
import { builtScanWorker, mortalScanWorker } from '#test/contract/built-worker.ts';
import { removeFolders } from '#test/contract/workspaces.ts';
import { scanThreads } from './node-scan-thread.ts';
import { spawnWorker } from './node-worker.ts';

const ROWS = 20_000;
const DIMENSIONS = 64;

const numbers = (length: number, seed: number) =>
  Float32Array.from({ length }, (_, i) => Math.fround(Math.sin(seed + i * 1.7)));
const vectors = numbers(ROWS * DIMENSIONS, 1);

let url: URL;
let mortal: URL;
let folder = '';
beforeAll(async () => {
  url = await builtScanWorker();
  mortal = await mortalScanWorker();
  folder = await mkdtemp(join(tmpdir(), 'plumbline-scan-'));
  await writeTerms(folder, {
    keys: ['a'],
    names: ['a'],
    terms: new Array<string>(ROWS).fill('a'),
    entryOf: new Uint32Array(ROWS),
    learntFrom: new Array<null>(ROWS).fill(null),
    vectors,
    dimensions: DIMENSIONS,
  });
}, 60_000);
afterAll(async () => {
  await rm(folder, { recursive: true });
  await removeFolders();
});

const opened: RowScan[] = [];
const threads: ReturnType<typeof spawnWorker<ToScan, FromScan>>[] = [];
afterEach(async () => {
  for (const scan of opened.splice(0)) await scan.close();
  threads.splice(0);
});

async function open(rows = ROWS, entry = url): Promise<RowScan> {
  const spawn = () => {
    const thread = spawnWorker<ToScan, FromScan>(entry);
    threads.push(thread);
    return thread;
  };
  const request = { folder, rows, dimensions: DIMENSIONS, intraOpThreads: 2 };
  const scan = await openScanThread(spawn, request);
  opened.push(scan);
  return scan;
}

const bits = (values: Float32Array | null | undefined) =>
  values ? Buffer.from(values.buffer, values.byteOffset, values.byteLength) : null;

describe('a scan in a thread', () => {
  it('gives the very numbers of a scan in this one', async () => {
    const [threaded, here] = [await open(), await createExactScan(vectors, DIMENSIONS, 2)];
    expect(threaded).toMatchObject({
      rows: ROWS,
      dimensions: DIMENSIONS,
      exact: true,
      recall: null,
    });
    const request = fc.record({
      count: fc.constantFrom(1, 2, 17),
      seed: fc.nat(),
      skip: fc.nat(3),
    });
    await fc.assert(
      fc.asyncProperty(request, async ({ count, seed, skip }) => {
        // A view into a larger buffer, as an embedder may give it.
        const queries = numbers((skip + count + 1) * DIMENSIONS, seed).subarray(
          skip * DIMENSIONS,
          (skip + count) * DIMENSIONS,
        );
        const before = bits(queries)?.toString('hex');
        const [found, expected] = [await threaded.scan(queries), await here.scan(queries)];
        expect(found.length).toBe(count);
        for (const [q, one] of found.entries()) {
          expect(bits(one.all)?.equals(bits(expected[q]?.all) ?? Buffer.of())).toBe(true);
          const some = Uint32Array.of(0, 5, ROWS - 1);
          expect(await one.of(some)).toEqual(await expected[q]?.of(some));
        }
        expect(bits(queries)?.toString('hex')).toBe(before);
      }),
      { numRuns: 30 },
    );
    await here.close();
  });

  it('answers calls in order, and leaves out those aborted before their turn', async () => {
    const scan = await open();
    const controller = new AbortController();
    const done: number[] = [];
    const calls = [0, 1, 2, 3].map((i) => {
      const signal = i === 2 ? controller.signal : undefined;
      const call = scan.scan(numbers(DIMENSIONS, i), signal);
      call.then(
        () => done.push(i),
        () => undefined, // looked at below
      );
      return call;
    });
    controller.abort(new Error('enough'));
    const [, , aborted] = await Promise.allSettled(calls);
    expect(aborted).toMatchObject({ status: 'rejected', reason: new Error('enough') });
    expect(done).toEqual([0, 1, 3]);
  });

  it('goes on after a query of the wrong size', async () => {
    const scan = await open();
    await expect(scan.scan(new Float32Array(DIMENSIONS + 1))).rejects.toThrow();
    expect((await scan.scan(new Float32Array(DIMENSIONS))).length).toBe(1);
  });

  it('leaves this thread free meanwhile', async () => {
    const queries = numbers(1000 * DIMENSIONS, 2);
    const here = await createExactScan(vectors, DIMENSIONS, 1);
    const held = await turnsDuring(() => here.scan(queries));
    await here.close();
    const scan = await open();
    const free = await turnsDuring(() => scan.scan(queries));
    // In one thread, a turn comes between two batches at best.
    expect(free).toBeGreaterThan(5 * held);
  });
});

/** How often the event loop of this thread went round. */
async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  let counting = true;
  const count = (): void => {
    turns += 1;
    if (counting) setImmediate(count);
  };
  setImmediate(count);
  try {
    await work();
    return turns;
  } finally {
    counting = false;
  }
}

describe('opening', () => {
  it('says that an index is damaged as it does here', async () => {
    const error: unknown = await open(ROWS + 1).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(PlumblineError);
    expect(error).toMatchObject({
      code: 'DAMAGED',
      message: `The index has ${ROWS} vectors for ${ROWS + 1} terms.`,
      detail: { file: folder, remedy: 'Rebuild the index of this version.' },
    });
  });

  it('fails where there is no table, or no worker', async () => {
    const shape = { rows: 1, dimensions: 4 };
    await expect(scanThreads(url, 1)(join(folder, 'none'), shape)).rejects.toThrow('terms');
    const nowhere = scanThreads(new URL('file:///no/such/worker.js'), 1);
    await expect(nowhere(folder, shape)).rejects.toThrow('/no/such/worker.js');
  });
});

/** From within and between two calls: a library that is stopped in the middle of one may take the process with it. */
function end(thread: (typeof threads)[number] | undefined): Promise<void> {
  return new Promise((resolve) => {
    thread?.onExit(() => resolve());
    thread?.postMessage({ type: 'end' } as unknown as ToScan);
  });
}

describe('a thread that ends by itself', () => {
  it('fails the calls that wait, and the next one starts another', async () => {
    const scan = await open(ROWS, mortal);
    const query = numbers(DIMENSIONS, 3);
    const expected = bits((await scan.scan(query))[0]?.all)?.toString('hex');
    const waiting = [scan.scan(numbers(100 * DIMENSIONS, 1)), scan.scan(query)];
    const ended = end(threads[0]);
    for (const call of await Promise.allSettled(waiting))
      expect(call).toMatchObject({
        status: 'rejected',
        reason: { message: expect.stringContaining('The thread that scans vectors ended') },
      });
    await ended;
    const again = await Promise.all([scan.scan(query), scan.scan(query)]);
    for (const [one] of again) expect(bits(one?.all)?.toString('hex')).toBe(expected);
    // Both waited for one and the same new thread.
    expect(threads.length).toBe(2);
  });

  it('has nothing left to close', async () => {
    const scan = await open(ROWS, mortal);
    await end(threads[0]);
    await scan.close();
    expect(threads.length).toBe(1);
  });
});

describe('closing', () => {
  it('waits for what was asked, happens once, and is the end', async () => {
    const scan = await open();
    let exits = 0;
    threads[0]?.onExit(() => {
      exits += 1;
    });
    const last = scan.scan(numbers(3 * DIMENSIONS, 1));
    await Promise.all([scan.close(), scan.close()]);
    expect((await last).length).toBe(3);
    expect(exits).toBe(1);
    await expect(scan.scan(numbers(DIMENSIONS, 1))).rejects.toThrow('closed');
    expect(threads.length).toBe(1);
    await scan.close();
  });
});

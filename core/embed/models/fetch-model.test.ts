import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createJobContext } from '#core/platform/node/job-context.ts';
import { nodeClock } from '#core/platform/node/node-clock.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import {
  breakAfter,
  sendRange,
  TINY_COMMIT,
  type TinyHub,
  tinyHub,
} from '#test/contract/tiny-hub.ts';
import { fetchModel } from './fetch-model.ts';

const weights = Buffer.from(Array.from({ length: 200_000 }, (_, i) => (i * 7) % 251));
const repository = {
  'config.json': Buffer.from('{"model_type":"bert"}'),
  'tokenizer.json': Buffer.from('{}'),
  'model.safetensors': weights,
  'README.md': Buffer.from('# Tiny'),
  'onnx/model.onnx': Buffer.from('not asked for'),
};

let hub: TinyHub;
let root = '';
let folder = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'plumbline-hub-'));
  folder = join(root, 'downloads', 'tiny');
  hub = await tinyHub(repository);
});
afterEach(async () => {
  await hub.close();
  await rm(root, { recursive: true });
});

interface Seen {
  pauses: number[];
  log: string[];
  progress: [number, number][];
}

/** Downloads `owner/tiny` and tells what went on; nothing waits for real. */
async function download(options: { signal?: AbortSignal; onPause?: () => void } = {}) {
  const seen: Seen = { pauses: [], log: [], progress: [] };
  const context = createJobContext({
    signal: options.signal ?? new AbortController().signal,
    clock: nodeClock(),
    onProgress: (done, total) => void seen.progress.push([done, total]),
    onLog: (_, message) => void seen.log.push(message),
  });
  const result = fetchModel({ repo: 'owner/tiny', revision: 'main' }, folder, {
    files: nodeFiles(),
    fetch: (url, request) => fetch(url, request),
    pause: async (milliseconds) => {
      seen.pauses.push(milliseconds);
      options.onPause?.();
    },
    context,
    hub: hub.base,
  });
  return { seen, result: await result };
}

const names = async () => (await readdir(folder)).sort();
const WHOLE = ['.commit', 'config.json', 'model.safetensors', 'tokenizer.json'];

describe('a download from the hub', () => {
  it('brings what the model needs, and what its card says', async () => {
    const { result, seen } = await download();
    expect(result.commit).toBe(TINY_COMMIT);
    expect(result.found).toMatchObject({
      folder,
      recognised: { layout: 'sentence-transformers' },
      card: { licence: 'mit', languages: 'en, fr' },
    });
    expect(await names()).toEqual(WHOLE);
    expect(await readFile(join(folder, 'model.safetensors'))).toEqual(weights);
    const total =
      weights.length + repository['tokenizer.json'].length + repository['config.json'].length;
    expect(seen.progress.at(-1)).toEqual([total, total]);
    expect(seen.pauses).toEqual([]);
  });

  it('asks for nothing again that has arrived', async () => {
    await download();
    hub.asked.length = 0;
    await download();
    expect(hub.asked).toEqual([]);
  });

  it('starts anew when the repository has changed', async () => {
    await download();
    hub.commit = 'beef'.repeat(10);
    hub.asked.length = 0;
    await download();
    expect(hub.asked).toHaveLength(3);
  });

  it('goes on where the connection broke', async () => {
    hub.twist = ({ path, nth }, response, content) => {
      if (path !== 'model.safetensors' || nth > 1) return false;
      breakAfter(response, content, 120_000);
      return true;
    };
    const { seen } = await download();
    expect(hub.asked.at(-1)).toMatch(/^model\.safetensors bytes=\d+-$/);
    expect(await readFile(join(folder, 'model.safetensors'))).toEqual(weights);
    expect(seen.pauses).toHaveLength(1);
    expect(seen.log[0]).toContain('trying again');
  });

  it('goes on after a kill with what lay there', async () => {
    await download();
    await rm(join(folder, 'model.safetensors'));
    await writeFile(join(folder, 'model.safetensors.part'), weights.subarray(0, 1000));
    hub.asked.length = 0;
    await download();
    expect(hub.asked).toEqual(['model.safetensors bytes=1000-']);
    expect(await names()).toEqual(WHOLE);
  });

  it('starts the file again where the server ignores ranges', async () => {
    hub.twist = ({ path, nth }, response, content) => {
      if (path !== 'model.safetensors') return false;
      if (nth === 1) breakAfter(response, content, 120_000);
      else sendRange(response, content, null);
      return true;
    };
    await download();
    expect(await readFile(join(folder, 'model.safetensors'))).toEqual(weights);
  });

  it.each([
    ['another content of the same length', Buffer.alloc(1000, 1)],
    ['more than there is', Buffer.alloc(300_000)],
  ])('does not trust what lay there: %s', async (_, part) => {
    await download();
    await rm(join(folder, 'model.safetensors'));
    await writeFile(join(folder, 'model.safetensors.part'), part);
    await download();
    expect(await readFile(join(folder, 'model.safetensors'))).toEqual(weights);
  });

  it('fetches a damaged file once more, and then says so', async () => {
    hub.twist = ({ path, nth }, response, content) => {
      if (path !== 'model.safetensors') return false;
      sendRange(response, nth === 1 ? Buffer.alloc(content.length) : content, null);
      return true;
    };
    const { seen } = await download();
    expect(seen.log).toEqual(['model.safetensors arrived damaged; fetching it again.']);
    await rm(folder, { recursive: true });
    hub.twist = ({ path }, response, content) => {
      if (path !== 'model.safetensors') return false;
      sendRange(response, Buffer.alloc(content.length), null);
      return true;
    };
    await expect(download()).rejects.toMatchObject({
      code: 'DAMAGED',
      message: expect.stringContaining('model.safetensors of owner/tiny'),
      detail: { remedy: expect.any(String) },
    });
    expect(await names()).toEqual(['.commit', 'config.json', 'tokenizer.json']);
  });

  it('does not take more than the hub has promised', async () => {
    hub.twist = ({ path }, response, content) => {
      if (path !== 'model.safetensors') return false;
      response.writeHead(200);
      response.end(Buffer.concat([content, content]));
      return true;
    };
    await expect(download()).rejects.toMatchObject({ code: 'DAMAGED' });
  });

  it('waits as long as a busy server asks, and gives up in the end', async () => {
    hub.twist = ({ nth }, response) => {
      if (nth > 1) return false;
      response.writeHead(429, { 'retry-after': '30' }).end();
      return true;
    };
    const { seen } = await download();
    expect(seen.pauses).toEqual([30_000, 30_000, 30_000]);
    await rm(folder, { recursive: true });
    hub.twist = (_, response) => {
      response.writeHead(429).end();
      return true;
    };
    await expect(download()).rejects.toMatchObject({
      code: 'BUSY',
      detail: { remedy: expect.stringContaining('Try again') },
    });
  });

  it('tries a failing server again with growing pauses', async () => {
    hub.twist = ({ path, nth }, response) => {
      if (path !== 'config.json' || nth > 3) return false;
      response.writeHead(503).end();
      return true;
    };
    const { seen } = await download();
    expect(seen.pauses).toEqual([2000, 4000, 8000]);
  });

  it.each([
    [401, 'BAD_INPUT', /account/],
    [403, 'BAD_INPUT', /account/],
    [404, 'NOT_FOUND', /no owner\/tiny/],
    [418, 'BAD_INPUT', /418/],
  ])('tells what an answer of %i means', async (status, code, message) => {
    hub.status = status;
    await expect(download()).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
      detail: { remedy: expect.any(String) },
    });
  });

  it('tells that the hub cannot be reached, and why', async () => {
    await hub.close();
    await expect(download()).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: expect.stringMatching(/127\.0\.0\.1:\d+ cannot be reached: .*ECONNREFUSED/),
      detail: { remedy: expect.stringContaining('folder') },
    });
    hub = await tinyHub({});
  });

  it('stops at once when it is cancelled, also while it waits', async () => {
    const controller = new AbortController();
    hub.twist = ({ path }, response, content) => {
      if (path !== 'model.safetensors') return false;
      response.writeHead(200, { 'content-length': content.length });
      response.write(content.subarray(0, 1000), () => controller.abort());
      return true;
    };
    await expect(download({ signal: controller.signal })).rejects.toMatchObject({
      code: 'CANCELLED',
    });
    const second = new AbortController();
    hub.twist = (_, response) => {
      response.writeHead(503).end();
      return true;
    };
    await expect(
      download({ signal: second.signal, onPause: () => second.abort() }),
    ).rejects.toMatchObject({ code: 'CANCELLED' });
  });

  it('never writes outside of its folder', async () => {
    hub.listed = ['../config.json', '/etc/modules.json', 'a\\config.json', 'C:config.json'].map(
      (path) => ({ type: 'file', path, size: 2, oid: '' }),
    );
    await download();
    expect(await names()).toEqual(WHOLE);
    expect(await readdir(root)).toEqual(['downloads']);
  });

  it('refuses a model of more than 5 GB before it fetches it', async () => {
    hub.listed = [{ type: 'file', path: 'model.safetensors', size: 6 * 2 ** 30, oid: '' }];
    await expect(download()).rejects.toThrow(/6\.0 GB/);
  });

  it('refuses a repository that holds no model that can be used', async () => {
    await hub.close();
    hub = await tinyHub({
      'config.json': Buffer.from('{}'),
      'pytorch_model.bin': Buffer.from('x'),
    });
    await expect(download()).rejects.toThrow(/pytorch_model\.bin/);
    expect(hub.asked).toEqual(['config.json']);
  });

  it.each([['<html>sign in</html>'], ['[]'], ['{"sha":"../.."}']])(
    'does not take %j for a listing',
    async (text) => {
      const deps = { files: nodeFiles(), pause: async () => {}, hub: hub.base };
      const context = createJobContext({
        signal: new AbortController().signal,
        clock: nodeClock(),
        onProgress: () => {},
        onLog: () => {},
      });
      const answer = { status: 200, headers: new Headers(), body: null, text: async () => text };
      const fetched = fetchModel({ repo: 'owner/tiny', revision: 'main' }, folder, {
        ...deps,
        context,
        fetch: async () => answer,
      });
      await expect(fetched).rejects.toThrow(/no listing/);
    },
  );
});

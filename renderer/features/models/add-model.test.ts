import { describe, expect, it } from 'vitest';
import type { AddModelRequest } from '#core/contract/index.ts';
import { addModel } from './add-model.ts';
import type { AdditionSource } from './additions.ts';

const ROOT = 'models/minilm/';
const files = ['config.json', 'model.safetensors'].map((name) => {
  const file = new File([name], name);
  return { path: ROOT + name, size: file.size, file };
});
const upload: AdditionSource = {
  from: 'upload',
  listing: { name: 'models', files, cut: false },
  model: {
    kind: 'model',
    name: 'minilm',
    layout: '',
    root: ROOT,
    files: ['config.json', 'model.safetensors'],
    bytes: 28,
  },
};

function record(failAt = '') {
  const calls: string[] = [];
  const requests: AddModelRequest[] = [];
  const leave = new AbortController();
  const steps = {
    send: async ({ upload: name, path }: { upload: string; path: string }) => {
      if (path === failAt) throw new Error('No space is left.');
      calls.push(`${name}/${path}`);
    },
    start: async (request: AddModelRequest) => {
      requests.push(request);
      return { id: 'j' };
    },
    newUpload: () => 'u1',
    onSent: (bytes: number) => calls.push(`${bytes}`),
    signal: leave.signal,
  };
  return { calls, requests, steps, leave };
}

describe('addModel', () => {
  it('sends a folder file by file, by the paths inside the model, and then starts', async () => {
    const { calls, requests, steps } = record();
    expect(await addModel(upload, steps)).toEqual({ job: 'j' });
    expect(calls).toEqual(['u1/config.json', '11', 'u1/model.safetensors', '28']);
    expect(requests).toEqual([{ source: { from: 'upload', upload: 'u1', name: 'minilm' } }]);
  });

  it('lets the engine read a path and fetch a repository itself', async () => {
    const { calls, requests, steps } = record();
    await addModel({ from: 'path', path: '/models/minilm' }, steps);
    await addModel({ from: 'hub', repo: 'a/b' }, steps);
    expect(requests.map(({ source }) => source)).toEqual([
      { from: 'folder', path: '/models/minilm' },
      { from: 'hub', repo: 'a/b', revision: 'main' },
    ]);
    expect(calls).toEqual([]);
  });

  it('stops at a file that cannot be sent', async () => {
    const { requests, steps } = record('model.safetensors');
    expect(await addModel(upload, steps)).toMatchObject({
      failure: { message: 'No space is left.' },
    });
    expect(requests).toEqual([]);
  });

  it('sends nothing more once it is cancelled', async () => {
    const { calls, requests, steps, leave } = record();
    leave.abort();
    expect(await addModel(upload, steps)).toHaveProperty('failure');
    expect([...calls, ...requests]).toEqual([]);
  });

  it('refuses a file that no browser can hand over, before it sends any', async () => {
    const { calls, steps } = record();
    const [first, second] = files;
    if (!first || !second) throw new Error('two files were made');
    const large = { ...second, size: 600 * 2 ** 20 };
    const listing = { ...upload.listing, files: [first, large] };
    expect(await addModel({ ...upload, listing }, steps)).toMatchObject({
      failure: { file: large.path, message: expect.stringContaining('629') },
    });
    expect(calls).toEqual([]);
  });
});

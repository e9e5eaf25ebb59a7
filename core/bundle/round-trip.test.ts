import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createJobContext, silentContext } from '#core/platform/node/job-context.ts';
import { nodeClock } from '#core/platform/node/node-clock.ts';
import { nodeDigest } from '#core/platform/node/node-digest.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { fileRecords } from '#core/versions/manifest-file.ts';
import { newManifest } from '#core/versions/testing.ts';
import { clashingName, nameProblem } from './bundle-names.ts';
import { openBundle, readBundle } from './read-bundle.ts';
import { recordsOf, type TestFiles } from './testing.ts';
import { type BundlePart, measureParts, once, writeBundle } from './write-bundle.ts';

const files = nodeFiles();
const digest = nodeDigest;
const context = silentContext(nodeClock());
const deps = { files, digest, context };

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-bundle-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const partsOf = (contents: TestFiles): BundlePart[] =>
  contents.map(([name, content]) => ({
    name,
    pieces: () => once(Buffer.from(content as Uint8Array)),
  }));

const aboutOf = (contents: TestFiles) => ({
  createdBy: 'Plumbline test',
  options: { texts: true, vectors: true, weights: true },
  manifest: {
    ...{ schema: 1 as const, version: 'v20261120-1', ...newManifest },
    files: recordsOf(contents, digest),
  },
});

async function exported(contents: TestFiles, out: string) {
  const content = { about: aboutOf(contents), parts: partsOf(contents) };
  return writeBundle(content, await measureParts(content, deps), out, deps);
}

/** Imports all files of a bundle into a folder; returns the sha256 of the bundle. */
async function imported(path: string, into: string): Promise<string> {
  const reader = await files.openRanges(path);
  try {
    const opened = await openBundle(reader, 'a.zip', digest);
    return await readBundle(opened, {
      ...{ digest, context },
      takerOf: (name) =>
        name === 'bundle.json'
          ? null
          : async (pieces) => {
              const place = join(into, ...name.split('/'));
              await files.makeFolder(join(place, '..'));
              await files.writeStream(place, pieces);
            },
    });
  } finally {
    await reader.close();
  }
}

const partName = fc
  .string({ unit: fc.constantFrom(...'abcAB_-.é日0'), minLength: 1, maxLength: 6 })
  .filter((name) => nameProblem(name) === null);
const path = fc.array(partName, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
const contents = fc
  .uniqueArray(fc.tuple(path, fc.uint8Array({ maxLength: 3000 })), {
    selector: ([name]) => name,
    maxLength: 8,
  })
  .filter((list) => clashingName(['bundle.json', ...list.map(([name]) => name)]) === null);

describe('a bundle', () => {
  it('gives back any files as they were, and the same files give the same bytes', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(contents, async (list) => {
        run += 1;
        const place = join(folder, String(run));
        await files.makeFolder(place);
        const written = await exported(list, join(place, 'a.zip'));
        await exported([...list].reverse(), join(place, 'b.zip'));
        const bytes = await readFile(join(place, 'a.zip'));
        expect(bytes.equals(await readFile(join(place, 'b.zip')))).toBe(true);
        expect(written.bytes).toBe(bytes.length);
        expect(await files.sha256(join(place, 'a.zip'))).toBe(written.sha256);
        await files.makeFolder(join(place, 'out'));
        expect(await imported(join(place, 'a.zip'), join(place, 'out'))).toBe(written.sha256);
        expect(await fileRecords(files, join(place, 'out'))).toEqual(recordsOf(list, digest));
      }),
      { numRuns: 30 },
    );
  });

  it('is not written where a part is not what it must be, or changes meanwhile', async () => {
    const list: TestFiles = [['a', Buffer.from('one')]];
    const about = aboutOf(list);
    const expected = recordsOf([['a', 'two']], digest).a;
    const wrong = partsOf(list).map((part) => ({ ...part, ...(expected && { expected }) }));
    await expect(measureParts({ about, parts: wrong }, deps)).rejects.toMatchObject({
      ...{ code: 'DAMAGED', detail: { file: 'a' } },
    });
    let reads = 0;
    const changing = [{ name: 'a', pieces: () => once(Buffer.from(`${reads++}`)) }];
    const parts = await measureParts({ about, parts: changing }, deps);
    const out = join(folder, 'x.zip');
    await expect(writeBundle({ about }, parts, out, deps)).rejects.toMatchObject({
      code: 'DAMAGED',
    });
    expect(await files.list(folder)).toEqual([]);
  });

  it('leaves nothing where it is cancelled or the disk is full', async () => {
    const list: TestFiles = [['a', Buffer.alloc(3000)]];
    const content = { about: aboutOf(list), parts: partsOf(list) };
    const parts = await measureParts(content, deps);
    const controller = new AbortController();
    const cancelled = createJobContext({
      ...{ signal: controller.signal, clock: nodeClock(), onLog: () => {} },
      onProgress: () => controller.abort(),
    });
    const out = join(folder, 'x.zip');
    await expect(
      writeBundle(content, parts, out, { ...deps, context: cancelled }),
    ).rejects.toMatchObject({ code: 'CANCELLED' });
    const full = { ...files, rename: () => Promise.reject(new Error('ENOSPC')) };
    await expect(writeBundle(content, parts, out, { ...deps, files: full })).rejects.toThrow('ENO');
    expect(await files.list(folder)).toEqual([]);
  });

  it('refuses names that some system cannot have', async () => {
    for (const names of [['a/CON'], ['a', 'A'], ['bad\\name']]) {
      const list: TestFiles = names.map((name) => [name, Buffer.from('x')]);
      await expect(exported(list, join(folder, 'x.zip'))).rejects.toMatchObject({
        ...{ code: 'BAD_INPUT', detail: { remedy: expect.any(String) } },
      });
    }
  });
});

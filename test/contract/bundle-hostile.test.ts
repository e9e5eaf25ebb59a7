import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBundle, readBundle } from '#core/bundle/read-bundle.ts';
import { PlumblineError } from '#core/contract/errors.ts';
import { createPauseSwitch } from '#core/jobs/pause-switch.ts';
import { randomInt, seededRandom } from '#core/math/seeded-random.ts';
import { nodeRunJob } from '#core/node-jobs.ts';
import { nodeWiring } from '#core/node-wiring.ts';
import { silentContext } from '#core/platform/node/job-context.ts';
import {
  contentsOf,
  emptyWorkspaceIn,
  exportTo,
  inside,
  lexicalWorkspace,
} from './bundle-fixtures.ts';
import { type GoodBundle, hostileArchives } from './hostile-archives.ts';
import { removeFolders, temporaryFolder } from './workspaces.ts';

afterAll(removeFolders);

const wiring = nodeWiring();
const { files, digest } = wiring;
const context = silentContext(wiring.clock);

let place = '';
let path = '';
let bytes = new Uint8Array();
let good: GoodBundle;
beforeAll(async () => {
  place = await temporaryFolder();
  path = join(place, 'good.zip');
  const folder = await lexicalWorkspace();
  await inside(folder, (client) => exportTo(client, path));
  bytes = new Uint8Array(await readFile(path));
  const reader = await files.openRanges(path);
  const { layout, file } = await openBundle(reader, 'good.zip', digest);
  await reader.close();
  const contents = layout.entries.slice(1).map(({ name, offset, header, size }) => {
    const start = offset + header.length;
    return [name, bytes.slice(start, start + size)] as [string, Uint8Array];
  });
  good = { contents, file };
}, 60_000);

/** Imports as the job's worker does; returns what it threw, or null. */
async function importInto(folder: string, bundle: string): Promise<unknown> {
  const controller = new AbortController();
  const request = { path: bundle, name: 'x.zip', staged: false };
  try {
    const run = nodeRunJob(folder, wiring);
    await run('import-bundle', request, () => {}, controller.signal, createPauseSwitch());
    return null;
  } catch (error) {
    return error;
  }
}

it('refuses 200 hostile archives with words, and writes nothing anywhere', async () => {
  const root = await temporaryFolder();
  const folder = join(root, 'deep', 'inside', 'workspace');
  await files.makeFolder(join(root, 'deep', 'inside'));
  const made = await emptyWorkspaceIn('workspace');
  await files.rename(made, folder);
  const archives = hostileArchives(good, digest);
  expect(archives.length).toBeGreaterThanOrEqual(200);
  expect(new Set(archives.map(({ name }) => name)).size).toBe(archives.length);
  const before = await contentsOf(root);
  const bundle = join(place, 'hostile.zip');
  for (const { name, bytes: hostile } of archives) {
    await writeFile(bundle, hostile);
    const error = await importInto(folder, bundle);
    expect(error, name).toBeInstanceOf(PlumblineError);
    expect((error as PlumblineError).code, name).toMatch(/^(BAD_INPUT|DAMAGED)$/);
    expect((error as PlumblineError).detail.remedy, name).toMatch(/\w/);
    expect(await contentsOf(root), name).toEqual(before);
  }
  expect(await importInto(folder, path)).toBeNull();
}, 120_000);

it('refuses 1,000 changes of a single byte, and names the file that each lies in', async () => {
  const random = seededRandom(20_261_120);
  const bundle = join(place, 'changed.zip');
  const changed = bytes.slice();
  const reader = await files.openRanges(path);
  const { layout } = await openBundle(reader, 'x', digest);
  await reader.close();
  const fileAt = (at: number) =>
    layout.entries.find(
      ({ offset, header, size }) => at >= offset && at < offset + header.length + size,
    );
  for (let n = 0; n < 1000; n += 1) {
    // Half of them in the structure, which is a small part of the whole.
    const structure = n % 2 === 0;
    const from = structure ? layout.directoryOffset : 0;
    const at = from + randomInt(random, bytes.length - from);
    const was = changed[at] as number;
    changed[at] = was ^ (1 + randomInt(random, 255));
    await writeFile(bundle, changed);
    changed[at] = was;
    const error = await check(bundle);
    expect(error, `byte ${at}`).toBeInstanceOf(PlumblineError);
    expect((error as PlumblineError).detail.file, `byte ${at}`).toBe('x.zip');
    const name = fileAt(at)?.name;
    if (name !== undefined) expect((error as PlumblineError).message).toContain(name);
  }
}, 120_000);

it('imports nothing of a bundle with a changed byte', async () => {
  const folder = await emptyWorkspaceIn('changed');
  const before = await contentsOf(folder);
  const random = seededRandom(7);
  const bundle = join(place, 'changed.zip');
  for (let n = 0; n < 25; n += 1) {
    const changed = bytes.slice();
    const at = randomInt(random, bytes.length);
    changed[at] = (changed[at] as number) ^ 0x10;
    await writeFile(bundle, changed);
    expect(await importInto(folder, bundle), `byte ${at}`).toBeInstanceOf(PlumblineError);
    expect(await contentsOf(folder)).toEqual(before);
  }
  await rm(bundle);
}, 60_000);

/** Reads a bundle through, as an import does before anything else. */
async function check(bundle: string): Promise<unknown> {
  const reader = await files.openRanges(bundle);
  try {
    const opened = await openBundle(reader, 'x.zip', digest);
    await readBundle(opened, { digest, context, takerOf: () => null });
    return null;
  } catch (error) {
    return error;
  } finally {
    await reader.close();
  }
}

import { execFile } from 'node:child_process';
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { crc32 } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { archiveOf } from '#core/bundle/testing.ts';
import { zipLayout } from '#core/bundle/zip-layout.ts';
import { nodeDigest } from '#core/platform/node/node-digest.ts';

const run = promisify(execFile);

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-zip-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const LIST = `
import json, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as archive:
    print(json.dumps([[i.filename, i.file_size, i.compress_type] for i in archive.infolist()]))
    if len(sys.argv) > 2: assert archive.testzip() is None
`;

async function pythonList(path: string, test: boolean): Promise<unknown> {
  const { stdout } = await run('python3', ['-c', LIST, path, ...(test ? ['test'] : [])], {
    maxBuffer: 2 ** 28,
  });
  return JSON.parse(stdout);
}

/** False, said loudly, where a program is not there. */
async function has(program: string): Promise<boolean> {
  try {
    await run(program, [program === 'unzip' ? '-v' : '--version']);
    return true;
  } catch {
    console.warn(`NOT RUN: ${program} is not on this machine.`);
    return false;
  }
}

const files: [string, string][] = [
  ['bundle.json', '{}'],
  ['collections/été/日本.json', 'text'],
  ['empty', ''],
  ['model/weights', 'x'.repeat(100_000)],
];

describe('our archives', () => {
  it('are read by unzip and by Python', async () => {
    const path = join(folder, 'plain.zip');
    await writeFile(path, archiveOf(files, nodeDigest).bytes);
    if (await has('unzip')) await run('unzip', ['-t', path]);
    if (!(await has('python3'))) return;
    const sizes = files.map(([name, text]) => [name, Buffer.byteLength(text), 0]);
    expect(await pythonList(path, true)).toEqual(sizes);
  });

  it('with 70,000 files too', async () => {
    if (!(await has('python3'))) return;
    const many = Array.from({ length: 70_000 }, (_, i): [string, string] => [`f${i}`, '']);
    const path = join(folder, 'many.zip');
    await writeFile(path, archiveOf(many, nodeDigest).bytes);
    expect(await pythonList(path, false)).toEqual(many.map(([name]) => [name, 0, 0]));
  });

  it('with a file of more than 4 GiB too', async () => {
    if (!(await has('python3'))) return;
    const [large, last] = [4 * 2 ** 30 + 5, Buffer.from('last')];
    const layout = zipLayout([
      { name: 'large', size: large, crc32: 0 },
      { name: 'last', size: last.length, crc32: crc32(last) },
    ]);
    const path = join(folder, 'large.zip');
    // Its zeros take no room on a file system that keeps holes.
    const handle = await open(path, 'w');
    for (const { offset, header } of layout.entries)
      await handle.write(header, 0, header.length, offset);
    const at = layout.directoryOffset - last.length;
    await handle.write(last, 0, last.length, at);
    const end = Buffer.concat([...layout.entries.map(({ record }) => record), layout.end]);
    await handle.write(end, 0, end.length, layout.directoryOffset);
    await handle.close();
    expect(await pythonList(path, false)).toEqual([
      ['large', large, 0],
      ['last', last.length, 0],
    ]);
    const read = 'import sys, zipfile; print(zipfile.ZipFile(sys.argv[1]).read("last").decode())';
    expect((await run('python3', ['-c', read, path])).stdout.trim()).toBe('last');
  });
});

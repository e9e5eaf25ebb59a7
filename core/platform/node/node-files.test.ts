import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodeFiles } from './node-files.ts';

let folder = '';
const files = nodeFiles();
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-files-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function collect(lines: AsyncIterable<string>): Promise<string[]> {
  const all: string[] = [];
  for await (const line of lines) all.push(line);
  return all;
}

/** The id of a process that has certainly ended. */
function deadProcess(): number {
  return spawnSync(process.execPath, ['--version']).pid;
}

describe('writeAtomic', () => {
  it('replaces a file and leaves nothing beside it', async () => {
    const path = join(folder, 'a.json');
    await files.writeAtomic(path, 'old');
    await files.writeAtomic(path, new TextEncoder().encode('new'));
    expect(await files.readText(path)).toBe('new');
    expect(await files.list(folder)).toEqual(['a.json']);
  });

  it('keeps the old content when the new one cannot be put in place', async () => {
    const path = join(folder, 'busy');
    await files.makeFolder(join(path, 'inside'));
    await expect(files.writeAtomic(path, 'x')).rejects.toThrow();
    expect(await files.list(folder)).toEqual(['busy']);
  });

  it("removes a dead process's temporary file, and no other file", async () => {
    const dead = `.a.json.${deadProcess()}-0-1.tmp`;
    const alive = `.a.json.${process.pid}-0-99999.tmp`;
    for (const name of [dead, alive, '.other.tmp']) await writeFile(join(folder, name), 'half');
    await nodeFiles().writeAtomic(join(folder, 'a.json'), 'whole');
    expect(await files.list(folder)).toEqual([alive, '.other.tmp', 'a.json'].sort());
  });
});

describe('append', () => {
  it('adds to the end', async () => {
    const path = join(folder, 'log');
    await files.append(path, 'one\n');
    await files.append(path, 'two\n');
    expect(await files.readText(path)).toBe('one\ntwo\n');
  });

  it.skipIf(process.platform !== 'linux')('says that the disk is full', async () => {
    const path = join(folder, 'full');
    await symlink('/dev/full', path);
    await expect(files.append(path, 'x')).rejects.toMatchObject({
      code: 'DISK_FULL',
      detail: { file: path, remedy: expect.stringContaining('Free some space') },
    });
  });
});

describe('binary', () => {
  it('appends bytes and reads any part of them', async () => {
    const path = join(folder, 'numbers');
    await files.append(path, Uint8Array.of(0, 1, 2, 3));
    await files.append(path, Uint8Array.of(9, 4, 5, 9).subarray(1, 3));
    const ranges = await files.openRanges(path);
    expect(ranges.size).toBe(6);
    const into = new Uint8Array(4);
    expect(await ranges.read(1, into)).toBe(4);
    expect([...into]).toEqual([1, 2, 3, 4]);
    expect(await ranges.read(4, into)).toBe(2);
    expect([...into]).toEqual([4, 5, 3, 4]);
    expect(await ranges.read(60, into)).toBe(0);
    await ranges.close();
    await expect(files.openRanges(join(folder, 'none'))).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('reading', () => {
  it('says which file is missing', async () => {
    const path = join(folder, 'nothing');
    await expect(files.readText(path)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(collect(files.readLines(path))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(files.sha256(path)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await files.exists(path)).toBe(false);
    expect(await files.exists(join(path, 'below'))).toBe(false);
    expect(await files.list(path)).toEqual([]);
  });

  it('splits lines at \\n and \\r\\n wherever a chunk ends', async () => {
    const path = join(folder, 'lines');
    const long = 'é'.repeat(200_000);
    await writeFile(path, `${long}\r\n\n${long}\nlast`);
    expect(await collect(files.readLines(path))).toEqual([long, '', long, 'last']);
  });

  it('gives back any lines that were written', async () => {
    const path = join(folder, 'lines');
    const line = fc.string({ unit: 'binary', maxLength: 40 }).map((text) => JSON.stringify(text));
    await fc.assert(
      fc.asyncProperty(fc.array(line), async (lines) => {
        await writeFile(path, lines.map((text) => `${text}\n`).join(''));
        expect(await collect(files.readLines(path))).toEqual(lines);
      }),
      { numRuns: 50 },
    );
  });

  it('hashes and measures', async () => {
    await files.makeFolder(join(folder, 'in', 'side'));
    await writeFile(join(folder, 'in', 'a'), 'abc');
    await writeFile(join(folder, 'in', 'side', 'b'), 'defg');
    expect(await files.size(join(folder, 'in'))).toBe(7);
    expect(await files.sha256(join(folder, 'in', 'a'))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
    expect(await files.isFolder(join(folder, 'in'))).toBe(true);
    expect(await files.isFolder(join(folder, 'in', 'a'))).toBe(false);
    await files.flush(join(folder, 'in'));
  });
});

describe('writeStream, truncate, rename, remove', () => {
  it('writes pieces, cuts, moves and removes', async () => {
    const path = join(folder, 'big');
    await files.writeStream(
      path,
      (async function* () {
        yield 'one,';
        yield new TextEncoder().encode('two');
      })(),
    );
    expect(await readFile(path, 'utf8')).toBe('one,two');
    await files.truncate(path, 3);
    expect((await stat(path)).size).toBe(3);
    await files.rename(path, join(folder, 'moved'));
    expect(await readdir(folder)).toEqual(['moved']);
    await files.remove(join(folder, 'moved'));
    await files.remove(join(folder, 'never-there'));
    expect(await readdir(folder)).toEqual([]);
  });
});

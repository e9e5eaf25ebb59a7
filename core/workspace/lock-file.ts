import { link, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import type { Files } from '#core/platform/files.ts';
import type { FoundLock, LockOwner } from './lock-verdict.ts';

const Owner = z.object({
  pid: z.number().int(),
  host: z.string(),
  startedAt: z.string(),
  token: z.string().regex(/^[\w-]+$/),
  processStart: z.string().nullable(),
});

/** A killed process may leave the file that it was about to link; nobody needs that long to link it. */
const LINKING_MS = 60_000;

/**
 * Creates `path` with the owner in it, in one step; false when there is such a file.
 * A hard link appears together with its content, so no kill leaves an empty lock behind. File systems
 * without hard links get the exclusive create, whose debris lockVerdict knows how to treat.
 * Throws READ_ONLY or DISK_FULL as Files does.
 */
export async function createExclusive(
  files: Files,
  path: string,
  owner: LockOwner,
): Promise<boolean> {
  const text = `${JSON.stringify(owner)}\n`;
  const temporary = join(dirname(path), `.lock-${owner.token}.new`);
  await files.writeAtomic(temporary, text);
  try {
    await linkOrCreate(temporary, path, text);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  } finally {
    await rm(temporary, { force: true });
  }
}

async function linkOrCreate(from: string, to: string, text: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if (!hasCode(error, 'EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK')) throw error;
    await writeFile(to, text, { flag: 'wx' });
  }
}

/** The lock at `path`, or null when there is none. */
export async function readLock(path: string): Promise<FoundLock | null> {
  try {
    const [text, { mtimeMs }] = await Promise.all([readFile(path, 'utf8'), stat(path)]);
    return { owner: parseOwner(text), changedAt: mtimeMs };
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
}

function parseOwner(text: string): LockOwner | null {
  try {
    return Owner.parse(JSON.parse(text));
  } catch {
    return null; // what an unreadable lock means is lockVerdict's to say
  }
}

/** Puts one lock file in the place of another, in one step. */
export function replaceLock(from: string, to: string): Promise<void> {
  return rename(from, to);
}

/** Removes a lock file; that there is none is fine. */
export function removeLock(path: string): Promise<void> {
  return rm(path, { force: true });
}

/** The file by whose creation exactly one process succeeds the dead holder `token`. */
export function claimPath(path: string, token: string): string {
  return `${path}.after-${token}`;
}

/** Removes the claims on earlier holders of the lock at `path`, and what killed processes left. */
export async function removeClaims(path: string, now: number): Promise<void> {
  const folder = dirname(path);
  for (const name of await readdir(folder)) {
    const old = join(folder, name);
    if (name.startsWith(`${basename(path)}.after-`)) await removeLock(old);
    else if (/^\.lock-[\w-]+\.new$/.test(name)) await removeIfOld(old, now);
  }
}

async function removeIfOld(path: string, now: number): Promise<void> {
  const found = await readLock(path);
  if (found && now - found.changedAt > LINKING_MS) await removeLock(path);
}

function hasCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}

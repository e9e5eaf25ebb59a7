import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { PlumblineError } from '#core/contract/errors.ts';
import type { Clock } from '#core/platform/clock.ts';
import type { Files } from '#core/platform/files.ts';
import {
  claimPath,
  createExclusive,
  readLock,
  removeClaims,
  removeLock,
  replaceLock,
} from './lock-file.ts';
import { type FoundLock, type LockOwner, lockVerdict } from './lock-verdict.ts';
import { probeProcess, processStart } from './process-probe.ts';

export interface Lock {
  owner: LockOwner;
  /** Gives the lock back; does nothing when it is somebody else's by now. */
  release(): Promise<void>;
}

interface Surroundings {
  files: Files;
  clock: Clock;
}

const ATTEMPTS = 20;

/**
 * Takes the lock file at `path`, or throws BUSY with who holds it.
 *
 * A dead holder with token T is succeeded by whoever creates `<path>.after-T`; since that name can be
 * created only once while it exists, and the winner puts it in the lock's place by one rename, two
 * processes can never both succeed. A dead claimant is succeeded in the same way. A claim counts only
 * if the lock is still the one that was found dead: the winner renames first and tidies up afterwards.
 */
export async function takeLock(path: string, around: Surroundings): Promise<Lock> {
  const owner = await newOwner(around.clock);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const created = await createExclusive(around.files, path, owner);
    if (created || (await succeed(path, owner, around))) {
      await removeClaims(path, around.clock.now().getTime());
      return { owner, release: () => release(path, owner.token) };
    }
  }
  throw busy(path, null);
}

async function newOwner(clock: Clock): Promise<LockOwner> {
  return {
    pid: process.pid,
    host: hostname(),
    startedAt: clock.now().toISOString(),
    token: randomUUID(),
    processStart: await processStart(process.pid),
  };
}

/** Succeeds a dead holder: true when the lock is ours, false when things have moved on meanwhile. */
async function succeed(path: string, owner: LockOwner, around: Surroundings): Promise<boolean> {
  const first = await readLock(path);
  if (!first) return false;
  const claim = await claimAfter(path, first, owner, around);
  if (claim === null) return false;
  const now = await readLock(path);
  if (now && tokenOf(now) === tokenOf(first)) {
    await replaceLock(claim, path);
    return true;
  }
  await removeLock(claim);
  return false;
}

/** The claim file that we created after the last dead holder or claimant, or null when one vanished. */
async function claimAfter(
  path: string,
  first: FoundLock,
  owner: LockOwner,
  { files, clock }: Surroundings,
): Promise<string | null> {
  let last = first;
  for (;;) {
    await throwIfHeld(path, last, clock);
    const claim = claimPath(path, tokenOf(last));
    if (await createExclusive(files, claim, owner)) return claim;
    const rival = await readLock(claim);
    if (!rival) return null;
    last = rival;
  }
}

async function throwIfHeld(path: string, found: FoundLock, clock: Clock): Promise<void> {
  const probe = await probeProcess(found.owner?.pid ?? process.pid);
  if (lockVerdict(found, probe, clock.now().getTime()) === 'held') throw busy(path, found.owner);
}

function tokenOf({ owner, changedAt }: FoundLock): string {
  return owner?.token ?? `unreadable-${Math.floor(changedAt)}`;
}

async function release(path: string, token: string): Promise<void> {
  const found = await readLock(path);
  if (found?.owner?.token === token) await removeLock(path);
}

function busy(path: string, owner: LockOwner | null): PlumblineError {
  const elsewhere = owner && owner.host !== hostname();
  const who = owner
    ? `process ${owner.pid}${elsewhere ? ` on ${owner.host}` : ''} since ${owner.startedAt}`
    : 'another process that is just starting';
  const remedy = elsewhere
    ? `Close it there. If it no longer runs, delete ${path} and try again.`
    : 'Close that window or stop that command, or open the workspace for reading only.';
  return new PlumblineError('BUSY', `The workspace is in use by ${who}.`, { file: path, remedy });
}

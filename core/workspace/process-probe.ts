import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import type { LockProbe } from './lock-verdict.ts';

/** What this machine knows of a process. */
export async function probeProcess(pid: number): Promise<LockProbe> {
  const status = await processStatus(pid);
  return {
    host: hostname(),
    // A killed process whose parent has not noticed is still listed, as a zombie.
    alive: processExists(pid) && status?.state !== 'Z' && status?.state !== 'X',
    processStart: status?.start ?? null,
  };
}

/** Boot and clock tick at which a process started, from /proc; null where there is no /proc. */
export async function processStart(pid: number): Promise<string | null> {
  return (await processStatus(pid))?.start ?? null;
}

async function processStatus(pid: number): Promise<{ state: string; start: string } | null> {
  const [stat, boot] = await Promise.all([
    readIfThere(`/proc/${pid}/stat`),
    readIfThere('/proc/sys/kernel/random/boot_id'),
  ]);
  return stat === null || boot === null ? null : parseStatus(stat, boot.trim());
}

/** Fields 3 and 22 of proc(5)'s stat; field 2, the command, may itself hold spaces and brackets. */
export function parseStatus(stat: string, boot: string): { state: string; start: string } | null {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const state = fields[0];
  const ticks = fields[19];
  return state && ticks ? { state, start: `${boot}:${ticks}` } : null;
}

function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Null for any reason: without /proc, or where it is hidden, the pid alone has to do. */
async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return null;
  }
}

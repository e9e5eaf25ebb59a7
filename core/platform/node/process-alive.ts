import { systemCode } from './file-errors.ts';

/** Whether a process of this machine still exists; one that belongs to somebody else does. */
export function processAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}

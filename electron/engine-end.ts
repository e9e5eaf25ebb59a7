/**
 * Does app's `child-process-gone` tell of this child? The event names the service but not the
 * process, so it may be about an earlier one: a child that was never spawned can only fail to
 * launch, and one that was spawned must be gone by now.
 */
export function endedWithoutExit(child: {
  readonly spawned: boolean;
  readonly running: boolean;
  readonly reason: string;
}): boolean {
  return child.spawned ? !child.running : child.reason === 'launch-failed';
}

/** Is there a process of this id? Signal 0 only asks. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it exists, but is somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

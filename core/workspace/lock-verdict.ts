/** What a `.lock` says of its holder. */
export interface LockOwner {
  pid: number;
  host: string;
  /** ISO 8601, UTC: when the lock was taken. */
  startedAt: string;
  token: string;
  /** Tells two processes with the same pid apart; null where the system does not say. */
  processStart: string | null;
}

/** A lock as it was found: `owner` is null when the file cannot be read as a lock. */
export interface FoundLock {
  owner: LockOwner | null;
  /** When the file was last changed, in milliseconds since 1970. */
  changedAt: number;
}

/** What this machine knows of the holder's process. */
export interface LockProbe {
  host: string;
  alive: boolean;
  /** Of the process that has this pid today; null where unknown. */
  processStart: string | null;
}

/** An unreadable lock may be one that is being written at this moment; afterwards it is debris. */
const WRITING_MS = 5000;

/**
 * Whether a lock still counts. It is stale when its process has ended on this machine, or its pid
 * belongs to another process by now. A lock from another host always counts: nobody here can know.
 * `now` in milliseconds since 1970.
 */
export function lockVerdict(found: FoundLock, probe: LockProbe, now: number): 'held' | 'stale' {
  const { owner, changedAt } = found;
  if (!owner) return now - changedAt < WRITING_MS ? 'held' : 'stale';
  if (owner.host !== probe.host) return 'held';
  if (!probe.alive) return 'stale';
  if (owner.processStart === null || probe.processStart === null) return 'held';
  return owner.processStart === probe.processStart ? 'held' : 'stale';
}

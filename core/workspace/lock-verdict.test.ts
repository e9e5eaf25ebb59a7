import { describe, expect, it } from 'vitest';
import { type FoundLock, type LockProbe, lockVerdict } from './lock-verdict.ts';
import { parseStatus } from './process-probe.ts';

const owner = {
  pid: 41,
  host: 'here',
  startedAt: '2026-11-20T10:00:00.000Z',
  token: 't',
  processStart: 'boot:500',
};
const found: FoundLock = { owner, changedAt: 0 };
const probe: LockProbe = { host: 'here', alive: true, processStart: 'boot:500' };

describe('lockVerdict', () => {
  it.each<[string, FoundLock, LockProbe, string]>([
    ['the same living process', found, probe, 'held'],
    ['a dead process', found, { ...probe, alive: false, processStart: null }, 'stale'],
    ['another process with its pid', found, { ...probe, processStart: 'boot:900' }, 'stale'],
    ['the same tick after a restart', found, { ...probe, processStart: 'later:500' }, 'stale'],
    ['a living pid, start unknown today', found, { ...probe, processStart: null }, 'held'],
    [
      'a living pid, start unknown then',
      { ...found, owner: { ...owner, processStart: null } },
      probe,
      'held',
    ],
    ['another host', found, { ...probe, host: 'there', alive: false }, 'held'],
  ])('%s', (_, lock, state, verdict) => {
    expect(lockVerdict(lock, state, 1e9)).toBe(verdict);
  });

  it('gives an unreadable lock five seconds', () => {
    expect(lockVerdict({ owner: null, changedAt: 1000 }, probe, 5999)).toBe('held');
    expect(lockVerdict({ owner: null, changedAt: 1000 }, probe, 6000)).toBe('stale');
  });
});

describe('parseStatus', () => {
  it('reads state and start after a command with spaces and brackets', () => {
    const rest = Array.from({ length: 49 }, (_, index) => String(index + 4));
    const stat = `77 (a) b (c)) S ${rest.join(' ')}`;
    expect(parseStatus(stat, 'boot')).toEqual({ state: 'S', start: 'boot:22' });
    expect(parseStatus('', 'boot')).toBeNull();
  });
});

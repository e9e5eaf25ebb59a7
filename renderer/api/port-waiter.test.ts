import { describe, expect, it } from 'vitest';
import { createPortWaiter } from './port-waiter.ts';

describe('createPortWaiter', () => {
  it('lets calls wait for the first connection and for the next one after a loss', async () => {
    const waiter = createPortWaiter<string>();
    const early = waiter.wait(undefined);
    waiter.give('first');
    expect(await early).toBe('first');
    waiter.lose('first');
    const later = waiter.wait(undefined);
    waiter.give('second');
    expect(await later).toBe('second');
  });

  it('keeps the newer connection when the older one closes late', async () => {
    const waiter = createPortWaiter<string>();
    waiter.give('first');
    waiter.give('second');
    waiter.lose('first');
    expect(await waiter.wait(undefined)).toBe('second');
  });

  it('rejects a call that is given up while it waits', async () => {
    const leave = new AbortController();
    const waiting = createPortWaiter<string>().wait(leave.signal);
    leave.abort(new Error('given up'));
    await expect(waiting).rejects.toThrow('given up');
  });
});

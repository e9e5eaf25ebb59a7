import { describe, expect, it } from 'vitest';
import { searchTurns, unlessAborted } from './search-turns.ts';

const CANCELLED = { code: 'CANCELLED', message: 'The search was cancelled.' };

describe('searches in turn', () => {
  it('do not overlap', async () => {
    const inTurn = searchTurns();
    const events: string[] = [];
    const work = (name: string) => async () => {
      events.push(`${name} begins`);
      await Promise.resolve();
      events.push(`${name} ends`);
      return name;
    };
    const both = [inTurn(undefined, work('a')), inTurn(undefined, work('b'))];
    expect(await Promise.all(both)).toEqual(['a', 'b']);
    expect(events).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  });

  it('are never begun once they are aborted', async () => {
    const inTurn = searchTurns();
    const begun: string[] = [];
    let finish = () => {};
    const gate = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const first = inTurn(undefined, () => {
      begun.push('first');
      return gate;
    });
    const controller = new AbortController();
    const second = inTurn(controller.signal, async () => void begun.push('second'));
    const third = inTurn(undefined, async () => void begun.push('third'));
    controller.abort();
    finish();
    await expect(second).rejects.toMatchObject(CANCELLED);
    await Promise.all([first, third]);
    expect(begun).toEqual(['first', 'third']);
  });

  it('go on after one that fails', async () => {
    const inTurn = searchTurns();
    const failing = inTurn(undefined, () => Promise.reject(new Error('no')));
    await expect(failing).rejects.toThrow('no');
    expect(await inTurn(undefined, async () => 'yes')).toBe('yes');
  });
});

describe('unlessAborted', () => {
  it('calls what an abort makes fail cancelled, and nothing else', async () => {
    const controller = new AbortController();
    const work = unlessAborted(controller.signal, async () => {
      controller.abort();
      throw new Error('the scan stopped');
    });
    await expect(work).rejects.toMatchObject(CANCELLED);
    const failing = unlessAborted(undefined, () => Promise.reject(new Error('the disk')));
    await expect(failing).rejects.toThrow('the disk');
  });
});

import { describe, expect, it } from 'vitest';
import { createPauseSwitch } from './pause-switch.ts';

/** Has it resolved, once everything that is ready has run? */
async function isOver(promise: Promise<void>): Promise<boolean> {
  let over = false;
  void promise.then(() => {
    over = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  return over;
}

describe('createPauseSwitch', () => {
  it('holds work only while it is paused', async () => {
    const pause = createPauseSwitch();
    expect(await isOver(pause.passed())).toBe(true);
    pause.set(true);
    const waiting = pause.passed();
    expect(await isOver(waiting)).toBe(false);
    pause.set(false);
    expect(await isOver(waiting)).toBe(true);
    pause.set(true);
    expect(await isOver(pause.passed())).toBe(false);
  });

  it('tells of changes alone, until nobody listens', () => {
    const pause = createPauseSwitch();
    const heard: boolean[] = [];
    const stop = pause.onChange((paused) => heard.push(paused));
    for (const paused of [false, true, true, false, false]) pause.set(paused);
    stop();
    pause.set(true);
    expect(heard).toEqual([true, false]);
  });
});

import { expect, it } from 'vitest';
import { turns } from './lance-ann-turns.ts';

/** A promise and what settles it. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

it('does one after the other, and goes on after a failure', async () => {
  const { inTurn } = turns(() => {});
  const { open, opened } = gate();
  const done: string[] = [];
  const first = inTurn(async () => {
    await opened;
    done.push('first');
    throw new Error('no');
  });
  const second = inTurn(async () => void done.push('second'));
  open();
  await expect(first).rejects.toThrow('no');
  await second;
  expect(done).toEqual(['first', 'second']);
});

it('does not begin what was aborted before its turn', async () => {
  const { inTurn } = turns(() => {});
  const { open, opened } = gate();
  const abort = new AbortController();
  let begun = false;
  const first = inTurn(() => opened);
  const second = inTurn(async () => {
    begun = true;
  }, abort.signal);
  abort.abort(new Error('not wanted'));
  open();
  await first;
  await expect(second).rejects.toThrow('not wanted');
  expect(begun).toBe(false);
});

it('releases once, after the calls that there are, and takes no more', async () => {
  const events: string[] = [];
  const { call, close } = turns(() => void events.push('released'));
  const { open, opened } = gate();
  const running = call(async () => {
    await opened;
    events.push('answered');
  });
  const closed = Promise.all([close(), close()]);
  await expect(call(async () => undefined)).rejects.toThrow('closed');
  open();
  await Promise.all([running, closed]);
  await close();
  expect(events).toEqual(['answered', 'released']);
});

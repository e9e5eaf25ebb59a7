import { describe, expect, it } from 'vitest';
import { type GridActions, handleKey } from './grid-keys.ts';
import { aHit } from './testing.ts';

/** Presses a key on the second of three hits and says what was asked for. */
function press(key: string, canJudge = true): { asked: string[]; handled: boolean } {
  const asked: string[] = [];
  const note = (what: string) => (about?: { key: string } | number, more?: string) => {
    const subject = typeof about === 'object' ? about.key : about;
    asked.push([what, subject, more].filter((part) => part !== undefined).join(' '));
  };
  const actions: GridActions = {
    select: note('select'),
    judge: note('judge'),
    undo: note('undo'),
    toggleWhy: () => note('why')(),
    likeThis: note('like'),
    open: note('open'),
    leave: () => note('leave')(),
  };
  const handled = handleKey(key, [aHit('a'), aHit('b'), aHit('c')], 1, canJudge, actions);
  return { asked, handled };
}

describe('handleKey', () => {
  it.each([
    ['y', 'judge b yes'],
    ['N', 'judge b no'],
    ['u', 'undo b'],
    ['Enter', 'why'],
    ['Escape', 'leave'],
    ['l', 'like b'],
    ['o', 'open b'],
    ['ArrowDown', 'select 2'],
    ['Home', 'select 0'],
  ])('%s asks to %s', (key, asked) => {
    expect(press(key)).toEqual({ asked: [asked], handled: true });
  });

  it('leaves other keys to the browser', () => {
    expect(press('x')).toEqual({ asked: [], handled: false });
  });

  it.each(['y', 'n', 'u'])('%s does nothing where nothing can be judged', (key) => {
    expect(press(key, false)).toEqual({ asked: [], handled: false });
  });
});

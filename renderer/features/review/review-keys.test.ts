import { describe, expect, it } from 'vitest';
import { actionKey, type KeyPress } from './review-keys.ts';

const press = (key: string, change: Partial<KeyPress> = {}): KeyPress => ({
  key,
  repeat: false,
  modified: false,
  tag: 'BODY',
  type: '',
  inDialog: false,
  ...change,
});

describe('actionKey', () => {
  it.each([
    ['a letter', press('y'), 'y'],
    ['a letter with caps lock', press('Y'), 'y'],
    ['an arrow', press('ArrowDown'), 'arrowdown'],
    ['an arrow that is held down', press('ArrowDown', { repeat: true }), 'arrowdown'],
    ['a letter on a button', press('n', { tag: 'BUTTON' }), 'n'],
    ['a letter on a chosen part', press('n', { tag: 'INPUT', type: 'radio' }), 'n'],
  ])('takes %s', (_what, pressed, key) => {
    expect(actionKey(pressed)).toBe(key);
  });

  it.each([
    ['a letter that is held down: it would answer everything', press('y', { repeat: true })],
    ['a shortcut', press('y', { modified: true })],
    ['what is typed', press('y', { tag: 'INPUT', type: 'text' })],
    ['what is typed in a text area', press('y', { tag: 'TEXTAREA' })],
    ['an arrow that chooses a part', press('ArrowLeft', { tag: 'INPUT', type: 'radio' })],
    ['anything in a dialog', press('y', { tag: 'BUTTON', inDialog: true })],
  ])('leaves %s', (_what, pressed) => {
    expect(actionKey(pressed)).toBeNull();
  });
});

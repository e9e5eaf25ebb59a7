import { expect, it } from 'vitest';
import { keyAction } from './version-keys.ts';

it.each([
  ['Enter', 'details'],
  ['Escape', 'leave'],
  ['P', 'promote'],
  ['p', 'promote'],
  ['e', 'export'],
  ['Delete', 'delete'],
  ['Backspace', 'delete'],
  ['x', null],
  ['constructor', null],
])('%s', (pressed, action) => {
  expect(keyAction(pressed)).toBe(action);
});

import { describe, expect, it } from 'vitest';
import { callersFolder } from './run-plumbline.mjs';

const npm = { npm_lifecycle_event: 'plumbline', INIT_CWD: '/home/me/data' };

describe('callersFolder', () => {
  it.each([
    ['called through npm', npm, '/repo', '/home/me/data'],
    ['called directly', {}, '/home/me', '/home/me'],
    [
      'called directly from inside another npm script',
      { ...npm, npm_lifecycle_event: 'test' },
      '/repo',
      '/repo',
    ],
    ['called through npm with another folder set', npm, '/tmp', '/tmp'],
  ])('%s', (_, env, cwd, expected) => {
    expect(callersFolder(env, cwd, '/repo')).toBe(expected);
  });
});

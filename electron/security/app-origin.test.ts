import { describe, expect, it } from 'vitest';
import { isAppUrl } from './app-origin.ts';

describe('isAppUrl', () => {
  it.each(['plumbline://app/', 'plumbline://app/search?q=a#b', 'plumbline://app'])(
    'takes %s',
    (url) => expect(isAppUrl(url)).toBe(true),
  );

  it.each([
    'plumbline://app.evil/',
    'plumbline://evil/app',
    'plumbline://app@evil/',
    'plumbline://user@app/',
    'plumbline://user:word@app/',
    'plumbline://app:8080/',
    'plumblines://app/',
    'https://app/',
    'file:///app/index.html',
    'about:blank',
    'javascript:alert(1)',
    'blob:plumbline://app/1',
    '',
    'not an address',
  ])('refuses %s', (url) => expect(isAppUrl(url)).toBe(false));
});

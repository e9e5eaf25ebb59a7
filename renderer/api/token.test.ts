import { describe, expect, it } from 'vitest';
import { splitToken } from './token.ts';

describe('splitToken', () => {
  it.each([
    ['http://127.0.0.1:4173/#token=abc', 'abc', 'http://127.0.0.1:4173/'],
    ['http://127.0.0.1:4173/?token=a%2Bb#/train', 'a+b', 'http://127.0.0.1:4173/#/train'],
    ['http://127.0.0.1:4173/?x=1&token=abc', 'abc', 'http://127.0.0.1:4173/?x=1'],
    ['http://127.0.0.1:4173/#/search?q=token=1', null, 'http://127.0.0.1:4173/#/search?q=token=1'],
  ])('%s', (link, token, address) => {
    expect(splitToken(link)).toEqual({ token, address });
  });
});

import { describe, expect, it } from 'vitest';
import {
  assertLoopback,
  carriesToken,
  chooseToken,
  isLoopbackHost,
  isSameOrigin,
} from './guard.ts';

describe('isLoopbackHost', () => {
  it.each([
    ['localhost', true],
    ['LOCALHOST:4780', true],
    ['127.0.0.1:4780', true],
    ['[::1]:4780', true],
    ['evil.example', false],
    ['evil.example:4780', false],
    ['127.0.0.1.evil.example', false],
    ['localhost.evil.example', false],
    ['127.0.0.1:4780:1', false],
    ['localhost@evil.example', false],
    ['', false],
    [undefined, false],
  ])('%s: %s', (host, allowed) => {
    expect(isLoopbackHost(host)).toBe(allowed);
  });
});

describe('isSameOrigin', () => {
  it.each([
    [undefined, 'localhost:1', true],
    ['http://localhost:1', 'localhost:1', true],
    ['http://localhost:2', 'localhost:1', false],
    ['https://localhost:1', 'localhost:1', false],
    ['http://evil.example', 'localhost:1', false],
    ['null', 'localhost:1', false],
    ['', 'localhost:1', false],
  ])('%s asking %s: %s', (origin, host, allowed) => {
    expect(isSameOrigin(origin, host)).toBe(allowed);
  });
});

describe('carriesToken', () => {
  it.each([
    ['Bearer secret-token', true],
    ['bearer secret-token', true],
    ['Bearer secret-tokeN', false],
    ['Bearer secret-token-and-more', false],
    ['Bearer ', false],
    ['Basic secret-token', false],
    ['secret-token', false],
    [undefined, false],
  ])('%s: %s', (header, allowed) => {
    expect(carriesToken(header, 'secret-token')).toBe(allowed);
  });
});

describe('chooseToken', () => {
  it('makes a new one of 32 random bytes each time', () => {
    expect(chooseToken(undefined)).toMatch(/^[\w-]{43}$/);
    expect(chooseToken('')).not.toBe(chooseToken(undefined));
  });

  it('takes a given one that is long enough and fits a header', () => {
    expect(chooseToken('0123456789abcdef')).toBe('0123456789abcdef');
    expect(() => chooseToken('short')).toThrowError(/not a usable token/);
    expect(() => chooseToken('has a space in the midst')).toThrowError(/not a usable token/);
  });
});

describe('assertLoopback', () => {
  it.each(['127.0.0.1', 'localhost', '::1'])('allows %s', (host) => {
    expect(() => assertLoopback(host)).not.toThrow();
  });

  it.each(['0.0.0.0', '::', '192.168.1.4', 'example.org'])('refuses %s', (host) => {
    expect(() => assertLoopback(host)).toThrowError(/does not listen/);
  });
});

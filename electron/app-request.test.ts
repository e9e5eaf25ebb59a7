import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONTENT_SECURITY_POLICY } from '#core/contract/security-headers.ts';
import { contentType, resolveAppRequest, serveAppRequest } from './app-request.ts';

const ROOT = '/app/dist/renderer';
const index = { file: `${ROOT}/index.html`, fallback: true };

describe('resolveAppRequest', () => {
  it.each([
    ['plumbline://app/', index],
    ['plumbline://app', index],
    ['plumbline://app/search', index],
    ['plumbline://app/versions/v20261120-2', index],
    [
      'plumbline://app/assets/index-a1.js?v=2#x',
      { file: `${ROOT}/assets/index-a1.js`, fallback: false },
    ],
    ['plumbline://app//assets//a%20b.css', { file: `${ROOT}/assets/a b.css`, fallback: false }],
    // The address parser takes these dots away before they can climb.
    ['plumbline://app/../../secret.txt', { file: `${ROOT}/secret.txt`, fallback: false }],
    ['plumbline://app/%2e%2e/secret.txt', { file: `${ROOT}/secret.txt`, fallback: false }],
  ])('%s is served', (url, expected) =>
    expect(resolveAppRequest('GET', url, ROOT)).toEqual(expected),
  );

  it.each([
    ['plumbline://app/..%2f..%2fetc/passwd.txt', 403],
    ['plumbline://app/a%2f..%2f..%2fx.js', 403],
    ['plumbline://app/..%5cx.js', 403],
    ['plumbline://app/a%00.js', 403],
    ['plumbline://app/C:%5cx.js', 403],
    ['plumbline://app/index.html::$DATA', 403],
    ['plumbline://app/%ff.js', 400],
    ['plumbline://other/index.html', 403],
    ['plumbline://app:1/index.html', 403],
    ['https://app/index.html', 403],
  ])('%s is refused with %i', (url, status) =>
    expect(resolveAppRequest('GET', url, ROOT)).toEqual({ status }),
  );

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'get'])('answers no %s', (method) =>
    expect(resolveAppRequest(method, 'plumbline://app/', ROOT)).toEqual({ status: 405 }),
  );

  it('never names a file outside the root, whatever is asked', () => {
    const pieces = fc.constantFrom(
      '..',
      '.',
      '%2e',
      '%2f',
      '%5c',
      '%00',
      '/',
      '\\',
      'a',
      '.js',
      ':',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const decision = resolveAppRequest('GET', `plumbline://app/${parts.join('')}`, ROOT);
        if ('file' in decision) expect(decision.file.startsWith(`${ROOT}/`)).toBe(true);
      }),
    );
  });
});

describe('contentType', () => {
  it.each([
    ['index.html', 'text/html; charset=utf-8'],
    ['a.JS', 'text/javascript; charset=utf-8'],
    ['f.woff2', 'font/woff2'],
    ['x.unknown', 'application/octet-stream'],
  ])('%s', (file, type) => expect(contentType(file)).toBe(type));
});

describe('serveAppRequest', () => {
  let folder = '';
  let root = '';
  const get = (path: string, method = 'GET') =>
    serveAppRequest({ method, url: `plumbline://app${path}` }, root);

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'plumbline-app-'));
    root = join(folder, 'renderer');
    mkdirSync(join(root, 'assets.d'), { recursive: true });
    writeFileSync(join(root, 'index.html'), '<!doctype html>');
    writeFileSync(join(root, 'a.js'), 'export {}');
    writeFileSync(join(folder, 'secret.txt'), 'secret');
    symlinkSync(join(folder, 'secret.txt'), join(root, 'linked.txt'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('serves a file under its type and the security headers', async () => {
    const response = await get('/a.js');
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('export {}');
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(response.headers.get('content-security-policy')).toBe(CONTENT_SECURITY_POLICY);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('serves the page for its routes, and only headers for HEAD', async () => {
    const response = await get('/search');
    expect(await response.text()).toBe('<!doctype html>');
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const head = await get('/a.js', 'HEAD');
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  it.each([
    ['/missing.js', 404],
    ['/a.js/b.js', 404],
    ['/assets.d', 404],
    ['/linked.txt', 404],
    ['/..%2fsecret.txt', 403],
  ])('answers %s with %i and no content', async (path, status) => {
    const response = await get(path);
    expect([response.status, await response.text()]).toEqual([status, '']);
    expect(response.headers.get('content-security-policy')).toBe(CONTENT_SECURITY_POLICY);
  });
});

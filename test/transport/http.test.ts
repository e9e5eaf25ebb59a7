import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Service, startService } from '#headless/serve.ts';
import { fakeRouter, fakeState } from './fake-router.ts';

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

let folder = '';
let service: Service;
let logged: unknown[] = [];

/** node:http, because fetch does not let a caller choose Host and Origin. */
function ask(
  path: string,
  headers: Record<string, string> = {},
  { method = 'GET', body }: { method?: string; body?: string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port: service.port, path, method, headers };
    const sent = request(options, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (piece: string) => {
        text += piece;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const withToken = (more: Record<string, string> = {}) => ({
  authorization: `Bearer ${service.token}`,
  'content-type': 'application/json',
  ...more,
});

beforeEach(async () => {
  logged = [];
  folder = await mkdtemp(join(tmpdir(), 'plumbline-http-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Plumbline</title>');
  await writeFile(join(folder, 'assets', 'main-abc.js'), 'export {};');
  await writeFile(join(folder, 'assets', 'main-abc.js.gz'), gzipSync('export {};'));
  service = await startService({
    router: fakeRouter(fakeState()),
    rendererFolder: folder,
    version: '1.2.3',
    port: 0,
    token: undefined,
    logError: (_, cause) => logged.push(cause),
  });
});

afterEach(async () => {
  await service.close();
  await rm(folder, { recursive: true });
});

describe('who may ask', () => {
  it.each(['/rpc/workspace/get', '/api/workspace', '/api/openapi.json'])(
    'refuses %s without the token',
    async (path) => {
      const answer = await ask(path);
      expect(answer.status).toBe(401);
      expect(answer.headers['www-authenticate']).toBe('Bearer');
    },
  );

  it('refuses a wrong token and takes the right one', async () => {
    expect((await ask('/api/workspace', { authorization: 'Bearer wrong' })).status).toBe(401);
    expect((await ask('/api/workspace', withToken())).status).toBe(200);
  });

  it('refuses a name that is not loopback, token or not, also for the page itself', async () => {
    const host = { host: 'rebound.example:80' };
    expect((await ask('/api/workspace', withToken(host))).status).toBe(403);
    expect((await ask('/', host)).status).toBe(403);
    expect((await ask('/healthz', host)).status).toBe(403);
  });

  it('refuses requests from other pages and sends no CORS headers', async () => {
    const foreign = await ask('/api/workspace', withToken({ origin: 'http://evil.example' }));
    expect(foreign.status).toBe(403);
    expect(foreign.headers['access-control-allow-origin']).toBeUndefined();
    const own = `http://127.0.0.1:${service.port}`;
    expect((await ask('/api/workspace', withToken({ origin: own }))).status).toBe(200);
  });

  it('answers /healthz to anyone on this machine', async () => {
    expect(await ask('/healthz')).toMatchObject({ status: 200, text: '{"ok":true}' });
  });

  it('listens on loopback only and hands the token over after the #', () => {
    expect(service.url).toBe(`http://127.0.0.1:${service.port}/#token=${service.token}`);
    expect(service.token).toMatch(/^[\w-]{43}$/);
  });
});

describe('the HTTP API', () => {
  it('describes itself', async () => {
    const answer = await ask('/api/openapi.json', withToken());
    const document = JSON.parse(answer.text);
    expect(document.info).toMatchObject({ title: 'Plumbline', version: '1.2.3' });
    expect(Object.keys(document.paths)).toContain('/search');
  });

  it('takes numbers in a query string', async () => {
    const answer = await ask('/api/data/entries?offset=0&limit=5', withToken());
    expect(answer).toMatchObject({ status: 200, text: '{"total":0,"rows":[]}' });
  });

  it('answers a search', async () => {
    const body = JSON.stringify({ text: 'swe' });
    const answer = await ask('/api/search', withToken(), { method: 'POST', body });
    expect(JSON.parse(answer.text).results[0].key).toBe('swe');
  });

  it.each([
    ['a declared error', 'POST', '/api/versions/v-refused/promote', 409, 'GATE_REFUSED'],
    ['an error of the domain', 'GET', '/api/evaluate', 409, 'NO_VERSION'],
    ['an unexpected error', 'GET', '/api/engine', 500, 'INTERNAL'],
    ['an unknown path', 'GET', '/api/nothing', 404, 'NOT_FOUND'],
    ['bad JSON', 'POST', '/api/search', 400, 'BAD_REQUEST'],
  ])('maps %s', async (name, method, path, status, code) => {
    const body = name === 'bad JSON' ? '{' : '{}';
    const answer = await ask(path, withToken(), { method, ...(method === 'POST' ? { body } : {}) });
    expect({ status: answer.status, code: JSON.parse(answer.text).code }).toEqual({ status, code });
  });

  it('logs what was unexpected and keeps it from the client', async () => {
    const answer = await ask('/api/engine', withToken());
    expect(answer.text).not.toContain('secret');
    expect(logged).toEqual([expect.any(TypeError)]);
  });

  it('refuses a body larger than 512 MB by its announced length', async () => {
    const length = String(513 * 1024 * 1024);
    const answer = await ask('/api/search', withToken({ 'content-length': length }), {
      method: 'POST',
    });
    expect(answer.status).toBe(413);
  });
});

describe('the interface', () => {
  it('is sent under a strict policy', async () => {
    const { status, headers, text } = await ask('/');
    expect({ status, text }).toMatchObject({
      status: 200,
      text: expect.stringContaining('<title>'),
    });
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).not.toContain('unsafe-eval;');
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-cache',
    });
  });

  it('may be kept for ever where the name holds a hash, and is sent compressed', async () => {
    const answer = await ask('/assets/main-abc.js', { 'accept-encoding': 'gzip' });
    expect(answer.headers).toMatchObject({
      'content-encoding': 'gzip',
      'cache-control': 'public, max-age=31536000, immutable',
    });
    expect(answer.headers['content-type']).toMatch(/^text\/javascript/);
    expect((await ask('/assets/main-abc.js')).text).toBe('export {};');
  });

  it('sends its page for its own routes and nothing for missing files', async () => {
    expect((await ask('/search')).text).toContain('<title>Plumbline');
    const missing = await ask('/assets/gone.js');
    expect(missing.status).toBe(404);
    expect(missing.headers['cache-control']).toBe('no-store');
  });

  it.each([
    '/../package.json',
    '/%2e%2e/package.json',
    '/..%2fpackage.json',
    '/assets/..%5c..%5cx',
  ])('sends nothing from outside its folder: %s', async (path) => {
    const answer = await ask(path);
    expect(answer.text).not.toContain('"dependencies"');
    expect([400, 403, 404]).toContain(answer.status);
  });
});

describe('the port', () => {
  const start = (port: number | undefined) =>
    startService({
      router: fakeRouter(fakeState()),
      rendererFolder: folder,
      version: '0',
      port,
      token: undefined,
      logError: () => undefined,
    });

  it('says which one is taken when it was asked for', async () => {
    await expect(start(service.port)).rejects.toMatchObject({
      code: 'BUSY',
      message: `Port ${service.port} is already in use.`,
    });
  });

  it('is any free one when none was asked for', async () => {
    const services = await Promise.all([start(undefined), start(undefined)]);
    expect(new Set(services.map((one) => one.port)).size).toBe(2);
    for (const one of services) await one.close();
  });
});

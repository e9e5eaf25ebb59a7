import { createHash } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcp } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { HttpRequest } from '#core/platform/http-client.ts';
import { nodeHttpClient } from './node-http-client.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(listener: RequestListener, host = '127.0.0.1'): Promise<number> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return (server.address() as AddressInfo).port;
}

async function portOfNobody(): Promise<number> {
  const server = createTcp();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const client = nodeHttpClient();
const get = (url: string, more: Partial<HttpRequest> = {}): HttpRequest => ({
  ...{ method: 'GET', url, timeout: 10_000, reach: 'private' },
  ...more,
});
const text = (body: Uint8Array) => new TextDecoder().decode(body);
const code = (wanted: string, words = '') =>
  expect.objectContaining({ code: wanted, message: expect.stringContaining(words) });

/** Answers with what it was sent. */
const echo: RequestListener = async (request, response) => {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const piece of request) {
    bytes += piece.length;
    hash.update(piece);
  }
  const { method, url, headers } = request;
  response.setHeader('X-Twice', ['a', 'b']);
  response.statusCode = 201;
  response.end(JSON.stringify({ method, url, headers, bytes, sha256: hash.digest('hex') }));
};

describe('an exchange', () => {
  it.each<[string, HttpRequest['body'], number]>([
    ['nothing', undefined, 0],
    ['text', 'größer', 8],
    ['bytes', new Uint8Array([1, 2, 3]), 3],
  ])('sends %s with its length and gives the answer', async (_, body, bytes) => {
    const port = await serve(echo);
    const more = { method: 'POST', headers: { 'X-Mine': 'yes' }, ...(body && { body }) } as const;
    const answer = await client.request(get(`http://127.0.0.1:${port}/reload?x=1`, more));
    expect(answer.status).toBe(201);
    expect(answer.headers['x-twice']).toBe('a, b');
    const told = JSON.parse(text(answer.body));
    expect(told).toMatchObject({ method: 'POST', url: '/reload?x=1', bytes });
    expect(told.headers).toMatchObject({ 'x-mine': 'yes', 'content-length': String(bytes) });
    expect(told.headers['transfer-encoding']).toBeUndefined();
  });

  it('streams pieces that are larger than any buffer', async () => {
    const port = await serve(echo);
    const piece = new Uint8Array(2 ** 20).fill(7);
    const whole = createHash('sha256');
    async function* pieces() {
      for (let i = 0; i < 24; i += 1) {
        whole.update(piece);
        yield piece;
      }
    }
    const body = { bytes: 24 * 2 ** 20, pieces: pieces() };
    const answer = await client.request(get(`http://127.0.0.1:${port}`, { method: 'PUT', body }));
    expect(JSON.parse(text(answer.body))).toMatchObject({
      bytes: 24 * 2 ** 20,
      sha256: whole.digest('hex'),
    });
  });

  it.each([1, 3])('refuses pieces of another length than announced (%i)', async (bytes) => {
    const port = await serve(echo);
    async function* pieces() {
      yield new Uint8Array(2);
    }
    const body = { bytes, pieces: pieces() };
    const asked = client.request(get(`http://127.0.0.1:${port}`, { method: 'PUT', body }));
    await expect(asked).rejects.toThrow('announced');
  });

  it('passes on what reading a piece throws', async () => {
    const port = await serve(echo);
    // biome-ignore lint/correctness/useYield: it fails before there is a piece
    async function* pieces(): AsyncGenerator<Uint8Array> {
      throw new Error('the disk is gone');
    }
    const body = { bytes: 5, pieces: pieces() };
    const asked = client.request(get(`http://127.0.0.1:${port}`, { method: 'PUT', body }));
    await expect(asked).rejects.toThrow('the disk is gone');
  });

  it('takes an answer that comes before everything was sent', async () => {
    const port = await serve((_, response) => response.writeHead(413).end('too much'));
    let closed = false;
    async function* pieces() {
      try {
        for (;;) {
          yield new Uint8Array(2 ** 16);
          await new Promise((resolve) => setImmediate(resolve));
        }
      } finally {
        closed = true;
      }
    }
    const body = { bytes: 2 ** 40, pieces: pieces() };
    const answer = await client.request(get(`http://127.0.0.1:${port}`, { method: 'PUT', body }));
    expect([answer.status, text(answer.body)]).toEqual([413, 'too much']);
    await expect.poll(() => closed).toBe(true);
  });

  it('does not follow a redirect', async () => {
    let asked = 0;
    const port = await serve((_, response) => {
      asked += 1;
      response.writeHead(302, { Location: '/elsewhere' }).end();
    });
    const answer = await client.request(get(`http://127.0.0.1:${port}`));
    expect([answer.status, answer.headers.location, asked]).toEqual([302, '/elsewhere', 1]);
  });

  it('takes an answer of 8 MB, and none that is longer', async () => {
    const port = await serve(({ url }, response) =>
      response.end(Buffer.alloc(8 * 2 ** 20 + Number(url?.slice(1)))),
    );
    const whole = await client.request(get(`http://127.0.0.1:${port}/0`));
    expect(whole.body.byteLength).toBe(8 * 2 ** 20);
    const longer = client.request(get(`http://127.0.0.1:${port}/1`));
    await expect(longer).rejects.toEqual(code('BAD_INPUT', '8 MB'));
  });
});

describe('reach', () => {
  it.each([
    'http://8.8.8.8/',
    'http://[2001:db8::1]/',
    'http://[::ffff:8.8.8.8]/',
    'http://0.0.0.0/',
    'http://134744072/', // 8.8.8.8 as one number
  ])('%s is out of it', async (url) => {
    await expect(client.request(get(url))).rejects.toEqual(code('BAD_INPUT', 'private network'));
  });

  it.each([
    'http://127.0.0.1',
    'http://localhost',
    'http://2130706433',
    'http://[::ffff:127.0.0.1]',
  ])('%s is within it', async (origin) => {
    const port = await serve(echo);
    const answer = await client.request(get(`${origin}:${port}/`));
    expect(answer.status).toBe(201);
  });

  it('is that of the very address that is connected to', async () => {
    const port = await serve(echo);
    const answers = [
      [{ address: '127.0.0.1', family: 4 }],
      [{ address: '93.184.216.34', family: 4 }],
    ];
    const rebinding = nodeHttpClient(async () => answers.shift() ?? []);
    const url = `http://service.example:${port}/`;
    expect((await rebinding.request(get(url))).status).toBe(201);
    await expect(rebinding.request(get(url))).rejects.toEqual(code('BAD_INPUT'));
    await expect(rebinding.request(get(url))).rejects.toEqual(code('NOT_FOUND', 'no machine'));
  });

  it('leaves out addresses that are beyond it', async () => {
    const port = await serve(echo);
    const mixed = nodeHttpClient(async () => [
      { address: '93.184.216.34', family: 4 },
      { address: '127.0.0.1', family: 4 },
    ]);
    expect((await mixed.request(get(`http://service.example:${port}/`))).status).toBe(201);
  });

  it('may be any', async () => {
    const port = await serve(echo);
    const url = `http://127.0.0.1:${port}/`;
    expect((await client.request(get(url, { reach: 'any' }))).status).toBe(201);
  });
});

describe('what fails', () => {
  it.each(['ftp://127.0.0.1/', 'file:///etc/passwd', 'no address', 'http://'])(
    '%s is no address',
    async (url) => {
      await expect(client.request(get(url))).rejects.toEqual(code('BAD_INPUT', 'no http(s)'));
    },
  );

  it('an address with a password is refused without repeating it', async () => {
    const asked = client.request(get('http://me:hidden@127.0.0.1/'));
    await expect(asked).rejects.toEqual(code('BAD_INPUT', 'password'));
    await expect(asked).rejects.not.toThrow('hidden');
  });

  it('a header that cannot be sent is told without its value', async () => {
    const port = await serve(echo);
    const headers = { Authorization: 'Bearer hidden\nX: y' };
    const asked = client.request(get(`http://127.0.0.1:${port}`, { headers }));
    await expect(asked).rejects.toEqual(code('BAD_INPUT', 'character'));
    await expect(asked).rejects.not.toThrow('hidden');
  });

  it('nobody listens', async () => {
    const port = await portOfNobody();
    const asked = client.request(get(`http://127.0.0.1:${port}`));
    await expect(asked).rejects.toEqual(code('NOT_FOUND', 'nothing listens there'));
  });

  it('the connection is cut off, before the answer and within it', async () => {
    const port = await serve(({ url }, response) => {
      if (url === '/within') response.writeHead(200, { 'Content-Length': 100 }).write('half');
      setImmediate(() => response.destroy());
    });
    for (const path of ['/before', '/within']) {
      const asked = client.request(get(`http://127.0.0.1:${port}${path}`));
      await expect(asked).rejects.toEqual(code('NOT_FOUND'));
    }
  });

  it('the answer does not come in time, or does not end in time', async () => {
    const port = await serve(({ url }, response) => {
      if (url === '/end') response.write('and so on');
    });
    for (const path of ['/', '/end']) {
      const asked = client.request(get(`http://127.0.0.1:${port}${path}`, { timeout: 40 }));
      await expect(asked).rejects.toEqual(code('NOT_FOUND', 'did not answer within 0.04 s'));
    }
  });

  it('it is given up, before it begins and while it waits', async () => {
    const giveUp = new AbortController();
    const port = await serve(() => giveUp.abort());
    for (let turn = 0; turn < 2; turn += 1) {
      const asked = client.request(get(`http://127.0.0.1:${port}`, { signal: giveUp.signal }));
      await expect(asked).rejects.toEqual(code('CANCELLED'));
    }
  });
});

import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcp } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Notification } from '#core/contract/runs.ts';
import { createEngine, type Engine } from '#core/engine.ts';
import { openNodeEngine } from '#core/node-engine.ts';
import { nodeRunJob } from '#core/node-jobs.ts';
import { nodeWiring } from '#core/node-wiring.ts';
import { silentContext } from '#core/platform/node/job-context.ts';
import { removeFolders, train, trainedWorkspace } from './workspaces.ts';

afterAll(removeFolders);

const servers: Server[] = [];
let folder = '';
let engine: Engine | null = null;
let first = '';

beforeEach(async () => {
  folder = await trainedWorkspace();
});
afterEach(async () => {
  await engine?.close();
  engine = null;
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** Opens the workspace; between two tries no time goes by, and no service is waited for longer than `timeout` ms. */
async function open(url: string | null, timeout = 10_000): Promise<Engine> {
  const wiring = nodeWiring();
  const quick = {
    ...wiring,
    http: { request: (request: object) => wiring.http.request({ ...request, timeout } as never) },
    pause: async (_: number, signal: AbortSignal) => signal.throwIfAborted(),
  };
  const deps = {
    ...quick,
    quietContext: silentContext(wiring.clock),
    jobRunner: (of: string) => nodeRunJob(of, wiring),
  };
  const opened = await createEngine({ folder, readOnly: false }, deps);
  engine = opened;
  first = (await opened.client.workspace.update({ notifyUrl: url })).latest ?? '';
  return opened;
}

type Told = { headers: IncomingHttpHeaders; body: string };

/** A service that answers with these statuses, the last one for ever; 0: it never answers. */
async function serve(...statuses: number[]): Promise<{ url: string; told: Told[] }> {
  const told: Told[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const piece of request) body += piece;
    told.push({ headers: request.headers, body });
    const status = statuses[Math.min(told.length, statuses.length) - 1] ?? 200;
    if (status !== 0) response.writeHead(status).end();
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/reload`, told };
}

async function urlOfNobody(): Promise<string> {
  const server = createTcp();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}/`;
}

async function kept(run: string): Promise<Notification[]> {
  const text = await readFile(join(folder, 'runs', run, 'notify.jsonl'), 'utf8').catch(() => '');
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

describe('a promotion', () => {
  it('by a training, by hand and by a rollback is told, signed', async () => {
    const { url, told } = await serve(200);
    const { client } = await open(url);
    await client.workspace.setSecret({ name: 'notify', value: 'key' });
    const second = (await train(client)).train?.version ?? '';
    await expect.poll(() => told.length).toBe(1);
    await client.versions.rollback({ version: first });
    await expect.poll(() => told.length).toBe(2);
    await client.versions.promote({ version: second });
    await expect.poll(() => told.length).toBe(3);
    const { name } = await client.workspace.get();
    const bodies = told.map(({ body }) => JSON.parse(body));
    expect(bodies.map(({ version }) => version)).toEqual([second, first, second]);
    const manifest = await client.versions.manifest({ version: second });
    expect(bodies[0]).toEqual({ workspace: name, version: second, manifest });
    for (const { headers, body } of told) {
      const signature = createHmac('sha256', 'key').update(body).digest('hex');
      expect(headers['x-plumbline-signature']).toBe(`sha256=${signature}`);
    }
    await expect.poll(() => kept(manifest.run)).toHaveLength(2);
    expect((await kept(manifest.run))[0]).toMatchObject({
      ...{ version: second, url, ok: true, status: 200, attempts: 1 },
    });
    expect((await client.runs.get({ id: manifest.run })).notifications).toHaveLength(2);
  });

  it('reaches a service that fails twice, with one id', async () => {
    const { url, told } = await serve(500, 503, 204);
    const { client } = await open(url);
    const sent = await client.versions.notify({ version: first });
    expect(sent).toMatchObject({ ok: true, status: 204, attempts: 3 });
    expect(new Set(told.map(({ headers }) => headers['x-plumbline-delivery'])).size).toBe(1);
    expect(told.every(({ headers }) => headers['x-plumbline-signature'] === undefined)).toBe(true);
  });

  it('is not held up by a service that is slow', async () => {
    const { url, told } = await serve(0);
    const { client } = await open(url, 50);
    const second = (await train(client)).train?.version ?? '';
    await client.versions.rollback({ version: first });
    expect((await client.workspace.get()).latest).toBe(first);
    const { run } = await client.versions.manifest({ version: first });
    await expect.poll(() => kept(run), { timeout: 5000 }).toHaveLength(1);
    expect((await kept(run))[0]).toMatchObject({ ok: false, status: null, attempts: 5 });
    expect((await kept(run))[0]?.words).toContain('did not answer within');
    // The one before was given up for it.
    expect(JSON.parse(told.at(-1)?.body ?? '{}').version).toBe(first);
    expect(second).not.toBe(first);
  });

  it('is kept where the service is dead, refuses, or is out of reach', async () => {
    const { url } = await serve(403);
    for (const [address, words] of [
      [await urlOfNobody(), 'nothing listens there'],
      [url, 'refused with 403'],
      ['http://8.8.8.8/', 'private network'],
    ] as const) {
      const { client } = await open(address);
      const { run } = await client.versions.manifest({ version: first });
      const before = (await kept(run)).length;
      const sent = await client.versions.notify({ version: first });
      expect(sent).toMatchObject({ ok: false, words: expect.stringContaining(words) });
      expect(await kept(run)).toHaveLength(before + 1);
      await engine?.close();
    }
  });

  it('is not sent unsigned because the secret cannot be read', async () => {
    const { url, told } = await serve(200);
    const { client } = await open(url);
    await nodeWiring().files.writeAtomic(join(folder, '.secrets.json'), '{');
    const sent = await client.versions.notify({ version: first });
    expect(sent).toMatchObject({ ok: false, attempts: 0 });
    expect(sent.words).toContain('secrets');
    expect(told).toEqual([]);
  });

  it('tells nobody where nobody is to be told', async () => {
    const { client } = await open(null);
    await expect(client.versions.notify({ version: first })).rejects.toMatchObject({
      code: 'BAD_INPUT',
      data: { remedy: expect.stringContaining('notifyUrl') },
    });
  });

  it('arrives although the workspace is closed at once', async () => {
    const { url, told } = await serve(200);
    const { client, close } = await open(null);
    const second = (await train(client)).train?.version ?? '';
    await close();
    const opened = await openNodeEngine({ folder });
    await opened.client.workspace.update({ notifyUrl: url });
    await opened.client.versions.rollback({ version: first });
    await opened.close();
    expect(told.map(({ body }) => JSON.parse(body).version)).toEqual([first]);
    expect(second).not.toBe(first);
  });
});

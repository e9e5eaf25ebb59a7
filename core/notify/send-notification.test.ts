import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { PlumblineError } from '#core/contract/errors.ts';
import type { Manifest } from '#core/contract/versions.ts';
import type { HttpRequest } from '#core/platform/http-client.ts';
import { sendNotification } from './send-notification.ts';

const manifest: Manifest = {
  ...{ schema: 1, version: 'v20261120-1', createdAt: '2026-11-20T10:00:00.000Z' },
  ...{ run: 'r20261120-1', mode: 'full-train', parent: null, app: '0.1.0', seed: 1 },
  space: { id: 's', embedder: 'lexical', dimensions: 8, settings: {} },
  data: {
    ...{ entries: 1, terms: 2, learntTerms: 0, judgments: 3 },
    ...{ canonicalSha256: 'a', ledgerSha256: 'b', collections: [] },
  },
  ...{ gate: [], learning: null, settings: {}, incremental: null, imported: null, files: {} },
};
const message = {
  ...{ url: 'http://127.0.0.1:8000/reload', workspace: 'Jobs', manifest },
  ...{ secret: 'key', reachPublic: false },
};

const nothing = new PlumblineError('NOT_FOUND', 'Nothing listens there.');
const far = new PlumblineError('BAD_INPUT', 'It is out of reach.');

/** A service that answers as told, the last answer for ever. */
function service(...answers: (number | Error | Record<string, string>)[]) {
  const requests: HttpRequest[] = [];
  const pauses: number[] = [];
  const closing = new AbortController();
  const { signal } = closing;
  let now = 0;
  const deps = {
    http: {
      async request(request: HttpRequest) {
        requests.push(request);
        now += 100;
        const answer = answers[Math.min(requests.length, answers.length) - 1] ?? 200;
        if (answer instanceof Error) throw answer;
        const headers = typeof answer === 'number' ? {} : answer;
        const status = typeof answer === 'number' ? answer : 503;
        return { status, headers, body: new Uint8Array() };
      },
    },
    clock: { now: () => new Date('2026-11-20T12:00:00Z'), elapsed: () => now },
    sha256: (content: string) => createHash('sha256').update(content).digest('hex'),
    hmac: (secret: string, content: string) =>
      createHmac('sha256', secret).update(content).digest('hex'),
    async pause(milliseconds: number) {
      pauses.push(milliseconds);
      now += milliseconds;
      signal.throwIfAborted();
    },
    random: () => 1,
    signal,
  };
  return { requests, pauses, deps, closing };
}

describe('a notification', () => {
  it('says which version of which workspace, signed', async () => {
    const { requests, deps } = service(204);
    expect(await sendNotification(message, deps)).toEqual({
      ...{ at: '2026-11-20T12:00:00.000Z', version: 'v20261120-1', url: message.url },
      ...{ ok: true, status: 204, attempts: 1, seconds: 0.1, words: 'It answered 204.' },
    });
    const [sent] = requests;
    const body = String(sent?.body);
    expect(JSON.parse(body)).toEqual({ workspace: 'Jobs', version: 'v20261120-1', manifest });
    expect(sent).toMatchObject({ method: 'POST', reach: 'private', timeout: 10_000 });
    const signature = createHmac('sha256', 'key').update(body).digest('hex');
    expect(sent?.headers).toMatchObject({
      'Content-Type': 'application/json',
      'X-Plumbline-Signature': `sha256=${signature}`,
      'X-Plumbline-Delivery': expect.stringMatching(/^[0-9a-f]{32}$/),
    });
  });

  it('is not signed without a secret, and goes further where that is allowed', async () => {
    const { requests, deps } = service(200);
    await sendNotification({ ...message, secret: null, reachPublic: true }, deps);
    expect(requests[0]?.headers).not.toHaveProperty('X-Plumbline-Signature');
    expect(requests[0]?.reach).toBe('any');
  });

  it('is sent again with the same id until it is taken, ever later', async () => {
    const { requests, pauses, deps } = service(503, nothing, 429, 200);
    const sent = await sendNotification(message, deps);
    expect(sent).toMatchObject({ ok: true, status: 200, attempts: 4, seconds: 7.4 });
    expect(pauses).toEqual([1000, 2000, 4000]);
    expect(new Set(requests.map(({ headers }) => headers?.['X-Plumbline-Delivery'])).size).toBe(1);
  });

  it('waits as long as the service asks', async () => {
    const { pauses, deps } = service({ 'retry-after': '12' }, 200);
    expect(await sendNotification(message, deps)).toMatchObject({ ok: true, attempts: 2 });
    expect(pauses).toEqual([12_000]);
  });

  it.each<[string, number | Error, object]>([
    [
      'is broken',
      500,
      { status: 500, attempts: 5, words: expect.stringContaining('answered 500') },
    ],
    ['is dead', nothing, { status: null, attempts: 5, words: expect.stringContaining('listens') }],
    ['refuses', 401, { status: 401, attempts: 1, words: 'It refused with 401.' }],
    ['lies elsewhere', 302, { status: 302, attempts: 1, words: expect.stringContaining('redir') }],
    ['is out of reach', far, { status: null, attempts: 1, words: 'It is out of reach.' }],
  ])('tells where the service %s', async (_, answer, expected) => {
    const { deps } = service(answer);
    const sent = await sendNotification(message, deps);
    expect(sent).toMatchObject({ ok: false, ...expected });
  });

  it('is given up when the workspace closes', async () => {
    const { deps, closing, requests } = service(503);
    closing.abort(new Error('The workspace was closed.'));
    const sent = await sendNotification(message, deps);
    expect(sent).toMatchObject({ ok: false, status: 503, attempts: 1 });
    expect(sent.words).toBe('It answered 503. The workspace was closed.');
    expect(requests).toHaveLength(1);
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PlumblineError } from '#core/contract/errors.ts';
import type { MlflowRecord } from '#core/contract/runs.ts';
import { nodeHttpClient } from '#core/platform/node/node-http-client.ts';
import {
  type FakeMlflow,
  type FakeRun,
  type Fate,
  fakeMlflow,
} from '#test/contract/fake-mlflow.ts';
import { sampleRun } from '#test/contract/sample-run.ts';
import { isPushed, type PushDeps, pushChampion, pushRun, type RunToPush } from './push-run.ts';
import type { MlflowArtifact } from './types.ts';

let server: FakeMlflow;
beforeAll(async () => {
  server = await fakeMlflow();
});
beforeEach(() => {
  server.decide(() => 'pass');
  server.held.experiments.clear();
  server.held.runs.length = 0;
  for (const map of [server.held.files, server.held.models, server.held.aliases]) map.clear();
});
afterAll(() => server.close());

const file = (path: string, text: string): MlflowArtifact => ({
  path,
  bytes: Buffer.byteLength(text),
  async *pieces() {
    yield Buffer.from(text);
  },
});

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 20, 12, 0, seconds)).toISOString();
const loss = Array.from({ length: 17 }, (_, step) => ({
  at: at(step),
  step,
  value: 1 / (1 + step),
}));

const toPush = (known: MlflowRecord | null): RunToPush => ({
  run: sampleRun({ version: 'v20261120-1', promoted: true }),
  metrics: [
    { name: 'adapter.loss', points: loss },
    { name: 'test.ndcg@10', points: [{ at: at(30), step: 0, value: 0.61 }] },
  ],
  key: '0123456789abcdef/r20261120-1',
  artifacts: [file('plumbline/run.json', '{}'), file('plumbline/ä b.json', '[1]')],
  model: { name: 'titles', version: 'v20261120-1', folder: 'plumbline' },
  known,
});

/** What is on the disk of the one who pushes. */
let kept: MlflowRecord | null = null;
beforeEach(() => {
  kept = null;
});

function deps(change: Partial<PushDeps> = {}): PushDeps {
  return {
    http: nodeHttpClient(),
    signal: new AbortController().signal,
    pause: async () => undefined,
    now: () => new Date(at(60)),
    log: () => undefined,
    keep: async (record) => {
      kept = record;
    },
    ...change,
  };
}

const place = () => ({
  ...{ url: server.url, experiment: 'e', secret: null },
  reach: 'private' as const,
});
const push = (change: Partial<PushDeps> = {}) => pushRun(place(), toPush(kept), deps(change));

/** Exactly one of everything, and all of it. */
function expectWhole(): void {
  const { runs, models, files, experiments } = server.held;
  expect(experiments.size).toBe(1);
  expect(runs).toHaveLength(1);
  const [run] = runs as [FakeRun];
  expect(run).toMatchObject({ name: 'r20261120-1', status: 'FINISHED' });
  expect([run.startTime, run.endTime]).toEqual([Date.parse(at(0)), Date.parse(at(12)) + 500]);
  const points = run.points.filter(({ key }) => key === 'adapter.loss');
  expect(points.map(({ step, value }) => [step, value])).toEqual(
    loss.map(({ step, value }) => [step, value]),
  );
  expect(run.points.map(({ key }) => key).filter((key) => key !== 'adapter.loss')).toEqual([
    'test.ndcg_at_10',
    'seconds.load',
    'seconds.embed',
  ]);
  expect(Object.fromEntries(run.params)).toMatchObject({
    ...{ mode: 'full-train', seed: '7', 'data.judgments': '11431' },
    ...{ 'settings.minAccuracy': '0.8', 'settings.mustPass': '0' },
  });
  expect(run.tags.get('plumbline.version')).toBe('v20261120-1');
  expect([...files.keys()].sort()).toEqual([
    `1/${run.id}/artifacts/plumbline/run.json`,
    `1/${run.id}/artifacts/plumbline/ä b.json`,
  ]);
  expect(models.get('titles')).toEqual([
    { version: '1', run: run.id, source: `runs:/${run.id}/plumbline` },
  ]);
  expect(kept).toMatchObject({
    ...{ complete: true, runId: run.id, model: { name: 'titles', version: '1' } },
    page: `${server.url}/#/experiments/1/runs/${run.id}`,
  });
}

describe('a push', () => {
  it('brings everything once, however often it is repeated', async () => {
    await push();
    expectWhole();
    expect(isPushed(kept, place())).toBe(true);
    expect(isPushed(kept, { ...place(), experiment: 'other' })).toBe(false);
    await push();
    expectWhole();
    kept = null; // the folder's record is lost
    await push();
    expectWhole();
  });

  it('makes the run anew where the server has lost it', async () => {
    await push();
    for (const run of server.held.runs) run.deleted = true;
    await push();
    expect(server.held.runs.filter(({ deleted }) => !deleted)).toHaveLength(1);
    expect(kept?.runId).toBe('run2');
  });

  it('sends the secret as a token or as a password', async () => {
    for (const [secret, header] of [
      ['abc', 'Bearer abc'],
      ['ann:pä', `Basic ${Buffer.from('ann:pä').toString('base64')}`],
    ] as const) {
      await pushRun({ ...place(), secret }, toPush(kept), deps());
      expect(server.requests.at(-1)?.authorization).toBe(header);
    }
  });

  it('keeps to the limits of a call', async () => {
    const points = Array.from({ length: 2500 }, (_, step) => ({ at: at(0), step, value: step }));
    const run = sampleRun({
      settings: Object.fromEntries(
        Array.from({ length: 230 }, (_, i) => [`s${i}`, 'x'.repeat(900)]),
      ),
    });
    const big = { ...toPush(null), run, metrics: [{ name: 'm', points }] };
    await pushRun(place(), big, deps());
    expect(server.held.runs[0]?.points.filter(({ key }) => key === 'm')).toHaveLength(2500);
    expect(
      [...(server.held.runs[0]?.params.keys() ?? [])].filter((key) => /\.s\d/.test(key)),
    ).toHaveLength(230);
  });

  it('moves the alias of the promoted version', async () => {
    const { keep: _, ...others } = deps();
    for (const version of ['2', '2', '1']) {
      await pushChampion(place(), { name: 'titles', version }, others);
      expect(server.held.aliases.get('titles champion')).toBe(version);
    }
  });
});

/** Numbers of the requests that a push makes that nothing disturbs. */
async function requestsOf(): Promise<number[]> {
  await push();
  return Array.from({ length: server.requests.length }, (_, n) => n);
}

function forget(): void {
  server.decide(() => 'pass');
  server.held.experiments.clear();
  server.held.runs.length = 0;
  for (const map of [server.held.files, server.held.models, server.held.aliases]) map.clear();
  kept = null;
}

describe('a push that is disturbed at any request', () => {
  it.each(['refuse', 'drop', 'lose'] as const)('goes on by itself: %s', async (fate: Fate) => {
    for (const disturbed of await requestsOf()) {
      forget();
      server.decide((number) => (number === disturbed ? fate : 'pass'));
      await push();
      expectWhole();
    }
  });

  it.each(['refuse', 'drop', 'lose'] as const)(
    'and gives up, is completed by the next one: %s',
    async (fate: Fate) => {
      for (const disturbed of await requestsOf()) {
        forget();
        server.decide((number) => (number >= disturbed ? fate : 'pass'));
        await expect(push()).rejects.toMatchObject({ code: 'NOT_FOUND' });
        server.decide(() => 'pass');
        await push();
        expectWhole();
      }
    },
  );

  it.each(['before it is sent', 'before its answer is read'] as const)(
    'by the death of its process %s, is completed by the next one',
    async (moment) => {
      for (const last of await requestsOf()) {
        forget();
        await expect(push({ http: dyingClient(last, moment) })).rejects.toThrow('killed');
        await push();
        expectWhole();
      }
    },
  );

  it('by the death of its process before it puts down how far it is', async () => {
    for (let last = 0; last < 3; last += 1) {
      forget();
      let steps = 0;
      const keep: PushDeps['keep'] = async (record) => {
        if (steps === last) throw new Error('killed');
        steps += 1;
        kept = record;
      };
      await expect(push({ keep })).rejects.toThrow('killed');
      await push();
      expectWhole();
    }
  });
});

/** A client of a process that is killed at its n-th request. */
function dyingClient(last: number, moment: string): PushDeps['http'] {
  const real = nodeHttpClient();
  let number = 0;
  return {
    async request(request) {
      const mine = number;
      number += 1;
      if (mine === last && moment === 'before it is sent') throw new Error('killed');
      const response = await real.request(request);
      if (mine === last) throw new Error('killed');
      return response;
    },
  };
}

describe('what cannot succeed', () => {
  const answering = (status: number, text: string, headers = {}): PushDeps['http'] => ({
    request: async () => ({ status, headers, body: Buffer.from(text) }),
  });

  it.each([
    [401, '', 'wants a token or a password'],
    [403, 'Invalid Host header', 'Invalid Host header'],
    [404, '<html>', 'No MLflow server answers'],
    [200, '<html>', 'No MLflow server answers'],
    [200, '{"x":1}', 'answers unlike MLflow'],
    [302, '', 'sends on'],
    [400, '{"error_code":"INVALID_PARAMETER_VALUE","message":"no such name"}', 'no such name'],
  ])('is said and not tried again: %d %s', async (status, text, words) => {
    const pauses: number[] = [];
    const pause = async (milliseconds: number) => void pauses.push(milliseconds);
    const failed = await push({ http: answering(status, text), pause }).catch((e: unknown) => e);
    expect(failed).toBeInstanceOf(PlumblineError);
    expect(failed).toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringContaining(words),
      detail: { remedy: expect.any(String) },
    });
    expect(pauses).toEqual([]);
  });

  it('waits longer each time, or as long as it is told', async () => {
    const pauses: number[] = [];
    const pause = async (milliseconds: number) => void pauses.push(milliseconds);
    await expect(push({ http: answering(503, ''), pause })).rejects.toThrow('503');
    await expect(push({ http: answering(429, '', { 'retry-after': '3' }), pause })).rejects.toThrow(
      'asked too much',
    );
    expect(pauses).toEqual([500, 1000, 2000, 4000, 3000, 3000, 3000, 3000]);
  });

  it('stops when it is cancelled while it waits', async () => {
    const stop = new AbortController();
    const pause = async (_: number, signal: AbortSignal) => {
      stop.abort(new PlumblineError('CANCELLED', 'stop'));
      signal.throwIfAborted();
    };
    const cancelled = push({ http: answering(503, ''), pause, signal: stop.signal });
    await expect(cancelled).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});

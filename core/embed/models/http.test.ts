import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createJobContext } from '#core/platform/node/job-context.ts';
import { nodeClock } from '#core/platform/node/node-clock.ts';
import { type HttpAnswer, type HttpFetch, request } from './http.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

const answerWith = (body: HttpAnswer['body']): HttpAnswer => ({
  ...{ status: 200, headers: new Headers(), body },
  text: async () => '',
});

function ask(fetch: HttpFetch, receive: (answer: HttpAnswer) => Promise<number>) {
  const log: string[] = [];
  const context = createJobContext({
    signal: new AbortController().signal,
    clock: nodeClock(),
    onProgress: () => {},
    onLog: (_, message) => void log.push(message),
  });
  const deps = { fetch, pause: async () => {}, context };
  const result = request('https://example.org/x', deps, async () => ({}), receive);
  return { log, result };
}

const rejected = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });

describe('a request', () => {
  it('to a server that stays silent is given up and made again', async () => {
    let calls = 0;
    const { log, result } = ask(
      async (_, { signal }) => {
        calls += 1;
        return calls === 1 ? rejected(signal) : answerWith(null);
      },
      async () => 7,
    );
    await vi.advanceTimersByTimeAsync(59_000);
    expect(calls).toBe(1);
    await vi.advanceTimersByTimeAsync(2000);
    expect(await result).toBe(7);
    expect(log).toEqual(['example.org: the server fell silent; trying again.']);
  });

  it('whose answer stops halfway is given up; one that is slow is not', async () => {
    let calls = 0;
    const { result } = ask(
      async (_, { signal }) => {
        calls += 1;
        const stops = calls === 1;
        return answerWith(
          (async function* () {
            for (let i = 0; i < 4; i += 1) {
              yield Uint8Array.of(i);
              if (stops && i === 1) await rejected(signal);
              await new Promise((resolve) => setTimeout(resolve, 50_000));
            }
          })(),
        );
      },
      async ({ body }) => {
        let bytes = 0;
        for await (const piece of body ?? []) bytes += piece.length;
        return bytes;
      },
    );
    await vi.advanceTimersByTimeAsync(50_000 + 61_000 + 4 * 50_000);
    expect(await result).toBe(4);
    expect(calls).toBe(2);
  });

  it('leaves no timer behind', async () => {
    const { result } = ask(
      async () => answerWith(null),
      async () => 1,
    );
    await result;
    expect(vi.getTimerCount()).toBe(0);
  });
});

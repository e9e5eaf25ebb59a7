import { PlumblineError } from '#core/contract/errors.ts';
import type { JobContext } from '#core/platform/job-context.ts';

/** What is needed of `fetch`. */
export type HttpFetch = (
  url: string,
  options: { headers: Record<string, string>; signal: AbortSignal },
) => Promise<HttpAnswer>;

export interface HttpAnswer {
  status: number;
  headers: { get(name: string): string | null };
  body: AsyncIterable<Uint8Array> | null;
  text(): Promise<string>;
}

export interface HttpDeps {
  fetch: HttpFetch;
  /** Waits, or rejects as soon as the signal is aborted. */
  pause(milliseconds: number, signal: AbortSignal): Promise<void>;
  context: JobContext;
}

/** Attempts in a row that bring nothing. */
const ATTEMPTS = 5;
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 60_000;
/** A server that sends nothing for so long is given up. */
const SILENCE_MS = 60_000;

/** The server's answer says that another attempt may succeed; `afterMs` is what it asks for. */
class TryAgain extends Error {
  readonly afterMs: number;
  readonly status: number;

  constructor(status: number, afterMs: number) {
    super(`the server answered ${status}`);
    this.status = status;
    this.afterMs = afterMs;
  }
}

/**
 * Asks until `receive` has what it wants: what breaks off, and answers 408, 429 and 5xx, are tried again after growing
 * pauses. Where `receive` got on before it threw it sets `progress.made`, and attempts are counted anew.
 * Throws CANCELLED, what `receive` throws as PlumblineError, and NOT_FOUND or BUSY when it does not work out.
 */
export async function request<Result>(
  url: string,
  { fetch, pause, context }: HttpDeps,
  headers: () => Promise<Record<string, string>>,
  receive: (answer: HttpAnswer, progress: { made: boolean }) => Promise<Result>,
): Promise<Result> {
  const { signal } = context;
  for (let attempt = 1; ; attempt += 1) {
    const progress = { made: false };
    const silence = silenceGuard(signal);
    try {
      const answer = await fetch(url, { headers: await headers(), signal: silence.signal });
      if (worthAnotherTry(answer.status)) throw new TryAgain(answer.status, retryAfter(answer));
      return await receive({ ...plain(answer), body: silence.watch(answer.body) }, progress);
    } catch (error) {
      if (signal.aborted) throw cancelled();
      if (error instanceof PlumblineError) throw error;
      if (progress.made) attempt = 0;
      if (attempt >= ATTEMPTS) throw unreachable(url, error);
      const growing = FIRST_PAUSE_MS * 2 ** attempt;
      const asked = error instanceof TryAgain ? error.afterMs : 0;
      context.log('warn', `${hostOf(url)}: ${reasonOf(error)}; trying again.`);
      await pause(Math.min(LONGEST_PAUSE_MS, Math.max(growing, asked)), signal).catch(() => {
        throw cancelled();
      });
    } finally {
      silence.end();
    }
  }
}

function plain(answer: HttpAnswer): HttpAnswer {
  const { status, headers, body } = answer;
  return { status, headers, body, text: () => answer.text() };
}

function worthAnotherTry(status: number): boolean {
  return status === 408 || status === 429 || status >= 500;
}

/** Milliseconds; 0 where the server says nothing. A date instead of seconds is not worth a clock. */
function retryAfter({ headers }: HttpAnswer): number {
  const seconds = Number(headers.get('retry-after'));
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : 0;
}

/** A signal that also aborts when nothing arrives any more. */
function silenceGuard(outer: AbortSignal) {
  const controller = new AbortController();
  const stop = () => controller.abort(outer.reason);
  outer.addEventListener('abort', stop, { once: true });
  if (outer.aborted) stop();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const restart = () => {
    clearTimeout(timer);
    timer = setTimeout(() => controller.abort(new Error('the server fell silent')), SILENCE_MS);
  };
  restart();
  return {
    signal: controller.signal,
    watch: (body: HttpAnswer['body']) => (body === null ? null : heard(body, restart)),
    end() {
      clearTimeout(timer);
      // What was not read of an answer is not waited for.
      controller.abort();
      outer.removeEventListener('abort', stop);
    },
  };
}

async function* heard(
  body: AsyncIterable<Uint8Array>,
  onPiece: () => void,
): AsyncGenerator<Uint8Array> {
  for await (const piece of body) {
    onPiece();
    yield piece;
  }
}

function unreachable(url: string, cause: unknown): PlumblineError {
  const host = hostOf(url);
  if (cause instanceof TryAgain && cause.status === 429) {
    return new PlumblineError(
      'BUSY',
      `${host} is asked too often just now.`,
      { remedy: 'Try again in some minutes; what has arrived is kept until Plumbline is closed.' },
      { cause },
    );
  }
  return new PlumblineError(
    'NOT_FOUND',
    `${host} cannot be reached: ${reasonOf(cause)}.`,
    {
      remedy:
        'Check the network and try again, or download the model elsewhere and add its folder.',
    },
    { cause },
  );
}

/** fetch says "fetch failed" and puts what happened into the cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}

function hostOf(url: string): string {
  return /^https?:\/\/([^/]+)/.exec(url)?.[1] ?? url;
}

function cancelled(): PlumblineError {
  return new PlumblineError('CANCELLED', 'Stopped at your request.', {
    remedy: 'Nothing of it was kept; start it again when you like.',
  });
}

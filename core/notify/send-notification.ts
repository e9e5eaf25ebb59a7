import { PlumblineError } from '#core/contract/errors.ts';
import type { Notification } from '#core/contract/runs.ts';
import type { Manifest } from '#core/contract/versions.ts';
import type { Clock } from '#core/platform/clock.ts';
import type { HttpClient, HttpResponse } from '#core/platform/http-client.ts';
import { isWorthAnotherTry, MOST_ATTEMPTS, pauseAfter, retryAfter } from './retry-schedule.ts';

/** What a service is told, and how. */
export interface Message {
  url: string;
  /** Name of the workspace. */
  workspace: string;
  manifest: Manifest;
  /** Signs the body; null: it is not signed. */
  secret: string | null;
  /** Whether the service may lie outside this machine and its private network. */
  reachPublic: boolean;
}

export interface SendDeps {
  http: HttpClient;
  clock: Clock;
  sha256(content: string): string;
  /** Hex HMAC-SHA256. */
  hmac(secret: string, content: string): string;
  /** Rejects, with why, where it shall not be tried again. */
  pause(milliseconds: number): Promise<void>;
  /** Uniform in [0, 1). */
  random(): number;
  /** Gives the running attempt up. */
  signal: AbortSignal;
}

/** For one attempt. */
const TIMEOUT_MS = 10_000;

/**
 * Tells a service that a version is latest: POST {workspace, version, manifest} as JSON, with the HMAC-SHA256 of the
 * body in `X-Plumbline-Signature: sha256=<hex>` and an id in `X-Plumbline-Delivery` that stays the same when it is sent
 * again. Tries again where nothing answers, or 408, 429 or 5xx. Never throws: how it went is the result.
 */
export async function sendNotification(message: Message, deps: SendDeps): Promise<Notification> {
  const { url, manifest } = message;
  const at = deps.clock.now().toISOString();
  const begun = deps.clock.elapsed();
  const end = await untilDelivered(requestOf(message, at, deps), deps);
  const seconds = (deps.clock.elapsed() - begun) / 1000;
  return { at, version: manifest.version, url, seconds, ...end };
}

type End = Pick<Notification, 'ok' | 'status' | 'attempts' | 'words'>;
type Request = Parameters<HttpClient['request']>[0];

function requestOf(
  { url, workspace, manifest, secret, reachPublic }: Message,
  at: string,
  { sha256, hmac, signal }: SendDeps,
): Request {
  const { version } = manifest;
  const body = JSON.stringify({ workspace, version, manifest });
  const headers: Record<string, string> = {
    'Content-Type': 'application/json',
    'User-Agent': 'Plumbline',
    'X-Plumbline-Delivery': sha256(`${at} ${url} ${body}`).slice(0, 32),
  };
  if (secret !== null) headers['X-Plumbline-Signature'] = `sha256=${hmac(secret, body)}`;
  const reach = reachPublic ? 'any' : 'private';
  return { method: 'POST', url, headers, body, timeout: TIMEOUT_MS, reach, signal };
}

async function untilDelivered(request: Request, deps: SendDeps): Promise<End> {
  for (let attempts = 1; ; attempts += 1) {
    const answer = await attempt(request, deps.http);
    const end = endOf(answer, attempts);
    if (end) return end;
    const wanted = answer instanceof Error ? 0 : retryAfter(answer.headers['retry-after']);
    try {
      await deps.pause(pauseAfter(attempts, deps.random, wanted));
    } catch (stop) {
      return failed(answer, attempts, `${capital(why(answer))} ${messageOf(stop)}`);
    }
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

async function attempt(request: Request, http: HttpClient): Promise<HttpResponse | Error> {
  try {
    return await http.request(request);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** How it ended; null where another try may help. */
function endOf(answer: HttpResponse | Error, attempts: number): End | null {
  if (!(answer instanceof Error)) {
    const { status } = answer;
    const ok = status >= 200 && status < 300;
    if (ok) return { ok, status, attempts, words: `It answered ${status}.` };
    if (!isWorthAnotherTry(status)) return failed(answer, attempts, refusal(status));
  } else if (!(answer instanceof PlumblineError) || answer.code !== 'NOT_FOUND') {
    return failed(answer, attempts, answer.message);
  }
  return attempts < MOST_ATTEMPTS
    ? null
    : failed(answer, attempts, `Given up after ${attempts} tries: ${why(answer)}`);
}

function failed(answer: HttpResponse | Error, attempts: number, words: string): End {
  return { ok: false, status: answer instanceof Error ? null : answer.status, attempts, words };
}

const why = (answer: HttpResponse | Error) =>
  answer instanceof Error ? answer.message : `it answered ${answer.status}.`;

const refusal = (status: number) =>
  status >= 300 && status < 400
    ? `It answered ${status}: it lies elsewhere, and redirects are not followed.`
    : `It refused with ${status}.`;

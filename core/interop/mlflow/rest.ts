import { PlumblineError } from '#core/contract/errors.ts';
import type {
  HttpBody,
  HttpClient,
  HttpRequest,
  HttpResponse,
} from '#core/platform/http-client.ts';
import { Unavailable } from './retry.ts';

/** An MLflow server and how it is spoken to. */
export interface MlflowServer {
  /** With no `/` at the end; it may have a path. */
  url: string;
  /** The secret: a token, or `user:password`; null: none. */
  secret: string | null;
  reach: HttpRequest['reach'];
}

/** What MLflow answers where it does not do what was asked: a 4xx with its own error code. */
export interface Refusal {
  status: number;
  code: string;
  message: string;
}

/** A body in pieces, of a known length. */
export type Streamed = Extract<HttpBody, { bytes: number }>;

export type Answer = { refusal: null; body: unknown } | { refusal: Refusal; body: null };

export interface Rest {
  /** One call of `/api/2.0/mlflow/<path>`. Throws what HttpClient throws, and Unavailable for 429 and 5xx. */
  call(method: 'GET' | 'POST' | 'PATCH', path: string, content: object): Promise<Answer>;
  /** Sends a file through the server's artifact proxy. */
  put(path: string, body: Streamed): Promise<Answer>;
}

const API = '/api/2.0/mlflow/';
const ARTIFACTS = '/api/2.0/mlflow-artifacts/artifacts/';
const TIMEOUT = 60_000;
/** Bytes a second that a slow line still brings. */
const SLOW_LINE = 100_000;

export function restOf(server: MlflowServer, http: HttpClient, signal: AbortSignal): Rest {
  const send = async (request: Pick<HttpRequest, 'method' | 'url'> & Partial<HttpRequest>) => {
    const headers = { accept: 'application/json', ...authOf(server.secret), ...request.headers };
    const reach = server.reach;
    return answerOf(
      await http.request({ timeout: TIMEOUT, ...request, headers, reach, signal }),
      server,
    );
  };
  return {
    call(method, path, content) {
      const url = `${server.url}${API}${path}`;
      if (method === 'GET') return send({ method, url: `${url}?${queryOf(content)}` });
      const headers = { 'content-type': 'application/json' };
      return send({ method, url, headers, body: JSON.stringify(content) });
    },
    put(path, body) {
      const url = `${server.url}${ARTIFACTS}${path.split('/').map(encodeURIComponent).join('/')}`;
      const timeout = TIMEOUT + (body.bytes / SLOW_LINE) * 1000;
      const headers = { 'content-type': 'application/octet-stream' };
      return send({ method: 'PUT', url, headers, body, timeout });
    },
  };
}

function queryOf(content: object): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(content)) query.append(name, String(value));
  return query;
}

/** A secret with a colon is a user's name and password, any other a token. */
export function authOf(secret: string | null): Record<string, string> {
  if (secret === null) return {};
  if (!secret.includes(':')) return { authorization: `Bearer ${secret}` };
  const bytes = new TextEncoder().encode(secret);
  return { authorization: `Basic ${btoa(String.fromCharCode(...bytes))}` };
}

/** Throws Unavailable for what may pass, and BAD_INPUT where no MLflow server answers, or one that wants other credentials. */
export function answerOf(
  { status, headers, body }: HttpResponse,
  { url, secret }: Pick<MlflowServer, 'url' | 'secret'>,
): Answer {
  const text = new TextDecoder().decode(body);
  if (status === 429 || status >= 500) throw unavailable(status, headers['retry-after'], url, text);
  if (status === 401 || status === 403) throw refusedEntry(status, text, { url, secret });
  if (status >= 300 && status < 400) throw elsewhere(url, headers.location);
  const json = parseJson(text);
  if (status >= 200 && status < 300) {
    // Files are stored with an empty answer.
    if (json !== null || text === '') return { refusal: null, body: json ?? {} };
    throw noMlflow(url, status);
  }
  if (json === null || !('error_code' in json)) throw noMlflow(url, status);
  const { error_code: code, message } = json as Record<string, unknown>;
  return {
    body: null,
    refusal: { status, code: String(code), message: String(message ?? '').slice(0, 500) },
  };
}

function parseJson(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? value : null;
  } catch {
    return null; // no JSON, no MLflow
  }
}

function unavailable(status: number, after: string | undefined, url: string, text: string) {
  const seconds = Number(after);
  const retryAfter = after !== undefined && seconds >= 0 ? seconds * 1000 : null;
  const json = parseJson(text);
  const said = json && 'message' in json ? ` It says: ${String(json.message).slice(0, 300)}` : '';
  const what = status === 429 ? 'is asked too much' : `answers with HTTP status ${status}`;
  return new Unavailable(`The MLflow server at ${url} ${what}.${said}`, retryAfter);
}

function refusedEntry(
  status: number,
  text: string,
  { url, secret }: Pick<MlflowServer, 'url' | 'secret'>,
): PlumblineError {
  const why = secret === null ? 'wants a token or a password' : 'does not accept the secret';
  const said = text === '' ? '' : ` It says: ${text.slice(0, 200)}`;
  const message = `The MLflow server at ${url} ${why} (HTTP ${status}).${said}`;
  return new PlumblineError('BAD_INPUT', message, {
    remedy: 'Set the secret mlflow to a token or to user:password: plumbline secret.',
  });
}

function elsewhere(url: string, location: string | undefined): PlumblineError {
  const to = location === undefined ? '' : ` to ${location}`;
  return new PlumblineError('BAD_INPUT', `${url} sends on${to}, which is not followed.`, {
    remedy: 'Set mlflowUrl to the address at which MLflow itself answers.',
  });
}

function noMlflow(url: string, status: number): PlumblineError {
  return new PlumblineError('BAD_INPUT', `No MLflow server answers at ${url} (HTTP ${status}).`, {
    remedy: "Set mlflowUrl to the server's address, for example http://127.0.0.1:5000.",
  });
}

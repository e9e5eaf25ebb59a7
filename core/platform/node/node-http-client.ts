import { lookup as lookUp } from 'node:dns/promises';
import { type ClientRequest, type IncomingMessage, request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { PlumblineError } from '#core/contract/errors.ts';
import type {
  HttpBody,
  HttpClient,
  HttpRequest,
  HttpResponse,
} from '#core/platform/http-client.ts';
import { httpFailure, outOfReach, timedOut } from './http-failure.ts';
import { isPrivateAddress } from './private-address.ts';

/** A machine's addresses by its name. */
type Resolve = (host: string) => Promise<{ address: string; family: number }[]>;

const MOST_RESPONSE_BYTES = 8 * 2 ** 20;

/** HTTP over this machine's network. Each request has a connection of its own, whose address is checked. */
export function nodeHttpClient(
  resolve: Resolve = (host) => lookUp(host, { all: true }),
): HttpClient {
  return { request: (request) => exchange(request, resolve) };
}

async function exchange(request: HttpRequest, resolve: Resolve): Promise<HttpResponse> {
  const url = plainUrl(request.url);
  const near = request.reach === 'private';
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  if (near && isIP(literal) !== 0 && !isPrivateAddress(literal)) throw outOfReach(url.host);
  const stop = new AbortController();
  const end = (reason: PlumblineError) => () => stop.abort(reason);
  const timer = setTimeout(end(timedOut(url.host, request.timeout)), request.timeout);
  const cancel = end(new PlumblineError('CANCELLED', 'Stopped at your request.'));
  request.signal?.addEventListener('abort', cancel);
  if (request.signal?.aborted) cancel();
  try {
    stop.signal.throwIfAborted();
    return await send(url, request, { lookup: checkedLookup(resolve, near), stop: stop.signal });
  } catch (error) {
    throw stop.signal.aborted ? stop.signal.reason : error;
  } finally {
    clearTimeout(timer);
    request.signal?.removeEventListener('abort', cancel);
  }
}

/** Throws BAD_INPUT for what is no http(s) URL, and for one with a password, which logs would show. */
function plainUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new PlumblineError('BAD_INPUT', `${JSON.stringify(text)} is no http(s) address.`, {
      remedy: 'For example: http://127.0.0.1:8000/reload',
    });
  }
  if (url.username === '' && url.password === '') return url;
  throw new PlumblineError('BAD_INPUT', 'The address holds a user name or a password.', {
    remedy: 'Leave them out of the address and set them as a secret: plumbline secret.',
  });
}

/** Hands out only addresses that may be connected to, so that no other one can take a checked one's place. */
function checkedLookup(resolve: Resolve, near: boolean): LookupFunction {
  return (host, options, answer) => {
    const fail = (error: unknown) =>
      answer(error instanceof Error ? error : new Error(String(error)), '');
    const hand = (all: { address: string; family: number }[]) => {
      const wanted = all.filter(({ family }) => !options.family || options.family === family);
      const allowed = wanted.filter(({ address }) => !near || isPrivateAddress(address));
      const [first] = allowed;
      if (!first) return fail(wanted.length > 0 ? outOfReach(host) : noAddress());
      return options.all ? answer(null, allowed) : answer(null, first.address, first.family);
    };
    resolve(host).then(hand, fail);
  };
}

const noAddress = () => Object.assign(new Error('no address'), { code: 'ENOTFOUND' });

async function send(
  url: URL,
  { method, headers, body }: HttpRequest,
  { lookup, stop }: { lookup: LookupFunction; stop: AbortSignal },
): Promise<HttpResponse> {
  const start = url.protocol === 'https:' ? overHttps : overHttp;
  const length = body === undefined ? {} : { 'content-length': String(bytesOf(body)) };
  // Without an agent no connection is used again that was made for a farther reach.
  const options = { method, headers: { ...headers, ...length }, lookup, agent: false };
  const fault: Fault = {};
  let sent: ClientRequest | undefined;
  try {
    sent = start(url, { ...options, signal: stop });
    const answered = answerOf(sent);
    write(sent, body, fault);
    return await answered;
  } catch (error) {
    throw 'error' in fault ? fault.error : httpFailure(error, url.host);
  } finally {
    sent?.destroy();
  }
}

/** What went wrong with the pieces of a body, which is no failure of the network. */
interface Fault {
  error?: unknown;
}

function bytesOf(body: HttpBody): number {
  if (typeof body === 'string') return Buffer.byteLength(body);
  return body instanceof Uint8Array ? body.byteLength : body.bytes;
}

function write(sent: ClientRequest, body: HttpBody | undefined, fault: Fault): void {
  if (body === undefined || typeof body === 'string' || body instanceof Uint8Array) {
    sent.end(body);
    return;
  }
  // How it ends is heard from `sent`: a server may answer before it has read everything, and that answer counts.
  const pieces = Readable.from(counted(body, fault), { objectMode: false });
  pipeline(pieces, sent).catch(() => sent.destroy());
}

type Pieces = Exclude<HttpBody, string | Uint8Array>;

/** The pieces, as many bytes as were announced. */
async function* counted({ bytes, pieces }: Pieces, fault: Fault): AsyncGenerator<Uint8Array> {
  let passed = 0;
  try {
    for await (const piece of pieces) {
      passed += piece.byteLength;
      if (passed > bytes) break;
      yield piece;
    }
    if (passed !== bytes) throw new Error(`the body does not have the ${bytes} bytes announced`);
  } catch (error) {
    fault.error = error;
    throw error;
  }
}

function answerOf(sent: ClientRequest): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    let answering = false;
    // Once an answer comes in, it alone decides: it may be whole although not everything was sent.
    sent.on('error', (error) => answering || reject(error));
    sent.on('response', (response) => {
      answering = true;
      readResponse(response).then(resolve, reject);
    });
  });
}

async function readResponse(response: IncomingMessage): Promise<HttpResponse> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of response) {
    bytes += piece.length;
    if (bytes > MOST_RESPONSE_BYTES) throw tooLong();
    pieces.push(piece);
  }
  const headers = Object.entries(response.headers).map(([name, value = '']) => [
    name,
    Array.isArray(value) ? value.join(', ') : value,
  ]);
  return {
    status: response.statusCode ?? 0,
    headers: Object.fromEntries(headers),
    body: new Uint8Array(Buffer.concat(pieces)),
  };
}

function tooLong(): PlumblineError {
  return new PlumblineError('BAD_INPUT', 'The answer has more than 8 MB.', {
    remedy: 'Check that the address is that of the service.',
  });
}

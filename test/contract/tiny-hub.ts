import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export const TINY_COMMIT = 'c0ffee0123456789c0ffee0123456789c0ffee01';

export const sha256Of = (content: Uint8Array | string): string =>
  createHash('sha256').update(content).digest('hex');

/** Answers one request for a file in a way of its own; false leaves it to the hub. */
export type Twist = (
  request: { path: string; range: string | null; nth: number },
  response: ServerResponse,
  content: Buffer,
) => boolean;

export interface TinyHub {
  base: string;
  /** What was asked for, in order: "model.safetensors" or "model.safetensors bytes=5-". */
  asked: string[];
  /** How files are answered from now on. */
  twist: Twist;
  /** Status of the listing. */
  status: number;
  commit: string;
  /** Paths that the listing names besides. */
  listed: Record<string, unknown>[];
  card: unknown;
  close(): Promise<void>;
}

/** A server that speaks as much of the hub's protocol as a download needs, with one repository, `owner/tiny`. */
export async function tinyHub(files: Readonly<Record<string, Buffer>>): Promise<TinyHub> {
  const counts = new Map<string, number>();
  const server = createServer((request, response) => answer(hub, files, counts, request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const hub: TinyHub = {
    base: `http://127.0.0.1:${port}`,
    asked: [],
    twist: () => false,
    status: 200,
    commit: TINY_COMMIT,
    listed: [],
    card: { license: 'mit', language: ['en', 'fr'] },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return hub;
}

function answer(
  hub: TinyHub,
  files: Readonly<Record<string, Buffer>>,
  counts: Map<string, number>,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const url = decodeURIComponent(request.url ?? '');
  const json = (value: unknown, headers = {}) => {
    response.writeHead(hub.status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(value));
  };
  if (url.startsWith('/api/models/owner/tiny/revision/')) {
    json({ sha: hub.commit, cardData: hub.card });
    return;
  }
  if (url.startsWith('/api/models/owner/tiny/tree/')) {
    const rows = [...Object.entries(files).map(rowOf), ...hub.listed];
    // Two pages, as a large repository has.
    const next = `<${hub.base}${url}&cursor=2>; rel="next"`;
    if (url.includes('cursor=2')) json(rows.slice(1));
    else json(rows.slice(0, 1), { link: next });
    return;
  }
  const path = url.replace(`/owner/tiny/resolve/${hub.commit}/`, '');
  const content = files[path];
  if (content === undefined) {
    response.writeHead(404).end();
    return;
  }
  const nth = (counts.get(path) ?? 0) + 1;
  counts.set(path, nth);
  const range = request.headers.range ?? null;
  hub.asked.push(range === null ? path : `${path} ${range}`);
  if (!hub.twist({ path, range, nth }, response, content)) sendRange(response, content, range);
}

function rowOf([path, content]: [string, Buffer]): Record<string, unknown> {
  const size = content.length;
  const large = path.endsWith('.safetensors') || path.endsWith('.onnx');
  const lfs = large ? { lfs: { oid: sha256Of(content), size, pointerSize: 130 } } : {};
  return { type: 'file', path, size, oid: 'a'.repeat(40), ...lfs };
}

/** As a server does that knows ranges. */
export function sendRange(response: ServerResponse, content: Buffer, range: string | null): void {
  const start = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);
  if (range !== null && start >= content.length) {
    response.writeHead(416).end();
    return;
  }
  const headers = { 'content-length': content.length - start };
  if (range === null) response.writeHead(200, headers);
  else {
    const last = content.length - 1;
    const contentRange = `bytes ${start}-${last}/${content.length}`;
    response.writeHead(206, { ...headers, 'content-range': contentRange });
  }
  response.end(content.subarray(start));
}

/** Sends some bytes of a promised whole and then breaks the connection. */
export function breakAfter(response: ServerResponse, content: Buffer, bytes: number): void {
  response.writeHead(200, { 'content-length': content.length });
  response.write(content.subarray(0, bytes), () => response.destroy());
}

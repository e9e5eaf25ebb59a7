import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { SECURITY_HEADERS } from '#core/contract/security-headers.ts';
import { isAppUrl } from './security/app-origin.ts';

/** A file below the root to serve, or the status of a refusal. */
export type AppRequest =
  | { readonly file: string; readonly fallback: boolean }
  | { readonly status: 400 | 403 | 404 | 405 };

const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD']);
const INDEX = 'index.html';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.wasm': 'application/wasm',
};

/**
 * Decides what a request to plumbline://app/ gets. Pure: `root` is only joined. A path without an
 * extension is a route of the page and gets index.html (`fallback`). Everything that could leave
 * the root is refused here by its text; links inside the root are checked when it is served.
 */
export function resolveAppRequest(method: string, url: string, root: string): AppRequest {
  if (!METHODS.has(method)) return { status: 405 };
  if (!isAppUrl(url)) return { status: 403 };
  const path = decodePath(new URL(url).pathname);
  if (path === null) return { status: 400 };
  const parts = path.split('/').filter((part) => part !== '');
  if (parts.some(isUnsafePart)) return { status: 403 };
  const last = parts.at(-1);
  if (last === undefined || extname(last) === '')
    return { file: join(root, INDEX), fallback: true };
  return { file: join(root, ...parts), fallback: false };
}

/** Decodes once; null for a path that is not UTF-8. */
function decodePath(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}

/** Traversal, NUL, Windows separators, drives and alternate streams. */
function isUnsafePart(part: string): boolean {
  return part === '..' || part === '.' || /[\0\\:]/.test(part);
}

/** The content type of a file by its name; bytes where it is not one of the renderer's. */
export function contentType(file: string): string {
  return TYPES[extname(file).toLowerCase()] ?? 'application/octet-stream';
}

/** Answers a request from the files below `root`, always under the security headers. */
export async function serveAppRequest(
  request: { readonly method: string; readonly url: string },
  root: string,
): Promise<Response> {
  const decision = resolveAppRequest(request.method, request.url, root);
  if ('status' in decision) return refuse(decision.status);
  const body = await readInside(decision.file, root);
  if (body === null) return refuse(404);
  const headers = { ...SECURITY_HEADERS, 'content-type': contentType(decision.file) };
  return new Response(request.method === 'HEAD' ? null : body, { headers });
}

function refuse(status: number): Response {
  return new Response(null, { status, headers: SECURITY_HEADERS });
}

/** The bytes of a file whose real path lies below the root's; null where there is none. */
async function readInside(file: string, root: string): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    const [real, realRoot] = await Promise.all([realpath(file), realpath(root)]);
    if (!real.startsWith(realRoot + sep)) return null;
    return new Uint8Array(await readFile(real));
  } catch (error) {
    if (error instanceof Error && 'code' in error && isAbsence(error.code)) return null;
    throw error;
  }
}

function isAbsence(code: unknown): boolean {
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR';
}

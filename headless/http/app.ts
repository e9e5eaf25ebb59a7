import { existsSync } from 'node:fs';
import { extname, join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import type { AnyRouter } from '@orpc/server';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { SECURITY_HEADERS } from '#core/contract/security-headers.ts';
import { carriesToken, isLoopbackHost, isSameOrigin } from './guard.ts';
import { cacheControl } from './headers.ts';
import { addEngineRoutes, type LogError } from './routes.ts';

export interface AppOptions {
  router: AnyRouter;
  token: string;
  /** The built interface; a missing one is explained, not fatal. */
  rendererFolder: string;
  version: string;
  logError: LogError;
}

/** Largest request body, bytes: a dropped file of a million rows fits. */
const BODY_LIMIT = 512 * 1024 * 1024;

/** The whole HTTP service: guards, engine, interface. */
export function createApp(options: AppOptions): Hono {
  const app = new Hono();
  app.use(securityHeaders);
  app.use(onlyThisMachine);
  app.get('/healthz', (c) => c.json({ ok: true }));
  for (const path of ['/rpc/*', '/api/*']) {
    app.use(path, onlyWithToken(options.token));
    app.use(path, bodyLimit({ maxSize: BODY_LIMIT, onError: tooLarge }));
  }
  addEngineRoutes(app, options.router, options.version, options.logError);
  for (const path of ['/rpc/*', '/api/*'])
    app.all(path, (c) => refuse(c, 404, 'NOT_FOUND', 'There is no such procedure.'));
  addInterface(app, options.rendererFolder);
  app.onError((error, c) => {
    options.logError('A request failed unexpectedly.', error);
    return refuse(c, 500, 'INTERNAL', 'Something went wrong inside Plumbline.');
  });
  return app;
}

const securityHeaders: MiddlewareHandler = async (c, next) => {
  await next();
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) c.res.headers.set(name, value);
  if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'no-store');
};

const onlyThisMachine: MiddlewareHandler = async (c, next) => {
  const host = c.req.header('host');
  if (!isLoopbackHost(host))
    return refuse(c, 403, 'FORBIDDEN', 'Plumbline answers to 127.0.0.1 and localhost only.');
  if (!isSameOrigin(c.req.header('origin'), host))
    return refuse(c, 403, 'FORBIDDEN', 'Another page may not use this service.');
  await next();
};

function onlyWithToken(token: string): MiddlewareHandler {
  return async (c, next) => {
    if (carriesToken(c.req.header('authorization'), token)) return next();
    c.header('WWW-Authenticate', 'Bearer');
    return refuse(c, 401, 'UNAUTHORIZED', 'Open the address that plumbline serve printed.');
  };
}

/** The interface's files; `.gz` beside a file is sent to who takes it. Paths without an extension are its routes. */
function addInterface(app: Hono, folder: string): void {
  app.get('*', async (c, next) => {
    c.header('Cache-Control', cacheControl(c.req.path));
    await next();
  });
  if (existsSync(join(folder, 'index.html'))) {
    const page = serveStatic({ root: folder, path: 'index.html', precompressed: true });
    app.get('*', serveStatic({ root: folder, precompressed: true }));
    app.get('*', (c, next) => (extname(c.req.path) === '' ? page(c, next) : next()));
  } else {
    app.get('/', (c) => c.text('The interface has not been built. Run: npm run build', 503));
  }
  app.notFound((c) => refuse(c, 404, 'NOT_FOUND', 'There is nothing here.'));
}

function tooLarge(c: Context): Response {
  return refuse(c, 413, 'BAD_INPUT', 'The file is larger than 512 MB.');
}

function refuse(c: Context, status: 401 | 403 | 404 | 413 | 500, code: string, message: string) {
  c.header('Cache-Control', 'no-store');
  return c.json({ defined: false, code, status, message }, status);
}

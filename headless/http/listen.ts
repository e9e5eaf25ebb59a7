import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import { PlumblineError } from '#core/contract/errors.ts';

/** A server that listens; `close` also ends connections that are still open. */
export interface Listening {
  port: number;
  close(): Promise<void>;
}

/** The port that is tried first when none was asked for. */
export const DEFAULT_PORT = 4780;
const TRIES = 20;

/**
 * Listens on loopback. Without a wanted port, takes the first free one from `DEFAULT_PORT` on.
 * Throws BUSY when a wanted port is taken.
 */
export async function listen(app: Hono, wanted: number | undefined): Promise<Listening> {
  const ports = wanted === undefined ? candidates() : [wanted];
  for (const port of ports) {
    const listening = await tryPort(app, port);
    if (listening) return listening;
  }
  throw new PlumblineError('BUSY', `Port ${ports.join(', ')} is already in use.`, {
    remedy: 'Choose another one with --port, or leave --port out for any free one.',
  });
}

function candidates(): number[] {
  return [...Array.from({ length: TRIES }, (_, index) => DEFAULT_PORT + index), 0];
}

/** Undefined where the port is taken; throws for any other reason. */
async function tryPort(app: Hono, port: number): Promise<Listening | undefined> {
  const server = createAdaptorServer({ fetch: app.fetch, hostname: '127.0.0.1' }) as Server;
  const started = await new Promise<boolean>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(false);
      else reject(listenError(port, error));
    });
    server.listen(port, '127.0.0.1', () => resolve(true));
  });
  if (!started) return undefined;
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    close: () => closeServer(server),
  };
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    // Event streams never end by themselves.
    server.closeAllConnections();
  });
}

function listenError(port: number, error: NodeJS.ErrnoException): Error {
  if (error.code !== 'EACCES') return error;
  return new PlumblineError('BAD_INPUT', `This user may not listen on port ${port}.`, {
    remedy: 'Choose one from 1024 up.',
  });
}

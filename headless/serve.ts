import type { AnyRouter } from '@orpc/server';
import { createApp } from './http/app.ts';
import { chooseToken } from './http/guard.ts';
import { listen } from './http/listen.ts';
import type { LogError } from './http/routes.ts';

export interface ServeOptions {
  router: AnyRouter;
  rendererFolder: string;
  version: string;
  /** Undefined: any free port. */
  port: number | undefined;
  /** Undefined: a random one. */
  token: string | undefined;
  logError: LogError;
}

/** A running service. */
export interface Service {
  port: number;
  token: string;
  /** The interface's address with the token; whoever has it has the workspace. */
  url: string;
  close(): Promise<void>;
}

/** Serves an engine and the interface on loopback. Throws BUSY when the port is taken, BAD_INPUT for a bad token. */
export async function startService(options: ServeOptions): Promise<Service> {
  const token = chooseToken(options.token);
  const app = createApp({ ...options, token });
  const { port, close } = await listen(app, options.port);
  // After the # it reaches neither a server's log nor a Referer header.
  return { port, token, url: `http://127.0.0.1:${port}/#token=${token}`, close };
}

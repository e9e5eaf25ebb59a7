import { ORPCError } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import { z } from 'zod';

/** A port of either world: Electron's MessagePortMain, or Node's MessagePort in tests. */
export interface ServedPort {
  on(event: string, listener: (event?: { data: unknown }) => void): void;
  postMessage(data: unknown): void;
  start(): void;
}

export interface ServeOptions {
  /** A page opened or created another workspace. */
  onWorkspace(folder: string): void;
  /** Something failed that no contract declares. */
  onFault(procedure: string, error: unknown): void;
}

const OPENERS: ReadonlySet<string> = new Set(['workspace.open', 'workspace.create']);
const Opened = z.object({ folder: z.string() });

/** Returns what serves a router on a port until that port closes. */
export function serveRouter(
  router: ConstructorParameters<typeof RPCHandler>[0],
  options: ServeOptions,
): (port: ServedPort) => void {
  const handler = new RPCHandler(router, {
    clientInterceptors: [
      async (call) => {
        const name = call.path.join('.');
        const output = await call.next().catch((error: unknown) => {
          if (!isDeclared(error)) options.onFault(name, error);
          throw error;
        });
        if (OPENERS.has(name)) options.onWorkspace(Opened.parse(output).folder);
        return output;
      },
    ],
  });
  return (port) => {
    handler.upgrade(port);
    // Both kinds of port hold messages back until they are started.
    port.start();
  };
}

function isDeclared(error: unknown): boolean {
  return error instanceof ORPCError && (error.defined || error.status < 500);
}

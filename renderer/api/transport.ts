import type { ClientLink } from '@orpc/client';
import { RPCLink as FetchLink } from '@orpc/client/fetch';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { setConnection } from './connection.ts';
import { EngineGoneError } from './failure.ts';
import { createPortWaiter } from './port-waiter.ts';

type Link = ClientLink<Record<never, never>>;

/** Over HTTP to the server that this page came from, with the tab's token. */
export function httpLink(origin: string, token: string): Link {
  return new FetchLink({
    url: `${origin}/rpc`,
    headers: token ? { authorization: `Bearer ${token}` } : {},
    fetch: async (request, init) => {
      const response = await globalThis.fetch(request, init);
      if (response.status === 401) setConnection('expired');
      return response;
    },
  });
}

/**
 * Over ports to the engine's process: each port that arrives takes the place of the one before, and calls wait while
 * there is none. Returns the link and where to hand ports in.
 */
export function portLink(): { link: Link; takePort(port: MessagePort): void } {
  const waiter = createPortWaiter<Link>();
  const takePort = (port: MessagePort) => {
    const wire: Link = new PortLink({ port });
    port.addEventListener('close', () => waiter.lose(wire));
    port.start();
    waiter.give(wire);
  };
  const call: Link['call'] = async (path, input, options) => {
    const wire = await waiter.wait(options.signal);
    try {
      return await wire.call(path, input, options);
    } catch (error) {
      // A port that closes rejects what was pending as aborted, although nobody gave up.
      const gone = isAbort(error) && !options.signal?.aborted;
      throw gone ? new EngineGoneError('The engine closed its port.') : error;
    }
  };
  return { link: { call }, takePort };
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

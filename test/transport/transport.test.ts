import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink as FetchLink } from '@orpc/client/fetch';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { createRouterClient } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import { startService } from '#headless/serve.ts';
import { describeTransport } from './suite.ts';

describeTransport('direct calls', async (router) => ({
  client: createRouterClient(router),
  close: async () => {},
}));

describeTransport('a MessageChannel', async (router) => {
  const { port1, port2 } = new MessageChannel();
  new RPCHandler(router).upgrade(port1);
  port1.start();
  port2.start();
  return {
    client: createORPCClient(new PortLink({ port: port2 })),
    close: async () => {
      port1.close();
      port2.close();
    },
  };
});

describeTransport('HTTP', async (router) => {
  const service = await startService({
    router,
    rendererFolder: '/nonexistent',
    version: '0.0.0',
    port: 0,
    token: undefined,
    logError: (message, cause) => {
      throw new Error(message, { cause });
    },
  });
  const link = new FetchLink({
    url: `http://127.0.0.1:${service.port}/rpc`,
    headers: { authorization: `Bearer ${service.token}` },
  });
  return { client: createORPCClient(link), close: service.close };
});

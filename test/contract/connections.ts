import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { RPCHandler } from '@orpc/server/message-port';
import { type NodeEngineOptions, openNodeEngine } from '#core/node-engine.ts';
import type { Client } from './workspaces.ts';

/** An open engine, as one who asks it from some side sees it. */
export interface Connection {
  client: Client;
  close(): Promise<void>;
}

export type Connect = (options: NodeEngineOptions) => Promise<Connection>;

export const connectInProcess: Connect = openNodeEngine;

/** As the window does: everything crosses a port. */
export const connectOverChannel: Connect = async (options) => {
  const engine = await openNodeEngine(options);
  const { port1, port2 } = new MessageChannel();
  new RPCHandler(engine.router).upgrade(port1);
  port1.start();
  port2.start();
  return {
    client: createORPCClient(new RPCLink({ port: port2 })),
    async close() {
      await engine.close();
      port1.close();
      port2.close();
    },
  };
};

import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink, type SupportedMessagePort } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import { implement } from '@orpc/server';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Contract, contract } from '#core/contract/contract.ts';
import { type ServedPort, serveRouter } from './engine-server.ts';

const os = implement(contract);
const never = new Promise<never>(() => undefined);
const info = {
  appVersion: '0.1.0',
  node: 'v20',
  platform: 'linux',
  cores: 2,
  memoryMb: 4096,
  device: 'CPU, 2 threads',
  offline: true,
};
const summary = (folder: string) => ({
  name: 'jobs',
  folder,
  readOnly: false,
  settings: {},
  counts: { entries: 0, terms: 0, judgments: 0, yes: 0, no: 0, versions: 0 },
  imports: [],
  latest: null,
  inUse: null,
  dataHash: '',
});

const router = {
  engine: { info: os.engine.info.handler(() => info) },
  workspace: {
    get: os.workspace.get.handler(() => never),
    open: os.workspace.open.handler(({ input, errors }) => {
      if (input.folder === '/none')
        throw errors.NO_WORKSPACE({ message: 'Not a workspace.', data: {} });
      return summary(input.folder) as never;
    }),
  },
  data: {
    findings: os.data.findings.handler(() => {
      throw new Error('a bug');
    }),
  },
};

const open: MessagePort[] = [];
const onWorkspace = vi.fn();
const onFault = vi.fn();
const serve = serveRouter(router, { onWorkspace, onFault });

/** What desktop-bridge does in the page, over Node's ports instead of the browser's. */
function connect(): { client: ContractRouterClient<Contract>; enginePort: MessagePort } {
  const { port1, port2 } = new MessageChannel();
  open.push(port1, port2);
  serve(port1 as ServedPort);
  port2.start();
  const link = new RPCLink({ port: port2 as unknown as SupportedMessagePort });
  return { client: createORPCClient(link), enginePort: port1 };
}

afterEach(() => {
  for (const port of open.splice(0)) port.close();
  onWorkspace.mockClear();
  onFault.mockClear();
});

describe('serveRouter', () => {
  it('answers on every port it is given', async () => {
    const [first, second] = [connect(), connect()];
    await expect(first.client.engine.info()).resolves.toEqual(info);
    await expect(second.client.engine.info()).resolves.toEqual(info);
  });

  it('tells which workspace a page opened, and only when it worked', async () => {
    const { client } = connect();
    await client.workspace.open({ folder: '/data/other' });
    expect(onWorkspace.mock.calls).toEqual([['/data/other']]);
    await expect(client.workspace.open({ folder: '/none' })).rejects.toMatchObject({
      code: 'NO_WORKSPACE',
      message: 'Not a workspace.',
    });
    expect(onWorkspace).toHaveBeenCalledOnce();
    expect(onFault).not.toHaveBeenCalled();
  });

  it('reports what no contract declares, and hides it from the page', async () => {
    const { client } = connect();
    await expect(client.data.findings()).rejects.not.toThrow('a bug');
    expect(onFault).toHaveBeenCalledWith('data.findings', new Error('a bug'));
  });

  it('rejects pending calls when the port ends, and a fresh port works', async () => {
    const { client, enginePort } = connect();
    const pending = client.workspace.get();
    const rejected = expect(pending).rejects.toThrow();
    await client.engine.info();
    enginePort.close();
    await rejected;
    await expect(connect().client.engine.info()).resolves.toEqual(info);
  });
});

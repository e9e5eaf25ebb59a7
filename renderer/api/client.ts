import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import { ENGINE_PORT_MESSAGE } from '#core/contract/desktop-bridge.ts';
import type { Contract } from '#core/contract/index.ts';
import { setConnection } from './connection.ts';
import { type DesktopBridge, desktopBridge } from './desktop-bridge.ts';
import { takeToken } from './token.ts';
import { httpLink, portLink } from './transport.ts';

/** The engine as the window sees it. Only the contract's types are imported: no schema runs in the window. */
type EngineClient = ContractRouterClient<Contract>;

const bridge = desktopBridge();

export const client: EngineClient = createORPCClient(
  bridge ? desktopLink(bridge) : httpLink(window.location.origin, takeToken()),
);

/** Query and mutation options for every procedure. */
export const engine = createTanstackQueryUtils(client);

function desktopLink(shell: DesktopBridge) {
  const { link, takePort } = portLink();
  window.addEventListener('message', (event) => {
    const port = event.ports[0];
    if (event.source === window && event.data === ENGINE_PORT_MESSAGE && port) takePort(port);
  });
  shell.onEngine(({ state }) => {
    if (state === 'restarting' || state === 'stopped') setConnection('lost');
  });
  shell.requestEngine();
  return link;
}

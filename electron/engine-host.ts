import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { MessagePortMain } from 'electron';
import { openNodeEngine } from '#core/node-engine.ts';
import { builtWorkers } from '#core/node-worker.ts';
import { createHost, type HostedEngine } from './engine-host-logic.ts';
import type { EngineTarget } from './engine-messages.ts';
import { serveRouter } from './engine-server.ts';

/** The entry of the engine's utility process: ports come in from main, the engine is served on them. */

const parent = process.parentPort;
const distribution = dirname(dirname(fileURLToPath(import.meta.url)));
const workers = builtWorkers(pathToFileURL(join(distribution, 'node', '/')));

async function open(target: EngineTarget): Promise<HostedEngine<MessagePortMain>> {
  const engine = await openNodeEngine({ ...target, keepsSchedule: true, workers });
  return {
    serve: serveRouter(engine.router, {
      onWorkspace: (folder) => parent.postMessage({ type: 'workspace', folder, asked: false }),
      onFault: (procedure, error) => console.error(`${procedure} failed:`, error),
    }),
    open: async (folder) => (await engine.client.workspace.open({ folder })).folder,
    close: () => engine.close(),
  };
}

const receive = createHost<MessagePortMain>({
  open,
  reply: (message) => parent.postMessage(message),
});

parent.on('message', ({ data, ports }) => {
  receive(data, ports).catch((error: unknown) => {
    console.error('the engine cannot go on:', error);
    process.exit(1);
  });
});

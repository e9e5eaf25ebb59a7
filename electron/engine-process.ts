import {
  type App,
  type Details,
  MessageChannelMain,
  type MessagePortMain,
  type UtilityProcess,
  utilityProcess,
  type WebContents,
} from 'electron';
import type { EngineState } from '#core/contract/desktop-bridge.ts';
import { endedWithoutExit, isRunning } from './engine-end.ts';
import { type EngineChild, type EnginePage, EngineSupervisor } from './engine-supervisor.ts';
import type { EngineLog } from './log.ts';
import { CHANNELS } from './preload-contract.ts';

/** Its name in the task manager, in app.getAppMetrics and in child-process-gone. */
export const ENGINE_SERVICE = 'plumbline-engine';

export interface EngineProcessOptions {
  app: Pick<App, 'on' | 'off'>;
  /** Absolute path of the utility process's entry. */
  entry: string;
  log: EngineLog;
  report(state: EngineState): void;
  onWorkspace(folder: string, asked: boolean): void;
  onRefused(folder: string, message: string): void;
}

/** The supervisor over Electron's utility processes and ports. Fork only after `ready`. */
export function createEngineProcess(
  options: EngineProcessOptions,
): EngineSupervisor<MessagePortMain> {
  return new EngineSupervisor<MessagePortMain>({
    fork: () => forkEngine(options),
    openChannel: () => {
      const { port1, port2 } = new MessageChannelMain();
      return [port1, port2];
    },
    now: () => Date.now(),
    schedule: (run, milliseconds) => {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
    report: options.report,
    onWorkspace: options.onWorkspace,
    onRefused: options.onRefused,
  });
}

function forkEngine(options: EngineProcessOptions): EngineChild<MessagePortMain> {
  const child = utilityProcess.fork(options.entry, [], {
    serviceName: ENGINE_SERVICE,
    stdio: 'pipe',
  });
  child.stdout?.on('data', (chunk: Buffer) => options.log.write(chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => options.log.write(chunk.toString()));
  return {
    post: (request, port) => child.postMessage(request, port === undefined ? [] : [port]),
    onReply: (listener) => child.on('message', listener),
    onGone: (listener) => watchEnd(options.app, child, listener),
    kill: () => child.kill(),
  };
}

/**
 * Exit codes have been unreliable, so three signals are heard and the supervisor counts one end
 * once. `error` alone is not the end: the process still holds its workspace until it exits.
 */
function watchEnd(
  app: EngineProcessOptions['app'],
  child: UtilityProcess,
  listener: (reason: string) => void,
): void {
  let spawned = false;
  let fault: string | null = null;
  const onChildGone = (_event: unknown, details: Details) => {
    if (details.name !== ENGINE_SERVICE) return;
    const { pid } = child;
    if (endedWithoutExit({ spawned, running: pid !== undefined && isRunning(pid), ...details }))
      end(fault ?? `${details.reason}, exit code ${details.exitCode}`);
  };
  const end = (reason: string) => {
    app.off('child-process-gone', onChildGone);
    listener(reason);
  };
  app.on('child-process-gone', onChildGone);
  child.once('spawn', () => {
    spawned = true;
  });
  child.once('error', (type, location) => {
    fault = `${type} in ${location}`;
  });
  child.once('exit', (code) => end(fault ?? `exit code ${code}`));
}

/** A window's page as the supervisor sees it. */
export function enginePage(contents: WebContents): EnginePage<MessagePortMain> {
  return {
    id: contents.id,
    isGone: () => contents.isDestroyed(),
    deliver: (port) => contents.postMessage(CHANNELS.enginePort, null, [port]),
  };
}

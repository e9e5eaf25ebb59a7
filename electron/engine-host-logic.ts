import { describeError, PlumblineError } from '#core/contract/errors.ts';
import { type EngineTarget, type HostReply, HostRequest } from './engine-messages.ts';

/** An open engine, as far as its host needs it. */
export interface HostedEngine<Port> {
  serve(port: Port): void;
  /** Opens another workspace folder and returns its path. Throws PlumblineError; the old one stays. */
  open(folder: string): Promise<string>;
  close(): Promise<void>;
}

export interface HostDeps<Port> {
  open(target: EngineTarget): Promise<HostedEngine<Port>>;
  reply(message: HostReply): void;
}

/**
 * Returns what the engine's process does with each message from main. Ports that come before the
 * workspace is open wait for it, so a page never sees a half-open engine.
 */
export function createHost<Port>(deps: HostDeps<Port>) {
  const waiting: Port[] = [];
  let opening: Promise<HostedEngine<Port> | null> = Promise.resolve(null);
  let engine: HostedEngine<Port> | null = null;

  async function open(target: EngineTarget): Promise<HostedEngine<Port> | null> {
    try {
      engine = await deps.open(target);
    } catch (error) {
      deps.reply({ type: 'failed', ...describeFailure(error) });
      return null;
    }
    deps.reply({ type: 'ready' });
    for (const port of waiting.splice(0)) engine.serve(port);
    return engine;
  }

  function connect(port: Port | undefined): void {
    if (port === undefined) throw new Error('a connect message came without its port');
    if (engine === null) waiting.push(port);
    else engine.serve(port);
  }

  async function switchTo(folder: string): Promise<void> {
    const current = await opening;
    if (current === null) return;
    try {
      deps.reply({ type: 'workspace', folder: await current.open(folder), asked: true });
    } catch (error) {
      deps.reply({ type: 'refused', folder, message: describeFailure(error).message });
    }
  }

  async function close(): Promise<void> {
    await (await opening)?.close();
    deps.reply({ type: 'closed' });
  }

  return async (message: unknown, ports: readonly Port[]): Promise<void> => {
    const request = HostRequest.parse(message);
    if (request.type === 'connect') connect(ports[0]);
    else if (request.type === 'switch') await switchTo(request.folder);
    else if (request.type === 'close') await close();
    else {
      opening = open(request.target);
      await opening;
    }
  };
}

/** The code and one readable line of a failure to open. */
export function describeFailure(error: unknown): { code: string; message: string } {
  if (error instanceof PlumblineError) return { code: error.code, message: describeError(error) };
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'INTERNAL', message };
}

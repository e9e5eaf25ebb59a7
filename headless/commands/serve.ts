import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { type CommandContext, wholeNumber, withEngine } from '../command-context.ts';
import { assertLoopback } from '../http/guard.ts';
import { openBrowser } from '../open-browser.ts';
import { type EngineHandle, type Runtime, writeLines } from '../runtime.ts';

interface Options {
  port?: number;
  host: string;
  open?: boolean;
  json?: boolean;
}

/** `serve [WS] --port P`: the workbench in a browser, until SIGINT or SIGTERM. */
export function addServe(program: Command, { runtime }: CommandContext): void {
  program
    .command('serve')
    .description('serve the workbench and the HTTP API on this machine, until Ctrl+C')
    .argument('[workspace]', 'this folder if it is one, else the sample')
    .option('--port <port>', 'listen here; any free port if left out', wholeNumber(0, 65_535))
    .option('--host <host>', 'loopback only', '127.0.0.1')
    .option('--open', 'open it in the browser where there is one')
    .option('--json', 'print the address as JSON')
    .action(async (workspace: string | undefined, options: Options) => {
      assertLoopback(options.host);
      const folder = workspace ?? defaultWorkspace(runtime);
      // The HTTP libraries take a moment to load, and no other command needs them.
      const { startService } = await import('../serve.ts');
      const serve = async ({ router }: EngineHandle) => {
        const service = await startService({
          router,
          rendererFolder: runtime.rendererFolder,
          version: runtime.version,
          port: options.port,
          token: runtime.env.PLUMBLINE_TOKEN,
          logError: (message, cause) => runtime.stderr.write(`${message} ${stackOf(cause)}\n`),
        });
        try {
          announce(runtime, options, service);
          await aborted(runtime.signal);
        } finally {
          await service.close();
        }
      };
      await withEngine(runtime, folder, false, serve, { keepsSchedule: true });
    });
}

function announce(
  runtime: Runtime,
  options: Options,
  { url, port, token }: { url: string; port: number; token: string },
): void {
  runtime.stdout.write(`${options.json ? JSON.stringify({ url, port, token }) : url}\n`);
  writeLines(runtime.stderr, ['Open this address in a browser on this machine. Ctrl+C ends it.']);
  if (options.open) openBrowser(url, runtime.env);
}

function defaultWorkspace(runtime: Runtime): string {
  return existsSync(join(runtime.cwd, 'workspace.json')) ? runtime.cwd : runtime.sampleWorkspace;
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

function stackOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const below = cause.cause === undefined ? '' : `\ncaused by ${stackOf(cause.cause)}`;
  return `${cause.stack ?? cause.message}${below}`;
}

import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { createInterrupt } from './interrupt.ts';
import { runCli } from './program.ts';
import type { Output, Runtime } from './runtime.ts';
import { mayColor } from './terminal/style.ts';

// Built into dist/node/cli.js, so the root of the checkout or package lies two folders up.
const BUILT = new URL('./', import.meta.url);
const ROOT = new URL('../../', import.meta.url);

function output(stream: NodeJS.WriteStream): Output {
  return {
    write: (text) => void stream.write(text),
    isTty: stream.isTTY === true,
    columns: () => stream.columns || 80,
    color: mayColor(stream.isTTY === true, process.env),
  };
}

function processRuntime(signal: AbortSignal): Runtime {
  const manifest = JSON.parse(readFileSync(new URL('package.json', ROOT), 'utf8'));
  return {
    stdout: output(process.stdout),
    stderr: output(process.stderr),
    cwd: process.cwd(),
    env: process.env,
    signal,
    readInput: async () => (process.stdin.isTTY ? null : text(process.stdin)),
    now: () => performance.now(),
    version: String(manifest.version),
    rendererFolder: fileURLToPath(new URL('dist/renderer', ROOT)),
    sampleWorkspace: fileURLToPath(new URL('workspaces/samples/job-titles', ROOT)),
    // Loaded late: --help and usage errors need no engine.
    openEngine: async (options) => {
      const { openNodeEngine } = await import('#core/node-engine.ts');
      const { builtWorkers } = await import('#core/node-worker.ts');
      return openNodeEngine({ ...options, workers: builtWorkers(BUILT) });
    },
    createWorkspace: async (options) => {
      const { createNodeWorkspace } = await import('#core/node-engine.ts');
      await createNodeWorkspace(options);
    },
    loadEmbedding: async () => ({
      ...(await import('#core/node-embedding.ts')),
      ...(await import('#core/node-distilling.ts')),
    }),
  };
}

/** Waits until everything written has left: `process.exit` would cut off what a pipe has not taken yet. */
async function flushed(stream: NodeJS.WriteStream): Promise<void> {
  await new Promise<void>((resolve) => {
    stream.write('', () => resolve());
  });
}

async function main(): Promise<void> {
  const interrupt = createInterrupt(() => performance.now(), process.exit);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, interrupt.receive);
  // `plumbline versions WS | head -1` closes our stdout; that is no failure of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  const code = await runCli(process.argv.slice(2), processRuntime(interrupt.signal));
  await Promise.all([flushed(process.stdout), flushed(process.stderr)]);
  process.exit(code);
}

await main();

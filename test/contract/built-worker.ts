import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { temporaryFolder } from './workspaces.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** Builds a script, with its packages left where they are; returns the built file. */
export async function buildScript(entry: string): Promise<string> {
  const folder = await temporaryFolder();
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: entry,
      outDir: folder,
      emptyOutDir: false,
      rollupOptions: { output: { entryFileNames: 'built.mjs' } },
    },
    ssr: { external: true },
  });
  for (const name of ['node_modules', 'resources']) {
    await symlink(join(ROOT, name), join(folder, name), 'junction');
  }
  return join(folder, 'built.mjs');
}

/** Path of the built job-worker. */
export function workerScript(): Promise<string> {
  return buildScript(join(ROOT, 'core', 'node-job-worker.ts'));
}

/** The job-worker as it is shipped. */
export async function builtWorker(): Promise<URL> {
  return pathToFileURL(await workerScript());
}

/** Path of the built match-worker. */
export function matchWorkerScript(): Promise<string> {
  return buildScript(join(ROOT, 'core', 'node-match-worker.ts'));
}

/** The scan-worker as it is shipped. */
export async function builtScanWorker(): Promise<URL> {
  return pathToFileURL(await buildScript(join(ROOT, 'core', 'node-scan-worker.ts')));
}

/** The scan-worker, made to end at the message `end`. */
export async function mortalScanWorker(): Promise<URL> {
  return pathToFileURL(await buildScript(join(import.meta.dirname, 'mortal-scan-worker.ts')));
}

/** A worker that does something else. */
export async function workerThat(code: string): Promise<URL> {
  const path = join(await temporaryFolder(), 'worker.mjs');
  const imports = [
    "import { parentPort, workerData } from 'node:worker_threads';",
    "import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';",
  ];
  await writeFile(path, `${imports.join('\n')}\nparentPort.on('message', () => {\n${code}\n});\n`);
  return pathToFileURL(path);
}

import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const CLI = join('dist', 'node', 'cli.js');
export const SAMPLE = join('workspaces', 'samples', 'job-titles');

/** A running `plumbline serve`. */
export interface Service {
  /** Address with the token in it. */
  url: string;
  port: number;
  token: string;
  folder: string;
  process: ChildProcess;
}

/** An empty folder of its own. */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'plumbline-e2e-'));
}

/** A copy of the sample workspace, imported and not trained. */
export function copySample(): string {
  const folder = temporaryFolder();
  for (const part of ['workspace.json', 'data']) {
    cpSync(join(SAMPLE, part), join(folder, part), { recursive: true });
  }
  return folder;
}

/** Runs the command line to its end and returns its exit code. */
export async function runCli(...args: string[]): Promise<number | null> {
  const child = spawn(process.execPath, [CLI, ...args], { stdio: 'ignore' });
  return new Promise((resolve) => child.once('exit', resolve));
}

/** Starts a service on a folder: on any free port, or on the port and with the token of an earlier one. */
export async function startService(
  folder: string,
  again?: Pick<Service, 'port' | 'token'>,
): Promise<Service> {
  const child = spawn(
    process.execPath,
    [CLI, 'serve', folder, '--port', `${again?.port ?? 0}`, '--json'],
    {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, ...(again && { PLUMBLINE_TOKEN: again.token }) },
    },
  );
  for await (const line of createInterface({ input: child.stdout })) {
    const { url, port, token } = JSON.parse(line) as Service;
    return { url, port, token, folder, process: child };
  }
  throw new Error('The service ended before it said where it is.');
}

/** Ends a service and waits until it is gone. */
export async function stopService(
  { process: child }: Service,
  signal: NodeJS.Signals = 'SIGTERM',
): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await ended;
}

import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test as base, expect, type Page } from '@playwright/test';

const CLI = join('dist', 'node', 'cli.js');
export const SAMPLE = join('workspaces', 'samples', 'job-titles');

/** A running `plumbline serve` on a workspace of its own. */
export interface Service {
  /** Address with the token in it. */
  url: string;
  folder: string;
  process: ChildProcess;
}

async function startService(folder: string): Promise<Service> {
  const child = spawn(process.execPath, [CLI, 'serve', folder, '--port', '0', '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const { url } = JSON.parse(line) as { url: string };
    return { url, folder, process: child };
  }
  throw new Error('The service ended before it said where it is.');
}

async function stopService({ process: child }: Service): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

async function runCli(args: string[]): Promise<number | null> {
  const child = spawn(process.execPath, [CLI, ...args], { stdio: 'ignore' });
  return new Promise((resolve) => child.once('exit', resolve));
}

/** Messages that Chromium itself logs for a refused request: the screen shows them, so they are expected. */
const EXPECTED_CONSOLE =
  /Failed to load resource: the server responded with a status of (400|401|404|409)/;

interface Fixtures {
  /** An empty workspace. */
  empty: Service;
  /** The sample workspace, imported and trained. */
  trained: Service;
  /** Opens the workbench and fails the test on any unexpected console output. */
  open(service: Service, hash?: string): Promise<Page>;
}

export const test = base.extend<Fixtures, { trainedFolder: string }>({
  trainedFolder: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern.
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'plumbline-e2e-sample-'));
      for (const part of ['workspace.json', 'data']) {
        cpSync(join(SAMPLE, part), join(folder, part), { recursive: true });
      }
      expect(await runCli(['train', folder, '--mode', 'full-train'])).toBe(0);
      await use(folder);
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern.
  empty: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'plumbline-e2e-'));
    expect(await runCli(['init', folder, '--name', 'My titles'])).toBe(0);
    const service = await startService(folder);
    await use(service);
    await stopService(service);
    rmSync(folder, { recursive: true, force: true });
  },
  trained: async ({ trainedFolder }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'plumbline-e2e-'));
    cpSync(trainedFolder, folder, { recursive: true });
    const service = await startService(folder);
    await use(service);
    await stopService(service);
    rmSync(folder, { recursive: true, force: true });
  },
  open: async ({ page }, use) => {
    const unexpected: string[] = [];
    page.on('console', (message) => {
      const kind = message.type();
      if (kind !== 'error' && kind !== 'warning') return;
      if (!EXPECTED_CONSOLE.test(message.text())) unexpected.push(`${kind}: ${message.text()}`);
    });
    page.on('pageerror', (error) => unexpected.push(error.message));
    await use(async ({ url }, hash = '') => {
      await page.goto(url);
      await expect(page.getByRole('navigation', { name: 'Screens' })).toBeVisible();
      if (hash) await page.goto(`${new URL(url).origin}/${hash}`);
      return page;
    });
    expect(unexpected).toEqual([]);
  },
});

export { expect };

/** Goes to a screen by its rail entry. */
export async function goTo(page: Page, screen: string): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Screens' })
    .getByRole('link', { name: screen })
    .click();
}

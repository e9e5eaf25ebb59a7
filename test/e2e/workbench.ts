import { cpSync, rmSync } from 'node:fs';
import { test as base, expect, type Locator, type Page } from '@playwright/test';
import {
  copySample,
  runCli,
  type Service,
  startService,
  stopService,
  temporaryFolder,
} from './service.ts';

/** Messages that Chromium itself logs for a refused request: the screen shows them, so they are expected. */
const REFUSED = /Failed to load resource: the server responded with a status of (400|401|404|409)/;

interface Fixtures {
  /** Starts a service that is ended, and its folder removed, after the test. */
  serve(folder: string, again?: Service): Promise<Service>;
  /** An empty workspace. */
  empty: Service;
  /** The sample workspace, imported and not trained. */
  untrained: Service;
  /** The sample workspace, imported and trained. */
  trained: Service;
  /** Further output of the console that a test brings about on purpose. */
  expectedConsole: RegExp[];
  /** Opens the workbench and fails the test on any unexpected console output. */
  open(service: Service, hash?: string): Promise<Page>;
}

export const test = base.extend<Fixtures, { trainedFolder: string }>({
  trainedFolder: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern.
    async ({}, use) => {
      const folder = copySample();
      expect(await runCli('train', folder, '--mode', 'full-train')).toBe(0);
      await use(folder);
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 240_000 },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern.
  serve: async ({}, use) => {
    const started: Service[] = [];
    await use(async (folder, again) => {
      const service = await startService(folder, again);
      started.push(service);
      return service;
    });
    for (const service of started) {
      await stopService(service);
      rmSync(service.folder, { recursive: true, force: true });
    }
  },
  empty: async ({ serve }, use) => {
    const folder = temporaryFolder();
    expect(await runCli('init', folder, '--name', 'My titles')).toBe(0);
    await use(await serve(folder));
  },
  untrained: async ({ serve }, use) => {
    await use(await serve(copySample()));
  },
  trained: async ({ serve, trainedFolder }, use) => {
    const folder = temporaryFolder();
    cpSync(trainedFolder, folder, { recursive: true });
    await use(await serve(folder));
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern.
  expectedConsole: async ({}, use) => {
    await use([REFUSED]);
  },
  open: async ({ page, expectedConsole }, use) => {
    const unexpected: string[] = [];
    page.on('console', (message) => {
      const kind = message.type();
      if (kind !== 'error' && kind !== 'warning') return;
      const expected = expectedConsole.some((pattern) => pattern.test(message.text()));
      if (!expected) unexpected.push(`${kind}: ${message.text()}`);
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

/** The line at the foot of the window: what the workspace holds. */
export function statusLine(page: Page): Locator {
  return page.getByRole('contentinfo');
}

export const TRAINING_TIME = 150_000;

/** Starts a training on the Train screen and waits for its result. */
export async function train(page: Page): Promise<void> {
  await goTo(page, 'Train');
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Train', exact: true })).toBeVisible({
    timeout: TRAINING_TIME,
  });
}

export function searchBox(page: Page): Locator {
  return page.getByRole('textbox', { name: 'Search' });
}

/** Why the chosen result is one. */
export function why(page: Page): Locator {
  return page.getByRole('complementary', { name: 'Why this result' });
}

/** The rows of the results, best first, without the header. */
export function hits(page: Page): Locator {
  return page.getByRole('grid', { name: 'Results' }).locator('tbody').getByRole('row');
}

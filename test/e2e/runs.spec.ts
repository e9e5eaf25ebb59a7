import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { copySample, runCli, type Service, temporaryFolder } from './service.ts';
import {
  test as base,
  expect,
  goTo,
  hits,
  searchBox,
  statusLine,
  TRAINING_TIME,
} from './workbench.ts';

/** Changes settings of a workspace that no process has open. */
function set(folder: string, settings: Record<string, unknown>): void {
  const path = join(folder, 'workspace.json');
  const about = JSON.parse(readFileSync(path, 'utf8'));
  writeFileSync(path, JSON.stringify({ ...about, settings: { ...about.settings, ...settings } }));
}

/** Besides the fixtures of all: a workspace with two cheap runs, the second one by the dictionary alone. */
const test = base.extend<{ twice: Service }, { twiceFolder: string }>({
  twiceFolder: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern.
    async ({}, use) => {
      const folder = copySample();
      set(folder, { adapter: 'off' });
      const lexical = ['--embedder', 'lexical', '--mode'];
      // The gate may refuse one: it is kept all the same.
      expect([0, 3]).toContain(await runCli('train', folder, ...lexical, 'full-train'));
      expect([0, 3]).toContain(await runCli('train', folder, ...lexical, 'build-index'));
      await use(folder);
    },
    { scope: 'worker', timeout: 240_000 },
  ],
  twice: async ({ serve, twiceFolder }, use) => {
    const folder = temporaryFolder();
    cpSync(twiceFolder, folder, { recursive: true });
    await use(await serve(folder));
  },
});

function rows(page: Page) {
  return page.getByRole('grid', { name: 'Runs' }).locator('tbody').getByRole('row');
}

function inspector(page: Page, name: string) {
  return page.getByRole('complementary', { name });
}

async function openPart(page: Page, name: string): Promise<void> {
  await page.getByRole('radiogroup', { name: 'Part of the run' }).getByText(name).click();
}

test('runs are looked into by keyboard', async ({ twice, open }) => {
  const page = await open(twice, '#/runs');
  await expect(rows(page)).toHaveCount(2);
  await expect(rows(page).first()).toContainText('Build index');
  const run = inspector(page, 'Run');
  await expect(run.getByRole('heading', { level: 2 }).first()).toHaveText('Build index');

  await page.getByRole('grid', { name: 'Runs' }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(rows(page).nth(1)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(run.getByRole('heading', { name: 'Full train' })).toBeFocused();
  await expect(run.getByText('NDCG@10', { exact: true })).toBeVisible();
  await expect(run.getByRole('group', { name: 'Seconds of each stage' })).toContainText('Embed');
  await run.getByRole('button', { name: 'Data of Time by stage' }).click();
  await expect(run.getByRole('region', { name: 'Data of Time by stage' })).toContainText('embed');

  await openPart(page, 'Setup');
  await expect(run.getByText('Settings that are not the default')).toBeVisible();
  await expect(run.getByText('Adapter', { exact: true })).toBeVisible();
  await openPart(page, 'Log');
  await run.getByRole('searchbox', { name: 'Search the log' }).fill('judgments');
  await expect(run.getByRole('region', { name: 'Lines of the log' })).toContainText(
    '2 207 judgments',
  );
  await openPart(page, 'Files');
  await expect(run.getByRole('table', { name: 'Files of the run' })).toContainText('run.json');
  await page.reload();
  await expect(run.getByRole('table', { name: 'Files of the run' })).toContainText('run.json');
});

test('two runs are compared, and runs are filtered', async ({ twice, open }) => {
  const page = await open(twice, '#/runs');
  await page.getByRole('grid', { name: 'Runs' }).focus();
  await page.keyboard.press('Space');
  await expect(page.getByText('choose a second one')).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  const compared = inspector(page, 'What differs');
  const differences = compared.getByRole('table', { name: 'What the two runs differ in' });
  await expect(differences.getByRole('row', { name: 'Mode' })).toContainText('build-index');
  await expect(differences.getByRole('row', { name: 'Embedder' })).toHaveCount(0);
  await expect(compared.getByText(/things are the same/)).toBeVisible();
  const measures = compared.getByRole('table', { name: 'Measures of the two runs' });
  await expect(measures.getByRole('row', { name: 'NDCG@10' })).toContainText(/noise|better|worse/);
  await compared.getByRole('button', { name: 'Close' }).click();
  await expect(inspector(page, 'Run')).toBeVisible();

  await page.getByRole('grid', { name: 'Runs' }).press('/');
  await expect(page.getByRole('searchbox', { name: 'Filter runs' })).toBeFocused();
  await page.keyboard.type('full train');
  await expect(rows(page)).toHaveCount(1);
  await page.keyboard.type(' of another kind');
  await expect(page.getByText('No run is like that.')).toBeVisible();
  await page.getByRole('button', { name: 'Show all runs' }).click();
  await expect(rows(page)).toHaveCount(2);
});

test('a running run shows what it does, and a cancelled one is kept', async ({
  untrained,
  open,
}) => {
  const page = await open(untrained, '#/runs');
  await expect(page.getByRole('heading', { name: 'Nothing has run yet' })).toBeVisible();
  await goTo(page, 'Train');
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeVisible();
  await goTo(page, 'Runs');
  await expect(rows(page).first()).toContainText('running');
  const run = inspector(page, 'Run');
  await expect(run.getByRole('list', { name: 'Stages of Full train' })).toContainText('Load');
  await run.getByRole('button', { name: 'Cancel' }).click();
  await expect(rows(page).first()).toContainText('cancelled');
  await expect(run.getByText('Cancelled. No version was made')).toBeVisible();
});

test('searches are counted, never their texts, and the counts can be cleared', async ({
  trained,
  open,
}) => {
  const page = await open(trained, '#/monitor');
  await expect(page.getByText('Never a text.')).toBeVisible();
  await goTo(page, 'Search');
  for (const text of ['plumbr', 'sr softwre enginer', 'nurse']) {
    await searchBox(page).fill(text);
    await expect(hits(page).first()).toBeVisible();
    await expect(page).toHaveURL(new RegExp(`q=${text.split(' ')[0]}`));
  }
  await goTo(page, 'Monitor');
  const searches = page.getByRole('region', { name: 'Searches by day' });
  await expect(searches).toContainText(/[1-9]\d* searches/);
  await expect(page.getByRole('group', { name: 'p50 and p95 of searches by day' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Bands by day' })).toContainText('A accept');
  await page.getByRole('button', { name: 'Numbers' }).click();
  await expect(page.getByText('Population stability index')).toBeVisible();

  await page.getByRole('link', { name: 'Settings' }).last().click();
  const card = page.getByRole('region', { name: 'Monitor' });
  await card.getByRole('switch', { name: 'Count searches' }).click();
  await card.getByRole('button', { name: 'Clear the monitor' }).click();
  await page
    .getByRole('dialog', { name: 'Clear the monitor' })
    .getByRole('button', { name: 'Clear' })
    .click();
  await card.getByRole('link', { name: 'Open Monitor' }).click();
  await expect(page.getByRole('heading', { name: 'Monitoring is off' })).toBeVisible();
  await page.getByRole('button', { name: 'Switch on' }).click();
  await expect(page.getByRole('heading', { name: /Nothing was searched/ })).toBeVisible();
});

interface Told {
  body: { version?: string };
  headers: NodeJS.Dict<string | string[]>;
}

/** A service that hears of promotions, on this machine. */
async function listening(): Promise<{ server: Server; address: string; told: Told[] }> {
  const told: Told[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (part) => {
      text += part;
    });
    request.on('end', () => {
      told.push({ body: JSON.parse(text), headers: request.headers });
      response.end('ok');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { server, address: `http://127.0.0.1:${port}/reload`, told };
}

test('a service is told, signed with a secret that is never shown again', async ({
  twice,
  open,
}) => {
  const { server, address, told } = await listening();
  try {
    const page = await open(twice, '#/settings?show=services');
    const card = page.getByRole('region', { name: 'Services' });
    const url = card.getByRole('textbox', { name: 'Address to notify' });
    await url.fill('127.0.0.1');
    await url.press('Enter');
    await expect(card.getByText('Write a whole address')).toBeVisible();
    await url.fill(address);
    await url.press('Enter');
    const secret = card.getByRole('textbox', { name: 'Secret of the notification' });
    await secret.fill('only between us');
    await card.getByRole('button', { name: 'Keep' }).click();
    await expect(card.getByRole('button', { name: /^Forget the secret of the not/ })).toBeVisible();
    await expect(secret).toHaveValue('');

    await card.getByRole('button', { name: 'Test' }).click();
    await expect(card.getByRole('img', { name: 'told', exact: true })).toBeVisible();
    expect(told).toHaveLength(1);
    expect(told[0]?.body.version).toMatch(/^v\d{8}-1$/);
    expect(JSON.stringify(told[0]?.headers)).toMatch(/signature/i);

    await card.getByRole('button', { name: /^Forget the secret of the not/ }).click();
    await expect(card.getByRole('button', { name: /^Forget the secret of the not/ })).toHaveCount(
      0,
    );
    await card.getByRole('switch', { name: /outside the private network/ }).click();
    await expect(card.getByText('may leave your network')).toBeVisible();
  } finally {
    server.close();
  }
});

test('a watched file that changes is offered, taken in, or left out', async ({ twice, open }) => {
  const page = await open(twice, '#/settings?show=schedule');
  const file = join(temporaryFolder(), 'daily.csv');
  const header = 'query_key,matched_key,correct';
  writeFileSync(file, `${header}\nwatched plumbr,Plumber,true\n`);
  const card = page.getByRole('region', { name: 'Watch and schedule' });
  await card.getByRole('textbox', { name: 'File or folder to watch' }).fill(file);
  await card.getByRole('button', { name: 'Watch', exact: true }).click();
  await card.getByRole('button', { name: 'Look now' }).click();
  const banner = page.getByRole('status').filter({ hasText: 'Taking it in makes a new version' });
  await expect(banner).toContainText('daily.csv is new', { timeout: 30_000 });
  await goTo(page, 'Data');
  await banner.getByRole('button', { name: 'Look' }).click();
  await expect(page.getByRole('region', { name: /daily\.csv/ }).first()).toContainText(
    'watched plumbr',
  );

  await banner.getByRole('button', { name: 'Take in' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Train' })).toBeVisible();
  await expect(statusLine(page)).toContainText('3 versions', { timeout: TRAINING_TIME });
  await expect(statusLine(page)).toContainText('2 208 judgments');
  await expect(banner).toHaveCount(0);

  writeFileSync(
    file,
    `${header}\nwatched plumbr,Plumber,true\nwatched nurs,Registered Nurse,true\n`,
  );
  await page.goto(`${new URL(twice.url).origin}/#/settings?show=schedule`);
  await card.getByRole('button', { name: 'Look now' }).click();
  await expect(banner).toContainText('daily.csv has changed', { timeout: 30_000 });
  await banner.getByRole('button', { name: 'Leave out' }).click();
  await expect(banner).toHaveCount(0);
  await expect(statusLine(page)).toContainText('2 208 judgments');
});

const SHOWN: [hash: string, shows: string][] = [
  ['#/runs', 'Time by stage'],
  ['#/runs?part=setup', 'Environment'],
  ['#/runs?part=log', 'lines'],
  ['#/runs?q=none%20like%20it', 'No run is like that.'],
  ['#/monitor', 'Never a text.'],
  ['#/settings?show=services', 'off until an address is set'],
];

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } });

    test('Runs, Monitor and the settings of services have no violations', async ({
      twice,
      open,
    }) => {
      const page = await open(twice);
      const { origin } = new URL(twice.url);
      for (const [hash, shows] of SHOWN) {
        await page.goto(`${origin}/${hash}`);
        await expect(page.getByText(shows).first()).toBeAttached();
        await expectNoViolations(page, hash);
      }
      await page.goto(`${origin}/#/runs`);
      for (const box of await page.getByRole('checkbox', { name: /^Compare/ }).all()) {
        await box.check();
      }
      await expect(page.getByText('things are the same')).toBeVisible();
      await expectNoViolations(page, 'comparison');
      await page.goto(`${origin}/#/search?q=plumbr`);
      await expect(hits(page).first()).toBeVisible();
      await page.goto(`${origin}/#/monitor`);
      await expect(page.getByText('Bands by day')).toBeVisible();
      await page.getByRole('button', { name: 'Numbers' }).click();
      await expectNoViolations(page, 'monitor');
    });
  });
}

async function expectNoViolations(page: Page, where: string): Promise<void> {
  await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(0);
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`);
  expect(found, where).toEqual([]);
}

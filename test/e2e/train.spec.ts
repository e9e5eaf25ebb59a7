import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { stopService } from './service.ts';
import {
  expect,
  goTo,
  hits,
  searchBox,
  statusLine,
  TRAINING_TIME,
  test,
  train,
} from './workbench.ts';

const STAGES = [
  'Load',
  'Split',
  'Check',
  'Embed',
  'Adapt',
  'Learn',
  'Index',
  'Calibrate',
  'Evaluate',
  'Gate',
  'Version',
];

/** Starts a training and waits until a stage of it shows its bar. */
async function startTraining(page: Page): Promise<void> {
  await goTo(page, 'Train');
  const bar = page.getByRole('main').getByRole('progressbar').first();
  // Waiting begins before the click: a bar that is soon gone must not be missed.
  const seen = bar.waitFor();
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await seen;
}

function stages(page: Page) {
  return page.getByRole('list', { name: 'Stages of Full train' }).getByRole('listitem');
}

test('every stage shows what it did, and Search answers from the new version', async ({
  trained,
  open,
}) => {
  const page = await open(trained, '#/search?q=plumbr');
  await expect(hits(page).first()).toContainText('Plumber');
  await startTraining(page);
  await expect(page.getByRole('banner').getByRole('link', { name: /left|%|ing/ })).toBeVisible();
  await expect(page.getByRole('list', { name: 'Rules of the gate' })).toBeVisible({
    timeout: TRAINING_TIME,
  });
  await expect(stages(page)).toHaveCount(STAGES.length);
  for (const [index, stage] of STAGES.entries()) {
    await expect(stages(page).nth(index)).toContainText(stage);
    await expect(stages(page).nth(index).getByRole('img', { name: 'done' })).toBeVisible();
    await expect(stages(page).nth(index)).toContainText(/\d\ss$/);
  }
  await expect(page.getByRole('banner')).toContainText(/v\d{8}-2 latest/);
  const asked = page.waitForRequest('**/rpc/search/query');
  await goTo(page, 'Search');
  await asked;
  await expect(searchBox(page)).toHaveValue('plumbr');
  await expect(hits(page).first()).toContainText('Plumber');
});

test('a cancelled training leaves no version, and the next one runs', async ({
  untrained,
  open,
}) => {
  const page = await open(untrained);
  await startTraining(page);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Cancelled. No version was made')).toBeVisible();
  await expect(statusLine(page)).toContainText('0 versions');
  expect(versionsOf(untrained.folder)).toEqual([]);

  await train(page);
  await expect(page.getByText('promoted', { exact: true }).first()).toBeVisible();
  await expect(statusLine(page)).toContainText('1 version');
  expect(versionsOf(untrained.folder)).toHaveLength(1);
});

test('a training can be paused and goes on where it was', async ({ untrained, open }) => {
  const page = await open(untrained);
  await startTraining(page);
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByRole('banner')).toContainText('Paused');
  await expect(statusLine(page)).toContainText('0 versions');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await expect(statusLine(page)).toContainText('1 version', { timeout: TRAINING_TIME });
  expect(versionsOf(untrained.folder)).toHaveLength(1);
});

test('the embedder is chosen with the keyboard, and what it rules out says why', async ({
  untrained,
  open,
}) => {
  const page = await open(untrained, '#/train');
  const spelling = page.getByRole('switch', { name: 'Put spelling beside meaning' });
  await page.getByText('More', { exact: true }).click();
  await expect(spelling).toBeChecked();
  await expect(page.getByText('Builtin runs on the CPU')).toBeVisible();

  await page.getByRole('button', { name: 'Embedder: Builtin' }).press('Enter');
  await expect(page.getByRole('radio', { name: /^Builtin/ })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const chosen = page.getByRole('button', { name: 'Embedder: Lexical' });
  await expect(chosen).toBeFocused();
  await expect(spelling).toBeDisabled();
  await expect(spelling).toHaveAccessibleDescription('Lexical vectors are spelling already.');
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(page.getByText(/^Embedded .*spelling/)).toBeVisible({ timeout: TRAINING_TIME });
  await expect(statusLine(page)).toContainText(/lexical(, adapted)?, \d+ dimensions/);
});

test('a training whose process was killed can be resumed after the next start', async ({
  untrained,
  open,
  serve,
  expectedConsole,
}) => {
  expectedConsole.push(/net::ERR_/);
  const page = await open(untrained);
  await startTraining(page);
  await stopService(untrained, 'SIGKILL');
  await expect(page.getByText('The engine does not answer.')).toBeVisible();
  expect(versionsOf(untrained.folder)).toEqual([]);

  await open(await serve(untrained.folder));
  await goTo(page, 'Train');
  const banner = page.getByRole('status').filter({ hasText: 'A training was interrupted.' });
  await banner.getByRole('button', { name: 'Resume' }).click();
  await expect(page.getByRole('list', { name: 'Rules of the gate' })).toBeVisible({
    timeout: TRAINING_TIME,
  });
  await expect(banner).toHaveCount(0);
  await expect(statusLine(page)).toContainText('1 version');
  expect(versionsOf(untrained.folder)).toHaveLength(1);
});

test('a version that the gate refuses is kept and not used, and each rule says why', async ({
  trained,
  open,
}) => {
  const page = await open(trained, '#/train');
  const bound = page.getByRole('textbox', { name: 'Promote at top-1' });
  await bound.fill('0.99');
  await bound.press('Enter');
  await train(page);
  const rules = page.getByRole('list', { name: 'Rules of the gate' }).getByRole('listitem');
  const top1 = rules.filter({ hasText: 'Top-1' });
  await expect(top1.getByRole('img', { name: 'fails' })).toBeVisible();
  await expect(top1).toContainText('needs 0.990');
  await expect(rules.getByRole('img', { name: 'passes' })).not.toHaveCount(0);
  await expect(page.getByText('refused by the gate').first()).toBeVisible();
  await expect(page.getByRole('banner')).toContainText(/v\d{8}-1 latest/);
  await expect(statusLine(page)).toContainText('2 versions');
});

function versionsOf(folder: string): string[] {
  return readdirSync(join(folder, 'versions')).filter((name) => name.startsWith('v'));
}

import { cpSync, mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { dropFolder, MODEL_FOLDER } from './drop-folder.ts';
import { temporaryFolder } from './service.ts';
import { expect, goTo, hits, searchBox, statusLine, TRAINING_TIME, test } from './workbench.ts';

function additions(page: Page) {
  return page.getByRole('region', { name: 'Models to add' });
}

function models(page: Page) {
  return page.getByRole('table', { name: 'Models', exact: true });
}

const made: string[] = [];

test.afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A path for a folder of that name, which is gone after the test. */
function freshFolder(name: string): string {
  const folder = temporaryFolder();
  made.push(folder);
  return join(folder, name);
}

/** A copy of the model under a name of its own, for a test that changes it. */
function copyModel(name: string): string {
  const folder = freshFolder(name);
  cpSync(MODEL_FOLDER, folder, { recursive: true });
  return folder;
}

/** Drops the model and says yes; it is in the table afterwards. */
async function addModel(page: Page, folder = MODEL_FOLDER, name = 'bert'): Promise<void> {
  await dropFolder(page, folder);
  await page.getByRole('article', { name }).getByRole('button', { name: 'Add it' }).click();
  await expect(page.getByText(`${name} was added`)).toBeVisible();
  await expect(models(page).getByRole('row', { name })).toBeVisible();
}

test('a sentence-transformers folder is dropped, added, and trained with', async ({
  untrained,
  open,
}) => {
  test.setTimeout(180_000);
  const page = await open(untrained, '#/data');
  await test.step('dropping asks first', async () => {
    await dropFolder(page, MODEL_FOLDER);
    await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
    const question = additions(page).getByRole('article', { name: 'bert' });
    await expect(question).toContainText('This looks like a model: bert');
    await expect(question).toContainText(/A sentence-transformers model, \d+ files/);
    await expect(models(page).getByRole('row', { name: 'bert' })).toHaveCount(0);
  });
  await test.step('it is copied, converted, checked and stored', async () => {
    await additions(page).getByRole('button', { name: 'Add it' }).click();
    await expect(additions(page)).toContainText('bert was added');
    await expect(models(page).getByRole('row', { name: 'bert' })).toContainText('fp32');
  });
  await test.step('“Train with it” chooses it', async () => {
    await additions(page).getByRole('button', { name: 'Train with it' }).click();
    await expect(page.getByRole('button', { name: 'Embedder: bert' })).toBeVisible();
  });
  await test.step('the training embeds with it and says so', async () => {
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    await expect(page.getByRole('list', { name: 'Rules of the gate' })).toBeVisible({
      timeout: TRAINING_TIME,
    });
    await expect(page.getByText(/^Embedded .*bert on the CPU/)).toBeVisible();
  });
  await test.step('Search answers from it', async () => {
    await goTo(page, 'Search');
    await searchBox(page).fill('plumber');
    await expect(hits(page).first()).toContainText('Plumber');
  });
  await test.step('a model in use cannot be removed, and the reason is there', async () => {
    await goTo(page, 'Settings');
    const row = models(page).getByRole('row', { name: 'bert' });
    await expect(row).toContainText(/v\d{8}-1/);
    await expect(row.getByRole('button', { name: 'Remove bert' })).toBeDisabled();
    await row.getByRole('button', { name: 'Details of bert' }).click();
    await expect(models(page)).toContainText(/v\d{8}-1 embeds with it/);
  });
});

test('a model that nothing uses can be removed', async ({ untrained, open }) => {
  const page = await open(untrained);
  await addModel(page);
  const remove = page.getByRole('button', { name: 'Remove bert' });
  await remove.click();
  await page.getByRole('dialog', { name: 'Remove bert' }).getByText('Keep').click();
  await expect(models(page).getByRole('row', { name: 'bert' })).toBeVisible();
  await remove.click();
  await page
    .getByRole('dialog', { name: 'Remove bert' })
    .getByRole('button', { name: 'Remove' })
    .click();
  await expect(models(page).getByRole('row', { name: 'bert' })).toHaveCount(0);
  await expect(models(page).getByRole('button', { name: 'Remove Builtin' })).toBeDisabled();
});

test('a model whose weights are cut short is refused with what is wrong', async ({
  untrained,
  open,
}) => {
  const folder = copyModel('cut-short');
  truncateSync(join(folder, 'model.safetensors'), 20_000);
  const page = await open(untrained);
  await dropFolder(page, folder);
  const item = additions(page).getByRole('article', { name: 'cut-short' });
  await item.getByRole('button', { name: 'Add it' }).click();
  await expect(item).toContainText('cut-short was not added');
  await expect(item.getByRole('alert')).toContainText('model.safetensors');
  await expect(models(page).getByRole('row', { name: 'cut-short' })).toHaveCount(0);
  await item.getByRole('button', { name: 'Leave it out' }).click();
  await expect(item).toHaveCount(0);
});

test('folders that are no model are told apart', async ({ untrained, open }) => {
  const page = await open(untrained);
  await test.step('one without weights', async () => {
    const folder = copyModel('no-weights');
    rmSync(join(folder, 'model.safetensors'));
    await dropFolder(page, folder);
    const notice = page.getByRole('article', { name: 'no-weights' });
    await expect(notice).toContainText('has no weights');
    await notice.getByRole('button', { name: 'Close' }).click();
    await expect(notice).toHaveCount(0);
  });
  await test.step('one with data in it', async () => {
    const folder = freshFolder('titles');
    mkdirSync(folder);
    writeFileSync(join(folder, 'more.csv'), 'query_key,matched_key,correct\nplumbr,Plumber,yes\n');
    await dropFolder(page, folder);
    const notice = page.getByRole('article', { name: 'titles' });
    await expect(notice).toContainText('more.csv');
    await notice.getByRole('button', { name: 'Look at the files' }).click();
    await expect(page.getByRole('article', { name: 'more.csv' })).toContainText(/1\sjudgment/);
  });
  await test.step('one with nothing that could be used', async () => {
    const folder = freshFolder('pictures');
    mkdirSync(folder);
    writeFileSync(join(folder, 'photo.png'), '');
    await dropFolder(page, folder);
    await expect(page.getByRole('article', { name: 'pictures' })).toContainText(
      'Nothing in “pictures” can be used here.',
    );
  });
});

test('offline, nothing is downloaded, and the switch stands where that is said', async ({
  untrained,
  open,
}) => {
  const page = await open(untrained, '#/settings?add=model');
  await expect(statusLine(page)).toContainText('Offline: nothing leaves this machine');
  const download = page.getByRole('button', { name: 'Download all-MiniLM-L6-v2' });
  await expect(download).toBeDisabled();
  await page.getByRole('textbox', { name: 'Hugging Face id' }).fill('owner/name');
  await expect(page.getByRole('button', { name: 'Download', exact: true })).toBeDisabled();
  await expect(page.getByText('Downloads are switched off.')).toBeVisible();

  await page.getByRole('switch', { name: 'Models may be downloaded' }).first().click();
  await expect(download).toBeEnabled();
  await expect(statusLine(page)).toContainText('Models may be downloaded');
  await expect(page.getByRole('switch', { name: 'Models may be downloaded' })).toHaveCount(1);
});

test('the devices are listed, and a model is measured on them', async ({ untrained, open }) => {
  const page = await open(untrained, '#/settings');
  const devices = page.getByRole('region', { name: 'Devices' });
  await expect(devices.getByRole('list', { name: 'Devices of this machine' })).toContainText(
    /threads?\s*available/,
  );
  await expect(devices).toContainText('Nothing to measure yet');
  await addModel(page);
  await expect(devices).toContainText('bert has not been measured on this machine');
  await devices.getByRole('button', { name: 'Measure' }).click();
  const measured = devices.getByRole('table', { name: 'Measurements of bert' });
  await expect(measured).toBeVisible({ timeout: 60_000 });
  const chosen = measured.getByRole('row').filter({ hasText: 'used by Auto' });
  await expect(chosen).toHaveCount(1);
  await expect(chosen).toContainText('CPU');
  await expect(measured.getByRole('row', { name: /CPU fp32/ })).toContainText('1.0000');
  await expect(devices.getByRole('button', { name: 'Measure again' })).toBeEnabled();
});

test('a second training finds its vectors in the cache, and the cache can be cleared', async ({
  untrained,
  open,
}) => {
  test.setTimeout(240_000);
  const page = await open(untrained, '#/settings');
  const cache = page.getByRole('region', { name: 'Embedding cache' });
  await expect(cache).toContainText('No text has been asked for yet.');
  await addModel(page);
  await page.getByRole('button', { name: 'Train with it' }).click();
  for (const versions of ['1 version', '2 versions']) {
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    await expect(statusLine(page)).toContainText(versions, { timeout: TRAINING_TIME });
  }
  await goTo(page, 'Settings');
  await expect(cache).toContainText(/[1-9]\d\s% found/);
  await expect(cache.getByRole('table', { name: 'Vectors by model' })).toContainText('bert');
  const clear = cache.getByRole('button', { name: 'Clear the embedding cache' });
  await clear.click();
  const question = page.getByRole('dialog', { name: 'Clear the embedding cache' });
  await expect(question).toContainText('This is safe');
  await question.getByRole('button', { name: 'Clear' }).click();
  await expect(cache).toContainText(/^Embedding cache.*0\sB, 0\s%/s);
  await expect(clear).toBeDisabled();
});

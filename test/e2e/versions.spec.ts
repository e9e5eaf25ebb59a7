import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { copySample, runCli, type Service, temporaryFolder } from './service.ts';
import { test as base, expect, goTo, TRAINING_TIME } from './workbench.ts';

/** The sample without an adapter: it is for the vectors' quality, and takes half of a training's time. */
function copyCheapSample(): string {
  const folder = copySample();
  const file = join(folder, 'workspace.json');
  const workspace: { settings: object } = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, JSON.stringify({ ...workspace, settings: { adapter: 'off' } }));
  return folder;
}

const test = base.extend<{ two: Service }, { twoFolder: string }>({
  /** A full training, promoted, and a newer index with feedback, which the gate refuses. */
  twoFolder: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern.
    async ({}, use) => {
      const folder = copyCheapSample();
      expect(await runCli('train', folder, '--mode', 'full-train')).toBe(0);
      expect(await runCli('train', folder, '--mode', 'build-index-feedback')).toBe(3);
      await use(folder);
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 240_000 },
  ],
  two: async ({ serve, twoFolder }, use) => {
    const folder = temporaryFolder();
    cpSync(twoFolder, folder, { recursive: true });
    await use(await serve(folder));
  },
});

function grid(page: Page): Locator {
  return page.getByRole('grid', { name: 'Versions, newest first' });
}

/** The rows, newest first, without the header. */
function rows(page: Page): Locator {
  return grid(page).locator('tbody').getByRole('row');
}

function row(page: Page, place: number): Locator {
  const id = page.locator('code', { hasText: new RegExp(`^v\\d{8}-${place}$`) });
  return rows(page).filter({ has: id });
}

function inspector(page: Page): Locator {
  return page.getByRole('complementary', { name: 'Version' });
}

/** The text of a cell of the list: what both workspaces must say alike. */
function cell(of: Locator, column: number): Locator {
  return of.locator('td').nth(column);
}

const NDCG = 3;
const STATUS = 7;

async function trainMode(page: Page, mode: string): Promise<void> {
  await goTo(page, 'Train');
  await page.getByRole('radio', { name: new RegExp(`^${mode}`) }).check();
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(page.getByText('Result', { exact: true })).toBeVisible({ timeout: TRAINING_TIME });
}

test('train twice, compare, promote, roll back, export, and see the same in an empty workspace', async ({
  serve,
  empty,
  open,
}) => {
  test.setTimeout(240_000);
  const service = await serve(copyCheapSample());
  const page = await open(service);
  await test.step('train twice', async () => {
    await trainMode(page, 'Full train');
    await goTo(page, 'Versions');
    await expect(rows(page)).toHaveCount(1);
    await expect(cell(row(page, 1), STATUS)).toHaveText('latest');
    await trainMode(page, 'Build index with feedback');
    await goTo(page, 'Versions');
    await expect(rows(page)).toHaveCount(2);
    await expect(cell(rows(page).first(), STATUS)).toHaveText('refused');
  });
  await test.step('what differs', async () => {
    await row(page, 1).click();
    await row(page, 2).click({ modifiers: ['ControlOrMeta'] });
    const measures = inspector(page).getByRole('table', { name: 'Measures of the two versions' });
    await expect(measures.getByRole('row', { name: /NDCG@10/ })).toContainText(
      /better|worse|within noise/,
    );
    await expect(
      inspector(page).getByRole('table', { name: 'Training: what differs' }),
    ).toContainText('build-index-feedback');
    await expect(inspector(page)).toContainText('other things are the same');
  });
  await test.step('promote against the gate, with a reason', async () => {
    await row(page, 2).click();
    await page.getByRole('button', { name: /^Promote v\d{8}-2…$/ }).click();
    const panel = page.getByRole('dialog', { name: /^Promote v/ });
    await expect(
      panel.getByRole('list', { name: 'Rules that fail' }).getByRole('listitem'),
    ).not.toHaveCount(0);
    const submit = panel.getByRole('button', { name: 'Promote all the same' });
    await expect(submit).toBeDisabled();
    await panel.getByRole('textbox').fill('A demonstration for the customer');
    await submit.click();
    await expect(cell(row(page, 2), STATUS)).toHaveText('latest');
    const history = page.getByRole('list', { name: 'Changes of latest' });
    await expect(history.getByRole('listitem').first()).toContainText(
      'A demonstration for the customer',
    );
    await expect(page.getByRole('banner')).toContainText(/v\d{8}-2 latest/);
  });
  await test.step('roll back, take that back, and roll back again', async () => {
    await page.getByRole('button', { name: 'Roll back…' }).click();
    const panel = page.getByRole('dialog', { name: 'Roll back…' });
    await panel.getByRole('button', { name: /^Roll back to v\d{8}-1$/ }).click();
    await expect(cell(row(page, 1), STATUS)).toHaveText('latest');
    await expect(cell(row(page, 2), STATUS)).toHaveText('rolled back');
    // The offer to take the promotion back goes as this one comes.
    await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(1);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(cell(row(page, 2), STATUS)).toHaveText('latest');
    await row(page, 1).click();
    await page.getByRole('button', { name: /^Roll back to v\d{8}-1$/ }).click();
    await expect(cell(row(page, 1), STATUS)).toHaveText('latest');
  });
  const path = await test.step('export', async () => {
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    const panel = page.getByRole('dialog', { name: 'Export' });
    await expect(panel).toContainText(/about \d+(\.\d)?\sMB/);
    await panel.getByRole('button', { name: 'Export bundle' }).click();
    await expect(page.getByText(/v\d{8}-1 exported/).first()).toBeVisible({ timeout: 60_000 });
    await expect(page.getByRole('button', { name: 'Copy path' })).toBeVisible();
    return page
      .getByText(/v\d{8}-1\.plumbline\.zip$/)
      .first()
      .textContent();
  });
  const numbers = await test.step('the numbers', async () => ({
    version: await row(page, 1).locator('code').textContent(),
    ndcg: await cell(row(page, 1), NDCG).textContent(),
    measures: await measuresOf(page),
    chart: await evaluated(page),
  }));
  await test.step('import into an empty workspace', async () => {
    await page.goto(empty.url);
    await page.locator('body').drop({ files: [path ?? ''] });
    await expect(page.getByText('There is no version yet')).toBeVisible();
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await expect(page.getByRole('list', { name: 'What was checked' })).toContainText('hashes', {
      timeout: 60_000,
    });
    await expect(rows(page)).toHaveCount(1);
    await expect(rows(page).first()).toContainText('imported');
  });
  await test.step('the same numbers and charts are there', async () => {
    await expect(rows(page).first().locator('code')).toHaveText(numbers.version ?? '');
    await expect(cell(rows(page).first(), NDCG)).toHaveText(numbers.ndcg ?? '');
    expect(await measuresOf(page)).toEqual(numbers.measures);
    expect(await evaluated(page)).toEqual(numbers.chart);
  });
});

/** The measures of the version that is looked at, as the inspector writes them. */
async function measuresOf(page: Page): Promise<string[]> {
  const list = inspector(page)
    .locator('section section')
    .filter({ has: page.getByRole('heading', { name: 'Measures' }) })
    .locator('dd');
  await expect(list).not.toHaveCount(0);
  return list.allInnerTexts();
}

/** The cards of Evaluate and the points of its reliability diagram. */
async function evaluated(page: Page): Promise<{ cards: string[]; bins: string[] }> {
  await inspector(page).getByRole('link', { name: 'Evaluate' }).click();
  await expect(page.getByRole('heading', { name: 'Evaluate' })).toBeVisible();
  const cards = page.getByRole('main').getByText(/^0\.\d{3} /);
  await expect(cards.first()).toBeVisible();
  await page.getByRole('button', { name: /^Data of Reliability/ }).click();
  const table = page.getByRole('region', { name: /^Data of Reliability/ }).getByRole('row');
  await expect(table).not.toHaveCount(0);
  const found = { cards: await cards.allInnerTexts(), bins: await table.allInnerTexts() };
  await goTo(page, 'Versions');
  return found;
}

test('everything by keyboard: look, compare, promote, export, delete', async ({ two, open }) => {
  const page = await open(two, '#/versions');
  await expect(grid(page)).toBeFocused();
  await test.step('Ctrl+7 opens the screen', async () => {
    await page.keyboard.press('ControlOrMeta+1');
    await expect(page).toHaveURL(/#\/data/);
    await page.keyboard.press('ControlOrMeta+7');
    await expect(grid(page)).toBeFocused();
  });
  await test.step('Enter closes and opens the details', async () => {
    await page.keyboard.press('Enter');
    await expect(inspector(page)).toHaveCount(0);
    await page.keyboard.press('Enter');
    await expect(inspector(page)).toContainText('The gate');
  });
  await test.step('Space marks, arrows hold others against it, Escape lets go', async () => {
    await page.keyboard.press('End');
    await page.keyboard.press(' ');
    await page.keyboard.press('ArrowUp');
    await expect(inspector(page).getByRole('heading', { name: 'What differs' })).toBeVisible();
    await expect(rows(page).and(page.locator('[aria-selected="true"]'))).toHaveCount(2);
    await page.keyboard.press('Escape');
    await expect(inspector(page).getByRole('heading', { name: 'What differs' })).toHaveCount(0);
  });
  await test.step('P asks for a reason where the gate refuses', async () => {
    await page.keyboard.press('p');
    await page.keyboard.type('By keyboard');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(cell(row(page, 2), STATUS)).toHaveText('latest');
  });
  await test.step('P rolls back to the one before', async () => {
    await grid(page).focus();
    await page.keyboard.press('End');
    await page.keyboard.press('p');
    await expect(cell(row(page, 1), STATUS)).toHaveText('latest');
  });
  await test.step('E exports for another tool', async () => {
    await page.keyboard.press('e');
    const panel = page.getByRole('dialog', { name: 'Export' });
    await expect(panel.getByRole('combobox', { name: 'As' })).toBeFocused();
    await panel.getByRole('combobox', { name: 'As' }).selectOption('TREC');
    await panel.getByRole('button', { name: 'Export', exact: true }).press('Enter');
    await expect(panel.getByRole('button', { name: 'Copy path' })).toBeVisible({ timeout: 30_000 });
    await page.keyboard.press('Escape');
    await expect(panel).toHaveCount(0);
  });
  await test.step('Delete says why it cannot, and asks where it can', async () => {
    await grid(page).focus();
    await page.keyboard.press('Delete');
    await expect(page.getByText('It is latest.').first()).toBeVisible();
    await page.keyboard.press('Home');
    await page.keyboard.press('Delete');
    await expect(page.getByRole('button', { name: 'Keep' })).toBeFocused();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(rows(page)).toHaveCount(1);
    await expect(page.getByText(/v\d{8}-2 deleted/)).toBeVisible();
  });
});

test('a damaged version says what is wrong, is found by verifying, and leaves by quarantine', async ({
  serve,
  twoFolder,
  open,
}) => {
  const folder = temporaryFolder();
  cpSync(twoFolder, folder, { recursive: true });
  const id = versionsIn(folder).at(-1) ?? '';
  const file = join(folder, 'versions', id, 'metrics.json');
  // Of the same length: only its hash tells.
  writeFileSync(
    file,
    readFileSync(file, 'utf8')
      .replace(/\d/, '7')
      .replace(/\d(?=\D*$)/, '1'),
  );
  const page = await open(await serve(folder), `#/versions?version=${id}`);
  await inspector(page).getByRole('button', { name: 'Verify' }).click();
  await expect(inspector(page).getByRole('list', { name: 'Files with problems' })).toContainText(
    'metrics.json',
  );
  writeFileSync(file, '{}');
  await page.reload();
  await expect(cell(row(page, 2), STATUS)).toHaveText('damaged');
  await expect(inspector(page).getByRole('alert')).toContainText('metrics.json');
  await expect(page.getByRole('button', { name: /^Promote/ })).toBeDisabled();
  await inspector(page).getByRole('button', { name: 'Quarantine' }).click();
  await expect(rows(page)).toHaveCount(1);
  await expect(page.getByText(`${id} is in quarantine`)).toBeVisible();
});

test('the palette promotes, compares and imports; the header leads to the version', async ({
  two,
  open,
}) => {
  const page = await open(two, '#/search');
  await page
    .getByRole('banner')
    .getByRole('link', { name: /^version v/ })
    .click();
  await expect(page).toHaveURL(/#\/versions\?version=v\d{8}-1/);
  await runCommand(page, 'compare vers');
  await expect(inspector(page).getByRole('heading', { name: 'What differs' })).toBeVisible();
  await runCommand(page, 'promote -2');
  await expect(page.getByRole('dialog', { name: /^Promote v\d{8}-2/ })).toBeVisible();
});

async function runCommand(page: Page, words: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k');
  const palette = page.getByRole('dialog', { name: 'Commands and entries' });
  await expect(palette.getByRole('textbox')).toBeFocused();
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
  await expect(palette).toBeHidden();
}

test.describe('without motion', () => {
  // Colours are looked at when they have arrived, not on their way.
  test.use({ contextOptions: { reducedMotion: 'reduce' } });
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`the screen has no violations, ${colorScheme}`, async ({ two, empty, open, page }) => {
      await page.emulateMedia({ colorScheme });
      await open(two, '#/versions');
      await expect(inspector(page)).toContainText('Files');
      await expectNoViolations(page, 'one version');
      await inspector(page).locator('summary').first().click();
      await expectNoViolations(page, 'files');
      await row(page, 2).click();
      await page.getByRole('button', { name: /^Promote v/ }).click();
      await expect(page.getByRole('dialog', { name: /^Promote/ })).toBeVisible();
      await expectNoViolations(page, 'reason');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Export', exact: true }).click();
      await expect(page.getByRole('dialog', { name: 'Export' })).toContainText('about');
      await expectNoViolations(page, 'export');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: /^Delete v/ }).click();
      await expectNoViolations(page, 'deletion');
      await page.keyboard.press('Escape');
      await row(page, 1).click({ modifiers: ['ControlOrMeta'] });
      await expect(inspector(page)).toContainText('other things are the same');
      await expectNoViolations(page, 'what differs');
      await page.goto(`${empty.url}`);
      await goTo(page, 'Versions');
      await expect(page.getByText('There is no version yet')).toBeVisible();
      await expectNoViolations(page, 'empty');
    });
  }
});

async function expectNoViolations(page: Page, where: string): Promise<void> {
  await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(0);
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`);
  expect(found, where).toEqual([]);
}

function versionsIn(folder: string): string[] {
  return readdirSync(join(folder, 'versions')).toSorted();
}

import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { dropFolder, MODEL_FOLDER } from './drop-folder.ts';
import { dropFile, rowsOf, slice, titlesTable } from './match-table.ts';
import { expect, test } from './workbench.ts';

// Colours are looked at when they have arrived, not on their way.
test.use({ contextOptions: { reducedMotion: 'reduce' } });

/** Each screen with what is there when it is complete. */
const FULL: [hash: string, shows: string][] = [
  ['#/data', 'Software Developer'],
  ['#/train', 'Last result'],
  ['#/search', 'Type a text as somebody would write it'],
  ['#/search?q=sr%20softwre%20enginer', 'Contributions to the log-odds'],
  ['#/search?q=Nurse&by=key', 'These hold it'],
  ['#/entry?key=Registered%20Nurse', 'Test queries that reach it'],
  ['#/match', 'Drop a table of names to match them all'],
  ['#/evaluate', 'pairs in each tenth'],
  ['#/settings?add=model', 'Known to work'],
];
const EMPTY: [hash: string, shows: string][] = [
  ['#/data', 'Drop a dictionary'],
  ['#/train', 'Training needs a dictionary first'],
  ['#/search', 'Search needs a version'],
  ['#/match', 'Matching needs a version'],
  ['#/review', 'Reviewing needs a version'],
  ['#/evaluate', 'There is no version to evaluate yet'],
  ['#/settings', 'Nothing to measure yet'],
];

async function expectNoViolations(page: Page, where: string): Promise<void> {
  await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(0);
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`);
  expect(found, where).toEqual([]);
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('full screens have no violations', async ({ trained, open }) => {
      const page = await open(trained);
      for (const [hash, shows] of FULL) {
        await page.goto(`${new URL(trained.url).origin}/${hash}`);
        await expect(page.getByText(shows).first()).toBeAttached();
        await expectNoViolations(page, hash);
      }
      await page.keyboard.press('ControlOrMeta+k');
      await expect(page.getByRole('dialog', { name: 'Commands and entries' })).toBeVisible();
      await expectNoViolations(page, 'palette');
      await page.evaluate(() => window.sessionStorage.clear());
      await page.reload();
      await expect(page.getByText('This link has expired')).toBeVisible();
      await expectNoViolations(page, 'expired link');
    });

    test('a model on its way, its measurements and its choice have no violations', async ({
      untrained,
      open,
    }) => {
      const page = await open(untrained, '#/settings');
      await dropFolder(page, MODEL_FOLDER);
      await expect(page.getByText('This looks like a model: bert')).toBeVisible();
      await expectNoViolations(page, 'question');
      await page.getByRole('button', { name: 'Add it' }).click();
      await expect(page.getByText('bert was added')).toBeVisible();
      await page.getByRole('button', { name: 'Measure', exact: true }).click();
      await expect(page.getByRole('table', { name: 'Measurements of bert' })).toBeVisible({
        timeout: 60_000,
      });
      await page.getByRole('button', { name: 'Details of bert' }).click();
      await expectNoViolations(page, 'measured');
      await page.getByRole('button', { name: 'Remove bert' }).click();
      await expect(page.getByRole('dialog', { name: 'Remove bert' })).toBeVisible();
      await expectNoViolations(page, 'removal');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Train with it' }).click();
      await page.getByText('More', { exact: true }).click();
      await page.getByRole('button', { name: 'Embedder: bert' }).click();
      await expect(page.getByRole('radio', { name: /^Lexical/ })).toBeVisible();
      await expectNoViolations(page, 'choice');
    });

    test('a table before and after it is matched has no violations', async ({ trained, open }) => {
      const page = await open(trained, '#/match');
      await dropFile(page, 'titles.csv', titlesTable(120));
      await expect(page.getByRole('region', { name: 'First rows of titles.csv' })).toBeVisible();
      await expectNoViolations(page, 'set up');
      await page.getByRole('button', { name: 'Match 120 rows' }).click();
      await expect(slice(page, 'All')).toHaveText('All 120', { timeout: 60_000 });
      await rowsOf(page).nth(1).dblclick();
      await expect(
        page.getByRole('complementary', { name: 'Candidates of this row' }),
      ).toBeVisible();
      await expectNoViolations(page, 'rows');
      await page.getByRole('button', { name: 'Export' }).click();
      await expect(page.getByRole('dialog', { name: 'Export' })).toBeVisible();
      await expectNoViolations(page, 'export');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'All tables' }).click();
      await expect(page.getByRole('table', { name: 'Matched tables' })).toBeVisible();
      await expectNoViolations(page, 'tables');
    });

    test('empty screens and a refused file have no violations', async ({ empty, open }) => {
      const page = await open(empty);
      for (const [hash, shows] of EMPTY) {
        await page.goto(`${new URL(empty.url).origin}/${hash}`);
        await expect(page.getByText(shows).first()).toBeVisible();
        await expectNoViolations(page, hash);
      }
      const buffer = Buffer.from('query_key,matched_key,correct\nplumbr,Plumber\n');
      const files = { name: 'bad.csv', mimeType: 'text/csv', buffer };
      await page.locator('body').drop({ files });
      await expect(page.getByRole('alert')).toBeVisible();
      await expectNoViolations(page, 'refused file');
    });
  });
}

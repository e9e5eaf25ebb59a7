import { join } from 'node:path';
import { expect, goTo, SAMPLE, test } from './workbench.ts';

const FILES = ['canonical.json', 'feedback.csv'].map((name) => join(SAMPLE, 'source', name));

test('two files in, a measured version out: drop, train, search, judge, see the chart change', async ({
  empty,
  open,
}) => {
  test.setTimeout(180_000);
  const page = await open(empty);
  await test.step('drop both files', async () => {
    await page.locator('body').drop({ files: FILES });
    const dictionary = page.getByRole('article', { name: 'canonical.json' });
    await expect(dictionary).toContainText(/200\sentries/);
    await expect(page.getByRole('article', { name: 'feedback.csv' })).toContainText(/2\s207/);
    await page
      .getByRole('button', { name: /^Import/ })
      .first()
      .click();
    await expect(page.getByText(/2\s207 judgments/).first()).toBeVisible();
    await expect(page.getByRole('table', { name: /entries/i })).toContainText('Software Engineer');
  });
  const train = async () => {
    await goTo(page, 'Train');
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    await expect(page.getByRole('list', { name: /Stages of Full train/ })).toBeVisible();
    await expect(page.getByRole('list', { name: 'Rules of the gate' })).toBeVisible({
      timeout: 60_000,
    });
  };
  await test.step('train', train);
  await test.step('search and judge', async () => {
    await goTo(page, 'Search');
    await page.getByRole('textbox', { name: 'Search' }).fill('sr softwre enginer');
    const results = page.getByRole('grid', { name: 'Results' });
    await expect(results.getByRole('row').nth(1)).toContainText('Software Engineer');
    await results.getByRole('button', { name: 'Software Engineer is right' }).click();
    await expect(
      results.getByRole('button', { name: /Undo the judgment of Software Engineer/ }),
    ).toBeVisible();
  });
  await test.step('the chart gets a second point', async () => {
    await goTo(page, 'Evaluate');
    const chart = page
      .getByRole('figure', { name: /NDCG@10/ })
      .or(page.getByLabel(/NDCG@10 across versions/));
    await expect(chart.first()).toBeVisible();
    await expect(page.getByText(/-1$/).first()).toBeVisible();
    await train();
    await goTo(page, 'Evaluate');
    await expect(page.getByText(/\d{8}-2$/).first()).toBeVisible();
  });
});

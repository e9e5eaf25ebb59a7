import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { SAMPLE } from './service.ts';
import { expect, goTo, hits, searchBox, statusLine, test, train } from './workbench.ts';

const FILES = ['canonical.json', 'feedback.csv'].map((name) => join(SAMPLE, 'source', name));

/** The points of the chart across versions; each says its version and its numbers. */
function points(page: Page) {
  return page
    .getByRole('group', { name: /^NDCG@10 of each version/ })
    .getByRole('button', { name: /^v\d{8}-\d/ });
}

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
    await page.getByRole('button', { name: 'Import all, dictionary first' }).click();
    await expect(statusLine(page)).toContainText(/2\s207 judgments/);
    await expect(page.getByRole('table', { name: /entries/i })).toContainText('Software Engineer');
  });
  await test.step('train', async () => {
    await train(page);
    const rules = page.getByRole('list', { name: 'Rules of the gate' });
    await expect(rules.getByRole('listitem')).not.toHaveCount(0);
    await expect(page.getByText('promoted', { exact: true }).first()).toBeVisible();
  });
  await test.step('the chart has one point, scored today', async () => {
    await goTo(page, 'Evaluate');
    await expect(points(page)).toHaveCount(1);
    await expect(points(page)).not.toHaveAccessibleName(/measured when made/);
    await expect(page.getByText('No comparison: nothing before it to compare with.')).toBeVisible();
  });
  await test.step('search and judge', async () => {
    await goTo(page, 'Search');
    await searchBox(page).fill('sr softwre enginer');
    await expect(hits(page).first()).toContainText('Software Engineer');
    await hits(page).first().getByRole('button', { name: 'Software Engineer is right' }).click();
    await expect(
      hits(page).getByRole('button', { name: 'Undo the judgment of Software Engineer' }),
    ).toBeEnabled();
  });
  await test.step('judge a query of the test split', async () => {
    await searchBox(page).fill('Commis 1, hotel kitchn');
    const known = hits(page).filter({ hasText: 'Line Cook' });
    await expect(
      known.getByRole('button', { name: 'Undo the judgment of Line Cook' }),
    ).toBeEnabled();
    await hits(page)
      .getByRole('button', { name: / is wrong$/ })
      .first()
      .click();
    await expect(statusLine(page)).toContainText(/2\s209 judgments/);
  });
  await test.step('the point is stale, and fresh again after a re-score', async () => {
    await goTo(page, 'Evaluate');
    await expect(points(page)).toHaveAccessibleName(/measured when made/);
    await page.getByRole('button', { name: 'Re-score' }).click();
    await expect(page.getByText('scored on today’s test set')).toBeVisible();
    await expect(points(page)).not.toHaveAccessibleName(/measured when made/);
  });
  await test.step('the chart gets a second point and says how the two compare', async () => {
    await train(page);
    await goTo(page, 'Evaluate');
    await expect(points(page)).toHaveCount(2);
    await expect(points(page).nth(1)).toHaveAccessibleName(/^v\d{8}-2/);
    // Whether the gate lets it pass or not: so little new data may make it a little worse.
    await points(page).nth(1).click();
    await expect(
      page.getByText(/^v\d{8}-2 is (within noise of|better than|worse than) v\d{8}-1: /),
    ).toBeVisible();
  });
  await test.step('the same numbers stand in the table behind the chart', async () => {
    await page.getByRole('button', { name: 'Data of NDCG@10 across versions' }).click();
    const rows = page.getByRole('region', { name: 'Data of NDCG@10 across versions' });
    await expect(rows.getByRole('row')).toHaveCount(3);
    await expect(rows.getByRole('row').last()).toContainText(/v\d{8}-2\s*0\.\d{3}/);
  });
});

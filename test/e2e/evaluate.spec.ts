import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { APIRequestContext, Download, Page } from '@playwright/test';
import type { EvaluationDetail } from '#core/contract/index.ts';
import { runCli, type Service, temporaryFolder } from './service.ts';
import { test as base, expect, hits, searchBox } from './workbench.ts';

/** Besides the fixtures of all: a workspace with two measured versions, the second by spelling alone. */
const test = base.extend<{ twice: Service }, { twiceFolder: string }>({
  twiceFolder: [
    async ({ trainedFolder }, use) => {
      const folder = temporaryFolder();
      cpSync(trainedFolder, folder, { recursive: true });
      // The gate may refuse it: it is kept all the same.
      expect([0, 3]).toContain(await runCli('train', folder, '--embedder', 'lexical'));
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

/** What the engine says over its plain HTTP interface. */
async function detailOf(
  request: APIRequestContext,
  { url, token }: Service,
  query = '',
): Promise<EvaluationDetail> {
  const response = await request.get(`${new URL(url).origin}/api/evaluate/detail${query}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(response.ok()).toBe(true);
  return (await response.json()) as EvaluationDetail;
}

function openPart(page: Page, name: string): Promise<void> {
  return page
    .getByRole('navigation', { name: 'Parts of the evaluation' })
    .getByRole('link', { name })
    .click();
}

function whatIf(page: Page) {
  return page.getByRole('table', { name: 'What would happen on test' });
}

function points(page: Page) {
  return page.getByRole('table', { name: 'Operating points' }).locator('tbody').getByRole('row');
}

async function textOf(download: Download): Promise<string> {
  return readFileSync(await download.path(), 'utf8');
}

test('each part shows the engine’s own numbers', async ({ trained, open, request }) => {
  const detail = await detailOf(request, trained);
  const page = await open(trained, '#/evaluate');
  await openPart(page, 'Decisions');
  for (const [index, point] of detail.operatingPoints.entries()) {
    const row = points(page).nth(index);
    await expect(row).toContainText(point.title);
    await expect(row).toContainText(point.threshold?.toFixed(3) ?? 'none');
    if (point.precision) await expect(row).toContainText(point.precision.value.toFixed(3));
  }
  const { pairs, positives, averagePrecision } = detail.precisionRecall ?? {};
  await expect(page.getByText(`${pairs} judged pairs of test, ${positives} matches`)).toBeVisible();
  await expect(page.getByText(`average precision ${averagePrecision?.toFixed(3)}`)).toBeVisible();
  await expect(page.getByRole('group', { name: /^Precision against recall/ })).toBeVisible();
  await expect(page.getByRole('group', { name: /^How many confirmed/ })).toBeVisible();

  await openPart(page, 'Slices');
  const facet = detail.slices.at(-1)?.facet ?? '';
  await page.getByRole('radiogroup', { name: 'Slice by' }).getByText(facet).click();
  const slices = page.getByRole('table', { name: `Slices by ${facet}` }).locator('tbody tr');
  const inFacet = detail.slices.filter((slice) => slice.facet === facet);
  await expect(slices).toHaveCount(inFacet.length);
  for (const [index, { value, queries, ndcg }] of inFacet.entries()) {
    await expect(slices.nth(index)).toContainText(value);
    await expect(slices.nth(index)).toContainText(`${queries}`);
    await expect(slices.nth(index)).toContainText(ndcg.value.toFixed(3));
  }

  await openPart(page, 'Queries');
  const worst = detail.queries[0];
  const rows = page.getByRole('grid', { name: 'Every test query' }).locator('tbody tr');
  await expect(rows.first()).toContainText(worst?.query ?? '');
  await expect(rows.first()).toContainText(worst?.ndcg.toFixed(3) ?? '');
  const misses = detail.queries.filter(({ outcome }) => outcome === 'scoring-miss');
  await page
    .getByRole('radiogroup', { name: 'Outcome' })
    .getByText(`scoring miss ${misses.length}`)
    .click();
  await expect(rows).not.toHaveCount(0);
  for (const row of await rows.all()) await expect(row).toContainText('scoring miss');
  const confused = page.getByRole('region', { name: 'Most confused entries' });
  await expect(confused.getByRole('listitem').first()).toContainText(
    detail.confusion[0]?.right.name ?? '',
  );
});

test('thresholds are tried by keyboard and by mouse, and the version keeps its own', async ({
  trained,
  open,
  request,
}) => {
  const curve = (await detailOf(request, trained)).precisionRecall;
  const page = await open(trained, '#/evaluate?section=decisions');
  const accept = page.getByRole('slider', { name: 'Accept from' });
  const accepted = whatIf(page).getByRole('row').nth(1).getByRole('cell');
  // "none" where the version accepts nothing.
  const own = (await accept.getAttribute('aria-valuetext')) ?? '';
  const reset = page.getByRole('button', { name: 'Reset to the version’s thresholds' });
  await expect(reset).toBeDisabled();
  const before = await accepted.allTextContents();

  await accept.focus();
  await page.keyboard.press('PageDown');
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByText('would be tuning on test')).toBeVisible();
  const tried = Number(await accept.getAttribute('aria-valuenow'));
  const cut = curve?.cuts.findLast(({ threshold }) => threshold >= tried);
  await expect(accepted.nth(1)).toHaveText(`${cut?.accepted}`);
  await expect(accepted.nth(3)).toHaveText(`${cut?.correct}`);

  const line = page.locator('[data-drag="accept"]').last();
  const box = await line.boundingBox();
  if (!box) throw new Error('The line has no place.');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x - 120, box.y + box.height / 2, { steps: 5 });
  await page.mouse.up();
  await expect
    .poll(async () => Number(await accept.getAttribute('aria-valuenow')))
    .toBeLessThan(tried - 0.05);

  await accept.press('End');
  await expect(accept).toHaveAttribute('aria-valuetext', 'none');
  await expect(page.getByText(/^Accepts 0 of/)).toBeVisible();
  await accept.press('PageDown');
  await reset.press('Enter');
  await expect(accept).toHaveAttribute('aria-valuetext', own);
  expect(await accepted.allTextContents()).toEqual(before);
});

test('another beta and other costs move their operating points, and no band', async ({
  trained,
  open,
  request,
}) => {
  const page = await open(trained, '#/evaluate?section=decisions');
  const band = points(page).first().locator('th, td');
  await expect(band).not.toHaveCount(0);
  const own = (await band.allTextContents()).slice(0, 3);
  const beta = page.getByRole('textbox', { name: 'Beta' });
  await beta.fill('2');
  await beta.press('Enter');
  await expect(points(page).filter({ hasText: 'beta 2' })).toHaveCount(1);
  const cost = page.getByRole('textbox', { name: 'Cost of a wrong accept' });
  await cost.fill('1');
  await cost.press('Enter');
  const least = points(page).filter({ hasText: 'wrong accept 1,' });
  await expect(least).toHaveCount(1);
  const detail = await detailOf(request, trained);
  const point = detail.operatingPoints.find(({ rule }) => rule === 'least-cost');
  await expect(least).toContainText(point?.cost?.toFixed(3) ?? 'no cost');
  // The cost is of every rule; what the bands accept is not.
  expect((await band.allTextContents()).slice(0, 3)).toEqual(own);
});

test('two versions are compared by keyboard, and a query leads to Search', async ({
  twice,
  open,
  request,
}) => {
  const page = await open(twice, '#/evaluate');
  const choice = page.getByRole('radiogroup', { name: 'Versions looked at' });
  await choice.getByRole('radio', { name: 'One version' }).press('ArrowRight');
  await expect(page).toHaveURL(/against=v\d{8}-\d/);
  const version = await page.getByLabel('Version', { exact: true }).inputValue();
  const against = await page.getByLabel('against', { exact: true }).inputValue();
  expect(version).not.toBe(against);
  const detail = await detailOf(request, twice, `?version=${version}&against=${against}`);

  const measures = page.getByRole('table', { name: 'Measures of the two versions' });
  for (const [index, { difference, adjustedP, verdict }] of detail.comparisons.entries()) {
    const row = measures.locator('tbody tr').nth(index);
    await expect(row).toContainText(Math.abs(difference.value).toFixed(3));
    if (adjustedP >= 0.001) await expect(row).toContainText(adjustedP.toFixed(3));
    await expect(row).toContainText(verdict);
  }
  await expect(page.getByRole('table', { name: 'Wrong first results by kind' })).toContainText(
    version,
  );
  const list = page.getByRole('grid', { name: 'Queries that differ' });
  const won = detail.differences.filter(({ before, now }) => now > before);
  await page.getByRole('radiogroup', { name: 'Change' }).getByText(`won ${won.length}`).click();
  await expect(list.locator('tbody tr').first()).toContainText(won[0]?.query ?? '');
  await list.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(searchBox(page)).toHaveValue(won[1]?.query ?? '');
  await expect(hits(page)).not.toHaveCount(0);
  await page.goBack();
  await expect(measures).toBeVisible();

  await openPart(page, 'Slices');
  await expect(page.getByText(/differs? from v\d{8}-\d beyond noise/)).toBeVisible();
  await page.getByLabel('Version', { exact: true }).selectOption(against);
  await expect(page.getByLabel('against', { exact: true })).toHaveValue(version);
  await choice.getByText('One version').click();
  await expect(page.getByLabel('against', { exact: true })).toHaveCount(0);
});

test('the report and the numbers of a chart are saved', async ({ trained, open, request }) => {
  const page = await open(trained, '#/evaluate?section=decisions');
  const detail = await detailOf(request, trained);
  const [report] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Report' }).click(),
  ]);
  expect(report.suggestedFilename()).toBe(`report-${detail.version}.html`);
  const html = await textOf(report);
  expect(html).toMatch(/^<!doctype html>/i);
  expect(html).toContain(detail.version);
  expect(html).toContain(detail.precisionRecall?.averagePrecision?.toFixed(3) ?? 'none');

  await page.getByRole('button', { name: 'Save Precision and recall' }).click();
  const [csv] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Data as CSV' }).click(),
  ]);
  const lines = (await textOf(csv)).trim().split('\n');
  expect(lines[0]).toBe('threshold,accepted,precision,recall');
  expect(lines.length).toBeGreaterThan(detail.precisionRecall?.cuts.length ?? 0);
});

test('with few data each part says what cannot be claimed', async ({ serve, open }) => {
  const folder = temporaryFolder();
  const few = join(folder, 'few');
  writeFileSync(
    join(folder, 'names.json'),
    JSON.stringify({ a: ['plumber'], b: ['nurse', 'registered nurse'], c: ['driver'] }),
  );
  const queries = ['plumbr', 'nurs', 'drivr', 'bus driver', 'lorry driver', 'night nurse'];
  const rows = queries.map((query) => `${query},${query.includes('n') ? 'b' : 'c'},yes`);
  writeFileSync(join(folder, 'judged.csv'), ['query,matched_key,correct', ...rows, ''].join('\n'));
  const [names, judged] = [join(folder, 'names.json'), join(folder, 'judged.csv')];
  expect(await runCli('init', few, '--name', 'Few')).toBe(0);
  expect(await runCli('import', few, '--canonical', names, '--feedback', judged)).toBe(0);
  expect([0, 3]).toContain(await runCli('train', few));
  const page = await open(await serve(few), '#/evaluate?section=decisions');
  const claims = page.getByRole('list', { name: 'What cannot be claimed' });
  await expect(claims.or(page.getByText('No version has been measured yet'))).toBeVisible();
  for (const part of ['decisions', 'slices', 'queries', 'learning']) {
    await page.goto(`${new URL(page.url()).origin}/#/evaluate?section=${part}`);
    await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(0);
    await expect(page.getByText(/NaN|Infinity|undefined/)).toHaveCount(0);
  }
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } });

    test('no part has violations, and none scrolls sideways at 1280 x 720', async ({
      twice,
      open,
      request,
    }) => {
      const page = await open(twice);
      await page.setViewportSize({ width: 1280, height: 720 });
      const { version, against } = await detailOf(request, twice);
      const other = against ?? version.replace(/-\d+$/, '-2');
      for (const part of ['decisions', 'slices', 'queries', 'compare', 'learning']) {
        const address = `#/evaluate?section=${part}&version=${version}&against=${other}`;
        await page.goto(`${new URL(twice.url).origin}/${address}`);
        await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(0);
        await expect(page.getByRole('main').getByRole('heading', { level: 2 })).not.toHaveCount(0);
        const { violations } = await new AxeBuilder({ page }).analyze();
        const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`);
        expect(found, part).toEqual([]);
        expect(await widerThanItsPlace(page), part).toEqual([]);
      }
    });
  });
}

async function widerThanItsPlace(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('main, main *')]
      .filter((element) => {
        const { overflowX } = getComputedStyle(element);
        const scrolls = overflowX === 'auto' || overflowX === 'scroll';
        return scrolls && element.scrollWidth > element.clientWidth + 1;
      })
      .map((element) => element.getAttribute('aria-label') ?? element.className),
  );
}

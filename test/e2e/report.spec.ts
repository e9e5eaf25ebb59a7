import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runCli } from './service.ts';
import { expect, goTo, test } from './workbench.ts';

test('a report reads well light, dark and on paper, and asks for nothing', async ({
  page,
  trained,
}) => {
  const path = join(trained.folder, 'report.html');
  expect(await runCli('report', trained.folder, '--out', path)).toBe(0);
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', ({ message }) => said.push(message));
  const address = pathToFileURL(path).href;
  page.on('request', (request) => {
    if (!/^(data:|file:)/.test(request.url()) || !request.url().startsWith(address))
      said.push(`asked for ${request.url()}`);
  });
  const grounds = new Set<string>();
  for (const [media, colorScheme] of [
    ['screen', 'light'],
    ['screen', 'dark'],
    ['print', 'dark'],
  ] as const) {
    await page.emulateMedia({ media, colorScheme });
    await page.goto(address);
    const sections = page.locator('section');
    await expect(sections.first()).toBeVisible();
    expect(await page.locator('figure svg').count()).toBeGreaterThan(4);
    grounds.add(await page.evaluate(() => getComputedStyle(document.body).backgroundColor));
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBe(0);
  }
  expect(grounds.size).toBe(3);
  await page.emulateMedia({ media: 'screen' });
  await page.getByText('Data: reliability').click();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'reliability.csv' }).click();
  expect((await download).suggestedFilename()).toBe('reliability.csv');
  expect(said).toEqual([]);
});

test('a chart is saved as picture and as numbers, by keyboard', async ({ open, trained }) => {
  const page = await open(trained);
  await goTo(page, 'Evaluate');
  const save = page.getByRole('button', { name: 'Save NDCG@10 across versions' });
  for (const [presses, ending, start] of [
    [0, 'svg', '<svg'],
    [1, 'png', '\u0089PNG'],
    [2, 'csv', 'version,ndcg@10,ndcg@10_lower'],
    [3, 'json', '[\n  {\n    "version"'],
  ] as const) {
    await save.focus();
    await page.keyboard.press('Enter');
    const menu = page.getByRole('menu');
    await expect(menu).toBeVisible();
    await page.keyboard.press('ArrowDown');
    for (let i = 0; i < presses; i += 1) await page.keyboard.press('ArrowDown');
    const download = page.waitForEvent('download');
    await page.keyboard.press('Enter');
    const file = await download;
    expect(file.suggestedFilename()).toBe(`plumbline-ndcg-across-versions.${ending}`);
    const content = await readFile(await file.path(), 'latin1');
    expect(content.slice(0, start.length)).toBe(start);
    await expect(menu).toBeHidden();
  }
});

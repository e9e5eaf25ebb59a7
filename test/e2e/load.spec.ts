import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, goTo, test } from './workbench.ts';

const ASSETS = join('dist', 'renderer', 'assets');
const MOST_JAVASCRIPT = 1_500_000;

test('all JavaScript of the workbench is under 1.5 MB gzipped', () => {
  const scripts = readdirSync(ASSETS).filter((name) => name.endsWith('.js'));
  const sizes = scripts.map((name) => gzipSync(readFileSync(join(ASSETS, name))).length);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  expect(scripts.length).toBeGreaterThan(0);
  expect(total).toBeLessThan(MOST_JAVASCRIPT);
});

test('no request leaves the service, on any screen', async ({ trained, open, page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await open(trained);
  for (const screen of ['Data', 'Train', 'Search', 'Review', 'Settings', 'Evaluate']) {
    await goTo(page, screen);
    await expect(page.getByRole('heading', { level: 1, name: screen })).toBeAttached();
  }
  await expect(page.getByText('NDCG@10 across versions')).toBeVisible();
  const { origin } = new URL(trained.url);
  const elsewhere = asked.filter((url) => !/^(data|blob):/.test(url) && !url.startsWith(origin));
  expect(asked.length).toBeGreaterThan(0);
  expect(elsewhere).toEqual([]);
});

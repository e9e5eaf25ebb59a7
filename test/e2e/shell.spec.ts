import type { Page } from '@playwright/test';
import { stopService } from './service.ts';
import { expect, goTo, hits, test } from './workbench.ts';

const SCREENS = ['Data', 'Train', 'Search', 'Match', 'Review', 'Evaluate'];

test('the rail and the number keys open each screen', async ({ trained, open }) => {
  const page = await open(trained);
  const rail = page.getByRole('navigation', { name: 'Screens' });
  for (const screen of SCREENS) {
    await goTo(page, screen);
    await expect(page.getByRole('heading', { level: 1, name: screen })).toBeAttached();
    await expect(rail.getByRole('link', { name: screen })).toHaveAttribute('aria-current', 'page');
  }
  for (const [index, screen] of SCREENS.entries()) {
    await page.keyboard.press(`ControlOrMeta+${index + 1}`);
    await expect(page.getByRole('heading', { level: 1, name: screen })).toBeAttached();
  }
});

test('Settings are at the foot of the rail, behind Ctrl+comma, and in the palette', async ({
  trained,
  open,
}) => {
  const page = await open(trained, '#/search');
  const heading = page.getByRole('heading', { level: 1, name: 'Settings' });
  await page.keyboard.press('ControlOrMeta+,');
  await expect(heading).toBeVisible();
  await goTo(page, 'Data');
  await goTo(page, 'Settings');
  await expect(heading).toBeVisible();
  await goTo(page, 'Data');
  await page.keyboard.press('ControlOrMeta+k');
  const palette = page.getByRole('dialog', { name: 'Commands and entries' });
  await expect(palette.getByRole('textbox')).toBeFocused();
  await page.keyboard.type('add a model');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Add a model' })).toBeVisible();
});

test('Runs and Monitor are at the foot of the rail and in the palette', async ({
  trained,
  open,
}) => {
  const page = await open(trained);
  for (const screen of ['Runs', 'Monitor']) {
    await goTo(page, screen);
    await expect(page.getByRole('heading', { level: 1, name: screen })).toBeVisible();
  }
  const palette = page.getByRole('dialog', { name: 'Commands and entries' });
  await page.keyboard.press('ControlOrMeta+k');
  await expect(palette.getByRole('textbox')).toBeFocused();
  await page.keyboard.type('watch and schedule');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Watch and schedule' })).toBeInViewport();
});

test('the palette opens screens and finds entries', async ({ trained, open }) => {
  const page = await open(trained);
  const palette = page.getByRole('dialog', { name: 'Commands and entries' });
  await page.keyboard.press('ControlOrMeta+k');
  await expect(palette.getByRole('textbox')).toBeFocused();
  await page.keyboard.type('evaluate');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Evaluate' })).toBeVisible();
  await expect(palette).toBeHidden();

  await page.keyboard.press('ControlOrMeta+k');
  await expect(palette.getByRole('textbox')).toBeFocused();
  await page.keyboard.type('midwif');
  await palette.getByRole('button', { name: 'Midwife', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Midwife' })).toBeVisible();
  await page.getByRole('button', { name: 'Like this one' }).click();
  await expect(page.getByRole('combobox', { name: 'Search by the id of an entry' })).toHaveValue(
    'Midwife',
  );
  await expect(hits(page)).not.toHaveCount(0);
});

test('the appearance is kept', async ({ trained, open }) => {
  const page = await open(trained);
  const root = page.locator('html');
  await expect(root).toHaveAttribute('data-mantine-color-scheme', 'light');
  await page.getByRole('button', { name: 'Job titles' }).click();
  await page.getByRole('radiogroup', { name: 'Appearance' }).getByText('Dark').click();
  await expect(root).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await page.reload();
  await expect(root).toHaveAttribute('data-mantine-color-scheme', 'dark');
});

for (const [kind, hash] of [
  ['wrong', '#token=not-the-right-token'],
  ['missing', ''],
]) {
  test(`a ${kind} token gets a page that says where the link is`, async ({ trained, page }) => {
    await page.goto(`${new URL(trained.url).origin}/${hash}`);
    await expect(page.getByRole('heading', { name: 'This link has expired' })).toBeVisible();
    await expect(page.getByText('open the link that it prints')).toBeVisible();
    await expect(page.getByText('Job titles')).toHaveCount(0);
  });
}

test('an engine that is gone is said calmly, and all is well when it is back', async ({
  trained,
  open,
  serve,
  expectedConsole,
}) => {
  expectedConsole.push(/net::ERR_/);
  const page = await open(trained, '#/data');
  const entries = page.getByRole('table', { name: 'Entries' });
  await expect(entries).toContainText('Software Engineer');
  await stopService(trained, 'SIGKILL');
  const banner = page.getByRole('status').filter({ hasText: 'The engine does not answer.' });
  await expect(banner).toBeVisible();
  await expect(banner).toContainText('nothing is lost');
  await expect(entries).toContainText('Software Engineer');
  await expect(page.getByRole('alert')).toHaveCount(0);

  await serve(trained.folder, trained);
  await expect(banner).toBeHidden();
  await goTo(page, 'Evaluate');
  await expect(page.getByText('NDCG@10 across versions')).toBeVisible();
});

test('a service that was started anew asks for its new link', async ({
  trained,
  open,
  serve,
  expectedConsole,
}) => {
  expectedConsole.push(/net::ERR_/);
  const page = await open(trained, '#/data');
  await expect(page.getByRole('table', { name: 'Entries' })).toContainText('Software Engineer');
  await stopService(trained);
  await serve(trained.folder, { ...trained, token: 'another-token-of-the-next-start' });
  await expect(page.getByRole('heading', { name: 'This link has expired' })).toBeVisible();
});

/** What is wider than its place and would scroll sideways. */
async function scrollingSideways(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll('body *')]
      .filter((element) => {
        const overflow = getComputedStyle(element).overflowX;
        const scrolls = overflow === 'auto' || overflow === 'scroll';
        const isPage = element === document.documentElement;
        return (scrolls || isPage) && element.scrollWidth > element.clientWidth + 1;
      })
      .map((element) => element.getAttribute('aria-label') ?? element.className),
  );
}

test('nothing scrolls sideways at 1280 x 720', async ({ trained, open }) => {
  const page = await open(trained);
  await page.setViewportSize({ width: 1280, height: 720 });
  const shows: [string, string][] = [
    ['#/data', 'Before you train'],
    ['#/train', 'Promote at top-1'],
    ['#/search?q=sr%20softwre%20enginer', 'Entry and the term that matched'],
    ['#/evaluate', 'NDCG@10 across versions'],
    ['#/settings?add=model', 'Known to work'],
    ['#/runs', 'Time by stage'],
    ['#/monitor', 'Searches by day'],
  ];
  for (const [hash, text] of shows) {
    await page.goto(`${new URL(trained.url).origin}/${hash}`);
    await expect(page.getByText(text).first()).toBeVisible();
    await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(0);
    expect(await scrollingSideways(page), hash).toEqual([]);
  }
});

test('the page may only load and ask its own service', async ({ trained, request }) => {
  const response = await request.get(new URL(trained.url).origin);
  const policy = response.headers()['content-security-policy'] ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("connect-src 'self'");
  expect(policy).not.toContain("script-src 'self' 'unsafe-inline'");
});

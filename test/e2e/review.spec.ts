import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import type { Service } from './service.ts';
import { expect, goTo, searchBox, test } from './workbench.ts';

const ROUND = 50;

/** Says who judges and waits for the first pair. */
async function begin(page: Page, name: string): Promise<void> {
  await expect(page.getByRole('textbox', { name: 'Your name' })).toBeFocused();
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
  await expect(pair(page)).toBeVisible();
}

/** Another person sits down at the same window. */
async function changeReviewer(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: /^You judge as/ }).click();
  await page.getByRole('textbox', { name: 'Your name' }).fill(name);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: `You judge as ${name}` })).toBeVisible();
}

function pair(page: Page): Locator {
  return page.getByRole('region', { name: 'Pair to judge' });
}

/** The pair that is shown: `query -> entry`. */
async function shownPair(page: Page): Promise<string> {
  const text = (level: number) => pair(page).getByRole('heading', { level }).textContent();
  return `${await text(2)} -> ${await text(3)}`;
}

function progress(page: Page, done: number, total = ROUND): Promise<void> {
  return expect(page.getByText(`${done} of ${total}`, { exact: true })).toBeVisible();
}

/** Answers the pair that is shown by its key and returns what was asked. */
async function answer(page: Page, key: 'y' | 'n' | 's', done: number): Promise<string> {
  const asked = await shownPair(page);
  await page.keyboard.press(key);
  await progress(page, done);
  return asked;
}

function lastAnswer(page: Page): Locator {
  return page.getByRole('region', { name: 'Your last answer' });
}

function part(page: Page, name: RegExp): Locator {
  return page.getByRole('radiogroup', { name: 'Part of the review' }).getByText(name);
}

interface LedgerLine {
  type: string;
  id: string;
  by?: string;
  verdict?: string;
  /** Of what an undo takes back. */
  judgment?: string;
}

/** What the ledger has of a reviewer that was not taken back, oldest first: `yes`, `no`, `skip`. */
function kept({ folder }: Service, reviewer: string): string[] {
  const lines = readFileSync(join(folder, 'data', 'feedback.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as LedgerLine);
  const undone = new Set(lines.flatMap(({ type, judgment }) => (type === 'undo' ? judgment : [])));
  return lines
    .filter(({ id, by }) => by === reviewer && !undone.has(id))
    .map(({ type, verdict }) => verdict ?? type);
}

test('a round is judged by keyboard alone, and nothing is asked twice', async ({
  trained,
  open,
}) => {
  const page = await open(trained, '#/search');
  await page.keyboard.press('Escape');
  await page.keyboard.press('ControlOrMeta+5');
  await expect(page.getByRole('heading', { level: 1, name: 'Review' })).toBeVisible();
  await begin(page, 'Ann');
  await progress(page, 0);

  const first = await answer(page, 'y', 1);
  await expect(lastAnswer(page)).toContainText('✓ yes');
  const second = await answer(page, 'n', 2);
  await expect(lastAnswer(page)).toContainText('✕ no');
  const third = await answer(page, 's', 3);
  await expect(lastAnswer(page)).toContainText('cannot say');
  expect(new Set([first, second, third]).size).toBe(3);
  await expect.poll(() => kept(trained, 'Ann')).toEqual(['yes', 'no', 'skip']);

  // Any number of steps back, and each pair is asked again in its turn.
  await page.keyboard.press('u');
  await progress(page, 2);
  expect(await shownPair(page)).toBe(third);
  await page.keyboard.press('u');
  await progress(page, 1);
  expect(await shownPair(page)).toBe(second);
  await expect.poll(() => kept(trained, 'Ann')).toEqual(['yes']);
  expect(await answer(page, 'y', 2)).toBe(second);
  expect(await answer(page, 's', 3)).toBe(third);

  // A look into Search loses nothing.
  const fourth = await shownPair(page);
  await page.keyboard.press('0');
  await expect(searchBox(page)).toHaveValue(fourth.split(' -> ')[0] ?? '');
  await goTo(page, 'Review');
  await progress(page, 3);
  expect(await shownPair(page)).toBe(fourth);

  const asked = [first, second, third];
  await expect.poll(() => kept(trained, 'Ann')).toEqual(['yes', 'yes', 'skip']);
  await page.reload();
  await progress(page, 3);
  await expect(pair(page)).toBeVisible();
  for (let done = 4; done <= ROUND; done++) {
    const next = await shownPair(page);
    expect(asked).not.toContain(next);
    asked.push(next);
    await page.keyboard.press(done % 2 ? 'y' : 'n');
    await progress(page, done);
  }
  await expect(page.getByText('This round is done')).toBeVisible();
  await expect(
    page.getByText(/judgments of this session count from the next training/),
  ).toBeVisible();
  await expect(page.getByRole('link', { name: 'Train' }).last()).toBeVisible();

  await expect(page.getByRole('button', { name: 'Ask for 50 more' })).toBeFocused();
  await page.keyboard.press('Enter');
  await progress(page, 0);
  await expect(pair(page)).toBeVisible();
  expect(asked).not.toContain(await shownPair(page));
});

test('what the model thinks is hidden until the pair is judged, or asked for', async ({
  trained,
  open,
}) => {
  const page = await open(trained, '#/review');
  await begin(page, 'Ann');
  const blind = page.getByRole('button', { name: /^Blind/ });
  await expect(blind).toHaveAttribute('aria-pressed', 'true');
  const tells = /accept|reject|review|semantic|probability|random|unsure|chosen|0\.\d|second/i;
  for (let done = 1; done <= 12; done++) {
    await expect(pair(page).getByRole('button')).toHaveCount(3);
    expect(await pair(page).getByRole('button').allTextContents()).toEqual([
      'No N',
      'Cannot say S',
      'Yes Y',
    ]);
    await expect(pair(page)).not.toHaveText(tells);
    await answer(page, 'n', done);
    await expect(lastAnswer(page)).toContainText(
      /The model (agrees|sees it otherwise|was undecided): [<>]?0\.\d\d/,
    );
    await expect(lastAnswer(page)).toContainText(/Chosen|Drawn/);
  }
  await page.keyboard.press('b');
  await expect(blind).toHaveAttribute('aria-pressed', 'false');
  await expect(pair(page)).toContainText('semantic');
  await expect(pair(page)).toContainText(/A accept|\? review|R reject/);
  await page.reload();
  await expect(pair(page)).toContainText('semantic');
});

test('every answer of the session can be taken back by itself, also after a reload', async ({
  trained,
  open,
}) => {
  const page = await open(trained, '#/review');
  await begin(page, 'Ann');
  const first = await answer(page, 'y', 1);
  const second = await answer(page, 's', 2);
  const third = await answer(page, 'n', 3);
  await page.keyboard.press('a');
  const list = page.getByRole('complementary', { name: 'Answers of this session' });
  await expect(list.getByRole('listitem')).toHaveCount(3);
  await expect(list.getByRole('listitem').first()).toContainText(third.split(' -> ')[1] ?? '');
  // The skipped one in the middle.
  await list.getByRole('listitem').nth(1).getByRole('button').click();
  await progress(page, 2);
  expect(await shownPair(page)).toBe(second);
  await expect(list.getByRole('listitem')).toHaveCount(2);
  await expect.poll(() => kept(trained, 'Ann')).toEqual(['yes', 'no']);

  await page.reload();
  await expect(list.getByRole('listitem')).toHaveCount(2);
  await list.getByRole('listitem').last().getByRole('button').click();
  await progress(page, 1);
  expect(await shownPair(page)).toBe(first);
  await expect.poll(() => kept(trained, 'Ann')).toEqual(['no']);
});

test('an answer that was not kept says so, and its pair comes back', async ({ trained, open }) => {
  const page = await open(trained, '#/review');
  await begin(page, 'Ann');
  await page.route('**/rpc/review/answer', (route) =>
    route.fulfill({
      status: 409,
      contentType: 'application/json',
      body: JSON.stringify({
        json: {
          defined: true,
          code: 'LOCKED',
          status: 409,
          message: 'The disk is full.',
          data: { remedy: 'Free some space.' },
        },
      }),
    }),
  );
  const refused = await shownPair(page);
  await page.keyboard.press('y');
  await expect(page.getByText('The disk is full.')).toBeVisible();
  await progress(page, 0);
  const current = await shownPair(page);
  expect(current).not.toBe(refused);
  await expect(lastAnswer(page)).toBeEmpty();

  await page.unroute('**/rpc/review/answer');
  await answer(page, 'y', 1);
  // It comes after the pair that was looked at, not in its place.
  expect(await shownPair(page)).toBe(refused);
  await answer(page, 'n', 2);
  await expect.poll(() => kept(trained, 'Ann')).toEqual(['yes', 'no']);
});

test('what two reviewers disagree on is settled by keyboard', async ({ trained, open }) => {
  const page = await open(trained, '#/review');
  await begin(page, 'Ann');
  const ofAnn: string[] = [];
  for (let done = 1; done <= 12; done++) ofAnn.push(await answer(page, 'y', done));
  await expect(page.getByText('No second reviewer yet')).toBeVisible();

  await changeReviewer(page, 'Ben');
  await progress(page, 0);
  await expect(page.getByRole('button', { name: /^0 answers/ })).toBeVisible();
  const common: string[] = [];
  for (let done = 1; done <= ROUND; done++) {
    const asked = await answer(page, 'n', done);
    if (ofAnn.includes(asked)) common.push(asked);
  }
  expect(common.length).toBeGreaterThan(1);
  await expect(page.getByRole('heading', { name: 'Agreement with Ann' })).toBeVisible();
  await expect(page.getByText(`the same on 0 % of ${common.length} pairs`)).toBeVisible();

  await part(page, /^Disagreements/).click();
  await expect(part(page, new RegExp(`^Disagreements ${common.length}$`))).toBeVisible();
  await expect(page.getByText(`1 of ${common.length}.`)).toBeVisible();
  const opinions = page.getByRole('list', { name: 'Opinions' }).getByRole('listitem');
  await expect(opinions).toHaveText([/Ann.*yes/, /Ben.*no/]);
  // Clicking the part gave it the focus; letters still answer.
  const settled = await shownPair(page);
  expect(common).toContain(settled);
  await page.keyboard.press('y');
  await expect(part(page, new RegExp(`^Disagreements ${common.length - 1}$`))).toBeVisible();
  await expect(lastAnswer(page)).toContainText('Settles a disagreement');
  await page.keyboard.press('u');
  await expect(part(page, new RegExp(`^Disagreements ${common.length}$`))).toBeVisible();
  for (let left = common.length; left > 0; left--) {
    await expect(page.getByText(`1 of ${left}.`)).toBeVisible();
    await page.keyboard.press(left % 2 ? 'y' : 'n');
  }
  await expect(page.getByText('No disagreements')).toBeVisible();
  await page.reload();
  await expect(page.getByText('No disagreements')).toBeVisible();
});

test('suspicious labels are kept or changed by keyboard', async ({ trained, open }) => {
  const page = await open(trained, '#/review?show=suspects');
  await page.getByRole('textbox', { name: 'Your name' }).fill('Ann');
  await page.keyboard.press('Enter');
  const rows = page.getByRole('grid', { name: 'Label suspects' }).locator('tbody').getByRole('row');
  await expect(rows.first()).toHaveAttribute('aria-selected', 'true');
  const count = await rows.count();
  expect(count).toBeGreaterThan(2);
  const query = (row: Locator) => row.getByRole('gridcell').first().textContent();
  const second = (await query(rows.nth(1))) ?? '';
  await page.keyboard.press('ArrowDown');
  await expect(rows.nth(1)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('k');
  await expect(rows).toHaveCount(count - 1);
  await expect(lastAnswer(page)).toContainText(second);
  await page.keyboard.press('c');
  await expect(rows).toHaveCount(count - 2);
  await expect.poll(() => kept(trained, 'Ann').length).toBe(2);
  await page.keyboard.press('u');
  await expect(rows).toHaveCount(count - 1);
  await expect.poll(() => kept(trained, 'Ann').length).toBe(1);
  // Known from the engine, not only in this session.
  await page.evaluate(() => window.sessionStorage.removeItem('plumbline-review-session'));
  await page.reload();
  await expect(rows).toHaveCount(count - 1);
});

test('a pair and its answers fit into 1280 x 720', async ({ trained, open }) => {
  const page = await open(trained, '#/review');
  await page.setViewportSize({ width: 1280, height: 720 });
  await begin(page, 'Ann');
  await answer(page, 'y', 1);
  await expect(page.getByText('Audit sample')).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('b');
  await page.keyboard.press('a');
  await expect(page.getByRole('complementary')).toBeVisible();
  await expect(pair(page)).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole('button', { name: /^Yes/ })).toBeInViewport({ ratio: 1 });
  await expect(lastAnswer(page)).toBeInViewport({ ratio: 1 });
  const sideways = await page.evaluate(() =>
    [...document.querySelectorAll('main *')]
      .filter((element) => {
        const { overflowX } = getComputedStyle(element);
        const scrolls = overflowX === 'auto' || overflowX === 'scroll';
        return scrolls && element.scrollWidth > element.clientWidth + 1;
      })
      .map((element) => element.className),
  );
  expect(sideways).toEqual([]);
});

test('without a version, or where nothing can be kept, it says what to do', async ({
  untrained,
  open,
}) => {
  const page = await open(untrained, '#/review');
  await expect(page.getByText('Reviewing needs a version')).toBeVisible();
  await page.getByRole('main').getByRole('link', { name: 'Train' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Train' })).toBeVisible();
  await page.route('**/rpc/workspace/get', async (route) => {
    const response = await route.fetch();
    const { json, ...rest } = await response.json();
    await route.fulfill({
      response,
      json: { ...rest, json: { ...json, readOnly: true, inUse: 'v1' } },
    });
  });
  await page.goto(`${new URL(untrained.url).origin}/#/review`);
  await page.reload();
  await expect(page.getByText('This workspace can only be read here')).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } });

    test('every part of Review has no violations', async ({ trained, open }) => {
      const page = await open(trained, '#/review');
      const expectNone = async (where: string) => {
        await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(0);
        const { violations } = await new AxeBuilder({ page }).analyze();
        const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`);
        expect(found, where).toEqual([]);
      };
      await expect(page.getByText('Who judges?')).toBeVisible();
      await expectNone('name');
      await begin(page, 'Ann');
      await answer(page, 'y', 1);
      await answer(page, 's', 2);
      await expectNone('queue');
      await page.keyboard.press('b');
      await page.keyboard.press('a');
      await expect(pair(page)).toContainText('semantic');
      await expectNone('scores and answers');
      await page.getByRole('button', { name: /^You judge as/ }).click();
      await expect(page.getByRole('dialog', { name: /^You judge as Ann/ })).toBeVisible();
      await expectNone('another name');
      await page.keyboard.press('Escape');
      await part(page, /^Disagreements/).click();
      await expect(page.getByText('No second reviewer yet')).toBeVisible();
      await expectNone('disagreements');
      await part(page, /^Label suspects/).click();
      await expect(page.getByRole('grid', { name: 'Label suspects' })).toBeVisible();
      await expectNone('suspects');
    });
  });
}

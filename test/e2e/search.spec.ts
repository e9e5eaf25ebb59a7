import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { stopService } from './service.ts';
import { test } from './two-collections.ts';
import { expect, hits, searchBox, statusLine, why } from './workbench.ts';

const QUERY = 'sr softwre enginer';

function grid(page: Page) {
  return page.getByRole('grid', { name: 'Results' });
}

function keyBox(page: Page) {
  return page.getByRole('combobox', { name: 'Search by the id of an entry' });
}

function searchBy(page: Page, kind: 'Text' | 'By id') {
  return page.getByRole('radiogroup', { name: 'Search by' }).getByText(kind);
}

/** The names of the hits, best first. */
function names(page: Page) {
  return hits(page).locator('td:nth-child(2) b').allTextContents();
}

/** Milliseconds of the answer, as the box shows them. */
async function shownTime(page: Page): Promise<number> {
  const text = await page.getByText(/^\d+ of 200 in /).textContent();
  return Number(text?.match(/in (\d+) ms/)?.[1]);
}

test('search, judge, undo and look why with the keyboard alone', async ({ trained, open }) => {
  const page = await open(trained, '#/search');
  await expect(searchBox(page)).toBeFocused();
  await page.keyboard.type(QUERY);
  await expect(hits(page).first()).toContainText('Software Engineer');

  await page.keyboard.press('ArrowDown');
  await expect(grid(page)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(hits(page).nth(1)).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('status', { name: 'Chosen result' })).toContainText(/^2 of 12: /);
  await page.keyboard.press('ArrowUp');

  const undo = hits(page).first().getByRole('button', { name: /^Undo/ });
  await page.keyboard.press('y');
  await page.keyboard.press('n');
  await expect(undo).toBeEnabled();
  await expect(hits(page).first()).toContainText('✕ wrong');
  // Taking a decision back brings the one before it into force again.
  await page.keyboard.press('u');
  await expect(hits(page).first()).toContainText('✓ right');
  await expect(undo).toBeEnabled();
  await page.keyboard.press('u');
  await expect(statusLine(page)).toContainText(/2\s207 judgments/);
  await expect(
    hits(page).first().getByRole('button', { name: 'Software Engineer is right' }),
  ).toBeAttached();

  await expect(why(page)).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(why(page)).toBeHidden();
  await page.keyboard.press('Enter');
  await expect(
    why(page).getByRole('table', { name: 'Contributions to the log-odds' }),
  ).toBeVisible();

  await page.keyboard.press('/');
  await expect(searchBox(page)).toBeFocused();
  await expect(searchBox(page)).toHaveValue(QUERY);
});

test('a judgment is still there after a reload', async ({ trained, open }) => {
  const page = await open(trained, `#/search?q=${encodeURIComponent(QUERY)}`);
  await page.getByRole('button', { name: 'Software Engineer is right' }).click();
  const undo = hits(page).getByRole('button', { name: 'Undo the judgment of Software Engineer' });
  await expect(undo).toBeEnabled();
  await page.reload();
  await expect(undo).toBeEnabled();
  await expect(searchBox(page)).toHaveValue(QUERY);
});

test('answers are there before the next key', async ({ trained, open }) => {
  const page = await open(trained, '#/search');
  const times: number[] = [];
  for (const text of ['nurse', 'nurses', 'electrician', 'sales manager', 'dev ops', 'chef']) {
    const answered = page.waitForResponse('**/rpc/search/query');
    await searchBox(page).fill(text);
    await answered;
    await expect(grid(page)).not.toHaveAttribute('data-stale', /.*/);
    times.push(await shownTime(page));
  }
  // Half of them: a machine that does something else meanwhile may delay single ones.
  expect(times.toSorted((a, b) => a - b)[2]).toBeLessThan(100);
});

test('results follow the typing, and the newest query wins over a slower older one', async ({
  trained,
  open,
}) => {
  const page = await open(trained, '#/search');
  const held = signal();
  const released = signal();
  await page.route('**/rpc/search/query', async (route) => {
    if (route.request().postData()?.includes('"plumber"')) {
      held.give();
      await released.given;
    }
    // The older query may be cancelled by now: then there is nothing left to answer.
    await route.continue().catch(() => undefined);
  });
  await searchBox(page).fill('registered nurs');
  await expect(hits(page).first()).toContainText('Registered Nurse');
  await searchBox(page).fill('plumber');
  await held.given;
  await searchBox(page).fill('electrician');
  await expect(hits(page).first()).toContainText('Electrician');
  released.give();
  // An answer to one more query has come: the older one would have come before it.
  await searchBox(page).fill('electricians');
  await expect(grid(page)).not.toHaveAttribute('data-stale', /.*/);
  await expect(hits(page).first()).toContainText('Electrician');
});

/** A promise and how to fulfil it. */
function signal(): { given: Promise<void>; give(): void } {
  let give = () => {};
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give: () => give() };
}

test('search by id, found by a word of its name', async ({ trained, open }) => {
  const page = await open(trained, '#/search');
  await searchBy(page, 'By id').click();
  await expect(keyBox(page)).toBeFocused();
  await page.keyboard.type('registered nur');
  const offered = page.getByRole('listbox', { name: 'Entries' }).getByRole('option');
  await expect(offered.first()).toContainText('Registered Nurse');
  await page.keyboard.press('ArrowDown');
  await expect(offered.first()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(keyBox(page)).toHaveValue('Registered Nurse');
  await expect(hits(page).filter({ hasText: 'Midwife' })).toHaveCount(1);
  // An entry is not its own match.
  await expect(hits(page).filter({ hasText: /^\d+Registered Nurse/ })).toHaveCount(0);
  await keyBox(page).fill('Registered Nurs꧁');
  await expect(page.getByText('No entry has the id “Registered Nurs꧁”')).toBeVisible();
  await expect(hits(page)).toHaveCount(0);
});

test('with one collection there is none to choose', async ({ trained, open }) => {
  const page = await open(trained, '#/search?q=nurse');
  await expect(hits(page).first()).toBeVisible();
  await expect(page.getByRole('combobox')).toHaveCount(0);
  // The sample's entries have no fields.
  await expect(page.getByRole('button', { name: 'Add filter' })).toHaveCount(0);
});

test('jobs for a candidate, and candidates for a job', async ({ twoCollections, open }) => {
  const page = await open(twoCollections, '#/search');
  await searchBy(page, 'By id').click();
  await page.getByRole('combobox', { name: 'Like one of' }).selectOption('candidates');
  await keyBox(page).fill('c-2');
  await expect(page.getByText('Like Ola Lie')).toBeVisible();
  await expect(hits(page).first()).toContainText('Registered Nurse');

  await page.getByRole('combobox', { name: 'in', exact: true }).selectOption('candidates');
  await page.getByRole('combobox', { name: 'Like one of' }).selectOption('canonical');
  await keyBox(page).fill('Registered Nurse');
  await expect(hits(page).first()).toContainText('Ola Lie');
  // The match model knows only the canonical collection: nothing is made up, and nothing is judged.
  await expect(page.getByRole('columnheader', { name: 'Probability' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Ola Lie is right' })).toHaveCount(0);
  await expect(why(page)).toContainText('Why 1st');

  // The address follows when typing rests.
  await expect(page).toHaveURL(/q=Registered/);
  await page.reload();
  await expect(hits(page).first()).toContainText('Ola Lie');
  await hits(page).first().click();
  await why(page).getByRole('button', { name: 'Like this one' }).click();
  await expect(keyBox(page)).toHaveValue('c-2');
});

test('filters leave some entries, in the same order, and stay in the address', async ({
  twoCollections,
  open,
}) => {
  const page = await open(twoCollections, '#/search?q=engineer');
  await expect(hits(page)).toHaveCount(12);
  await page.getByRole('button', { name: 'Show 50' }).click();
  await expect(hits(page)).toHaveCount(50);
  const all = await names(page);

  await page.getByRole('button', { name: 'Add filter' }).click();
  const panel = page.getByRole('dialog', { name: 'Filter' });
  await panel.getByRole('button', { name: /^Group/ }).click();
  await panel.getByRole('checkbox', { name: /^Computing/ }).check();
  await expect(page.getByText('50 of 200 entries admitted')).toBeVisible();
  await panel.getByRole('button', { name: 'All fields' }).click();
  await panel.getByRole('button', { name: /^Wage/ }).click();
  await panel.getByRole('textbox', { name: 'To' }).fill('59');
  await expect(page.getByText('10 of 200 entries admitted')).toBeVisible();
  await panel.getByRole('button', { name: 'Done' }).click();
  await expect(panel).toBeHidden();

  const left = await names(page);
  expect(left.length).toBeGreaterThan(0);
  const places = left.map((name) => all.indexOf(name)).filter((place) => place >= 0);
  expect(places.length).toBeGreaterThan(0);
  expect(places).toEqual(places.toSorted((a, b) => a - b));

  await page.reload();
  await expect(page.getByText('10 of 200 entries admitted')).toBeVisible();
  await page.getByRole('button', { name: 'Remove the filter Group is Computing' }).click();
  await expect(page.getByText('40 of 200 entries admitted')).toBeVisible();
  await page.goBack();
  await expect(page.getByText('10 of 200 entries admitted')).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } });

    test('filters and choices of collections have no violations', async ({
      twoCollections,
      open,
    }) => {
      const page = await open(twoCollections, '#/search?q=Ann&by=key&from=candidates');
      const clean = async () =>
        expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual(
          [],
        );
      await expect(page.getByRole('listbox', { name: 'Entries' })).toBeVisible();
      await clean();
      await keyBox(page).fill('c-1');
      await expect(hits(page)).toHaveCount(12);
      await page.getByRole('button', { name: 'Add filter' }).click();
      const panel = page.getByRole('dialog', { name: 'Filter' });
      await expect(panel.getByRole('list', { name: 'Fields' })).toBeVisible();
      await clean();
      await panel.getByRole('button', { name: /^Group/ }).click();
      await panel.getByRole('checkbox', { name: /^Care/ }).check();
      await expect(page.getByText('50 of 200 entries admitted')).toBeVisible();
      await clean();
      await panel.getByRole('button', { name: 'All fields' }).click();
      await panel.getByRole('button', { name: /^Wage/ }).click();
      await expect(panel.getByRole('textbox', { name: 'From' })).toBeVisible();
      await clean();
    });
  });
}

test('filters that leave nothing, and one on a field that is not there', async ({
  twoCollections,
  open,
}) => {
  const none = JSON.stringify([{ field: 'Wage', op: 'range', from: 5000 }]);
  const page = await open(
    twoCollections,
    `#/search?q=engineer&filters=${encodeURIComponent(none)}`,
  );
  await expect(page.getByText('No entry is admitted')).toBeVisible();
  await page.getByRole('button', { name: 'Remove the filter', exact: true }).click();
  await expect(hits(page)).toHaveCount(12);

  const unknown = JSON.stringify([{ field: "x'; DROP", op: 'is', values: ['1'] }]);
  await page.goto(`${page.url()}&filters=${encodeURIComponent(unknown)}`);
  await expect(page.getByRole('alert')).toBeVisible();
  await page.getByRole('button', { name: 'Remove the filters' }).click();
  await expect(hits(page)).toHaveCount(12);
});

test('why: groups open into single pieces, and other versions have their say', async ({
  twoCollections,
  open,
}) => {
  const page = await open(twoCollections, '#/search?q=registred%20nurse');
  await expect(hits(page).first()).toContainText('Registered Nurse');
  const evidence = why(page).getByRole('table', { name: 'Contributions to the log-odds' });
  await evidence.getByRole('button', { name: 'Letters' }).click();
  await expect(evidence.getByRole('rowheader', { name: 'Few edits' })).toBeVisible();
  await expect(evidence.getByRole('rowheader', { name: 'Probability' })).toBeVisible();
  await expect(why(page).getByText(/^Next best is/)).toBeVisible();
  await expect(
    why(page).getByRole('list', { name: 'Other versions' }).getByRole('listitem'),
  ).toHaveCount(1);
});

test('everything about an entry, and back', async ({ trained, open }) => {
  const page = await open(trained, `#/search?q=${encodeURIComponent(QUERY)}`);
  await expect(hits(page).first()).toContainText('Software Engineer');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('y');
  await expect(statusLine(page)).toContainText(/2\s208 judgments/);
  await page.keyboard.press('o');
  await expect(page.getByRole('heading', { level: 1, name: 'Software Engineer' })).toBeVisible();
  await expect(
    page.getByRole('table', { name: 'Neighbours in meaning' }).getByRole('row').nth(1),
  ).toBeVisible();
  await expect(
    page.getByRole('table', { name: 'Test queries that reach it' }).getByRole('row').nth(1),
  ).toBeVisible();
  await page.getByRole('button', { name: `Undo the judgment of “${QUERY}”` }).click();
  await expect(statusLine(page)).toContainText(/2\s207 judgments/);
  await page.getByRole('button', { name: 'Back' }).click();
  await expect(searchBox(page)).toHaveValue(QUERY);
  await expect(hits(page).first().getByRole('button', { name: /^Undo/ })).toHaveCount(0);
});

test('a damaged index is rebuilt from the screen that needs it', async ({
  trained,
  open,
  expectedConsole,
}) => {
  expectedConsole.push(/status of 500/);
  const versions = join(trained.folder, 'versions');
  for (const version of readdirSync(versions)) {
    writeFileSync(join(versions, version, 'index', 'match.safetensors'), 'x');
  }
  const page = await open(trained, '#/search?q=nurse');
  await expect(page.getByRole('alert')).toContainText('is damaged');
  await page.getByRole('button', { name: 'Rebuild' }).click();
  await expect(hits(page).first()).toContainText('Nurse', { timeout: 60_000 });
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('while the engine is gone the last results stay', async ({
  trained,
  open,
  serve,
  expectedConsole,
}) => {
  expectedConsole.push(/net::ERR_/);
  const page = await open(trained, '#/search?q=nurse');
  await expect(hits(page).first()).toContainText('Nurse');
  await stopService(trained, 'SIGKILL');
  await searchBox(page).fill('electrician');
  await expect(page.getByText('The engine does not answer.')).toBeVisible();
  await expect(hits(page).first()).toContainText('Nurse');
  await expect(page.getByRole('alert')).toHaveCount(0);
  await serve(trained.folder, trained);
  // A service needs seconds to start, and the window asks for it in growing pauses.
  await expect(hits(page).first()).toContainText('Electrician', { timeout: 30_000 });
});

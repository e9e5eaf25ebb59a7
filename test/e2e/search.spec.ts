import type { Page } from '@playwright/test';
import { expect, hits, searchBox, statusLine, test } from './workbench.ts';

const QUERY = 'sr softwre enginer';

function grid(page: Page) {
  return page.getByRole('grid', { name: 'Results' });
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

  const why = page.getByRole('complementary', { name: 'Why this result' });
  await expect(why).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(why).toBeHidden();
  await page.keyboard.press('Enter');
  await expect(why.getByRole('table', { name: 'Contributions to the log-odds' })).toBeVisible();

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

test('search by the id of an entry, and what an unknown id says', async ({ trained, open }) => {
  const page = await open(trained, '#/search');
  await page.getByRole('radiogroup', { name: 'Search by' }).getByText('Id').click();
  const box = page.getByRole('textbox', { name: 'Search by the id of an entry' });
  await expect(box).toBeFocused();
  await box.fill('Registered Nurse');
  await expect(hits(page).filter({ hasText: 'Midwife' })).toHaveCount(1);
  // An entry is not its own match.
  await expect(hits(page).filter({ hasText: /^\d+Registered Nurse/ })).toHaveCount(0);
  await box.fill('Registered Nurs');
  await expect(page.getByText('No entry has the id “Registered Nurs”')).toBeVisible();
  await page.getByRole('button', { name: 'Registered Nurse', exact: true }).click();
  await expect(hits(page).filter({ hasText: 'Midwife' })).toHaveCount(1);
});

test('a text with nothing near it says so', async ({ trained, open }) => {
  const page = await open(trained, '#/search');
  // No token and no trigram of the dictionary holds this letter.
  await searchBox(page).fill('꧁');
  await expect(page.getByText('Nothing comes near “꧁”')).toBeVisible();
  await expect(hits(page)).toHaveCount(0);
});

const NAUGHTY = [
  '"quoted" and \'single\'',
  'O\u2019Brien; DROP TABLE entries; --',
  '<script>window.hit = 1</script>',
  '<img src=x onerror="window.hit = 1">',
  '{{7*7}} %s %n \\u0000 &lt;',
  '👩‍🚒 firefighter 🔥',
  'مهندس برمجيات \u202eevil',
  'Ingénieur logiciel expérimenté',
  '软件工程师',
  'Z̷̢̛a̶l̵g̴o̷ engineer',
  '\u200b\u200bnurse\u200b',
  '../../etc/passwd?q=1&by=key#x',
  'nurse '.repeat(834).slice(0, 5000),
];

test('naughty texts are searched like any other and never become markup', async ({
  trained,
  open,
}) => {
  const page = await open(trained, '#/search');
  for (const text of NAUGHTY) {
    await test.step(text.slice(0, 40), async () => {
      const answered = page.waitForResponse((response) =>
        response.url().endsWith('/rpc/search/query'),
      );
      await searchBox(page).fill(text);
      expect((await answered).status()).toBe(200);
      await expect(
        page.getByText(/^\d+ of 200 in /).or(page.getByText(/^Nothing comes near/)),
      ).toBeVisible();
      await expect(page.getByRole('alert')).toHaveCount(0);
      await expect(searchBox(page)).toHaveValue(text);
    });
  }
  expect(await page.evaluate(() => 'hit' in window)).toBe(false);
});

test('a query of markup is judged and shown as it was typed', async ({ trained, open }) => {
  const page = await open(trained, '#/search');
  const text = '<b>nurse</b> "RN"';
  await searchBox(page).fill(text);
  await page.getByRole('button', { name: 'Registered Nurse is right' }).click();
  await expect(page.getByText(`for “${text}”`)).toBeVisible();
  await hits(page).filter({ hasText: 'Registered Nurse' }).first().click();
  await expect(
    page.getByRole('complementary', { name: 'Why this result' }).getByText(text),
  ).toBeVisible();
});

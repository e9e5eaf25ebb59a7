import { expect, hits, searchBox, test, why } from './workbench.ts';

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
  await expect(why(page).getByText(text)).toBeVisible();
});

import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import Papa from 'papaparse';
import { countOf, dropFile, grid, rowsOf, selectedRow, slice, titlesTable } from './match-table.ts';
import { stopService } from './service.ts';
import { expect, goTo, statusLine, test } from './workbench.ts';

const MATCHING_TIME = 180_000;
const ROWS = 10_000;
/** So many that there is time to stop in the middle, also on a machine with many cores. */
const MANY_ROWS = 30_000;
const BANDS = ['A accept', '? review', 'R reject', 'without a match'];

/** Drops a table of titles on Match and says yes to what is suggested. */
async function startMatching(page: Page, rows: number): Promise<void> {
  await dropFile(page, 'titles.csv', titlesTable(rows));
  await expect(page.getByRole('heading', { name: 'titles.csv' })).toBeVisible();
  await expect(page.getByLabel('Column to match')).toHaveValue('title');
  await page.getByRole('button', { name: /^Match [\d\s]+ rows?$/ }).click();
}

/** Waits until all rows of the table are matched. */
async function untilMatched(page: Page, rows: number): Promise<void> {
  const count = rows.toString().replace(/\B(?=(\d{3})+$)/g, '\\s');
  await expect(slice(page, 'All')).toHaveText(new RegExp(`^All ${count}$`), {
    timeout: MATCHING_TIME,
  });
  await expect(page.getByRole('button', { name: 'Cancel' })).toHaveCount(0);
  await expect(rowsOf(page).first()).toBeVisible();
}

/** Exports what is shown and returns the file's records. */
async function exportCsv(page: Page): Promise<Record<string, string>[]> {
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export CSV' }).click();
  const text = readFileSync(await (await download).path(), 'utf8');
  return Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true }).data;
}

test('a table of 10 000 rows is matched, filtered, corrected by keyboard and exported', async ({
  trained,
  open,
}) => {
  test.slow();
  const page = await open(trained, '#/match');
  await expect(page.getByText('Drop a table of names to match them all')).toBeVisible();
  await startMatching(page, ROWS);
  await untilMatched(page, ROWS);

  const counts = await Promise.all(BANDS.map((name) => countOf(page, name)));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(ROWS);
  expect(counts[0]).toBeGreaterThan(1000);
  // Empty and unmatchable texts.
  expect(counts[3]).toBe(40 + 39);
  await expect(page.getByText(/Expected precision of accepted rows 0\.9\d\d/)).toBeVisible();

  await slice(page, '? review').click();
  await expect(rowsOf(page).first()).toContainText('? review');
  await expect(grid(page).getByText('A accept')).toHaveCount(0);
  await slice(page, 'All').click();
  await page.getByRole('searchbox', { name: 'Filter rows' }).fill('registered nurse');
  const listed = page.getByRole('region', { name: 'Rows' }).getByRole('status').first();
  await expect(listed).toHaveText(/^\d+ rows$/);
  await expect(rowsOf(page).first()).toContainText(/registered nurse/i);

  await page.keyboard.press('ArrowDown');
  await expect(grid(page)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(rowsOf(page).nth(1)).toHaveAttribute('aria-selected', 'true');
  const best = await selectedRow(page).getByRole('gridcell').nth(2).textContent();
  await page.keyboard.press('Enter');
  const candidates = page.getByRole('complementary', { name: 'Candidates of this row' });
  await expect(candidates.getByRole('listitem')).toHaveCount(3);
  await expect(candidates.getByRole('table')).toBeVisible();

  await page.keyboard.press('2');
  await expect(slice(page, 'decided by you')).toHaveText(/you 1$/);
  await expect(candidates.getByText('your choice')).toBeVisible();
  await expect(selectedRow(page).getByRole('gridcell').nth(2)).not.toHaveText(best ?? '');
  await page.keyboard.press('0');
  await expect(selectedRow(page)).toContainText('none of these');
  await page.keyboard.press('u');
  await expect(slice(page, 'decided by you')).toHaveText(/you 0$/);
  await expect(selectedRow(page).getByRole('gridcell').nth(2)).toHaveText(best ?? '');
  await page.keyboard.press('2');
  await expect(slice(page, 'decided by you')).toHaveText(/you 1$/);
  await expect(selectedRow(page).getByRole('gridcell').nth(2)).not.toHaveText(best ?? '');
  const corrected = await selectedRow(page).getByRole('gridcell').nth(2).textContent();
  await expect(statusLine(page)).toContainText(/2\s208 judgments/);

  await page.getByRole('searchbox', { name: 'Filter rows' }).fill('');
  const records = await exportCsv(page);
  expect(records).toHaveLength(ROWS);
  expect(records.map(({ ref }) => ref)).toEqual(records.map((_, index) => `r${index + 1}`));
  const mine = records.filter(({ match_chosen_by }) => match_chosen_by === 'person');
  expect(mine.map(({ match_name }) => match_name)).toEqual([corrected]);
  // But for the corrected row, which has the band of its new entry.
  const others = records.filter(({ match_chosen_by }) => match_chosen_by === 'best');
  const accepted = others.filter(({ match_band }) => match_band === 'accept').length;
  expect((counts[0] ?? 0) - accepted).toBeLessThanOrEqual(1);
});

test('a matched table is still there after a reload, and can be removed', async ({
  trained,
  open,
}) => {
  const page = await open(trained, '#/match');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a table' }).click();
  const buffer = Buffer.from(titlesTable(300));
  await (await chooser).setFiles({ name: 'titles.csv', mimeType: 'text/csv', buffer });
  await page.getByRole('button', { name: 'Match 300 rows' }).click();
  await untilMatched(page, 300);
  await slice(page, 'A accept').click();
  await page.reload();
  await expect(rowsOf(page).first()).toContainText('A accept');
  await page.getByRole('button', { name: 'All tables' }).click();
  const list = page.getByRole('table', { name: 'Matched tables' });
  await expect(list.getByRole('img')).toHaveAccessibleName(/^Bands of titles\.csv: accept \d/);
  await list.getByRole('button', { name: 'Remove titles.csv' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText('Drop a table of names to match them all')).toBeVisible();
});

test('matching that is cancelled keeps its rows and is resumed from there', async ({
  trained,
  open,
}) => {
  test.slow();
  const page = await open(trained, '#/match');
  await startMatching(page, MANY_ROWS);
  // Rows that are matched already can be looked at, and the job goes on while nobody does.
  await expect(rowsOf(page).first()).toBeVisible({ timeout: MATCHING_TIME });
  await goTo(page, 'Data');
  await goTo(page, 'Match');
  await page.getByRole('button', { name: 'Cancel' }).click();
  const stopped = page.getByText(/^[\d\s]+ of 30\s000 rows matched/);
  await expect(stopped).toBeVisible();
  await expect.poll(() => countOf(page, 'All')).toBeGreaterThan(0);
  const kept = await countOf(page, 'All');
  expect(kept).toBeLessThan(MANY_ROWS);
  expect(await exportCsv(page)).toHaveLength(kept);

  await page.reload();
  await expect(stopped).toBeVisible();
  await page.getByRole('button', { name: 'Resume titles.csv' }).click();
  await untilMatched(page, MANY_ROWS);
  const records = await exportCsv(page);
  expect(records.map(({ ref }) => ref)).toEqual(
    Array.from({ length: MANY_ROWS }, (_, index) => `r${index + 1}`),
  );
});

test('matching whose process was killed is resumed after the next start', async ({
  trained,
  open,
  serve,
  expectedConsole,
}) => {
  test.slow();
  expectedConsole.push(/net::ERR_/);
  const page = await open(trained, '#/match');
  await startMatching(page, MANY_ROWS);
  await expect(rowsOf(page).first()).toBeVisible({ timeout: MATCHING_TIME });
  await stopService(trained, 'SIGKILL');
  await serve(trained.folder, trained);
  await expect(page.getByText(/^[\d\s]+ of 30\s000 rows matched/)).toBeVisible({
    timeout: 30_000,
  });
  await page.getByRole('button', { name: 'Resume titles.csv' }).click();
  await untilMatched(page, MANY_ROWS);
});

test('one-to-one gives no entry to two rows', async ({ trained, open }) => {
  const page = await open(trained, '#/match');
  await dropFile(page, 'nurses.csv', 'name\nnurse\nregistered nurse\nnurse practitioner\nrn\n');
  await page.getByRole('switch', { name: 'One-to-one' }).check();
  await page.getByRole('button', { name: 'Match 4 rows' }).click();
  await untilMatched(page, 4);
  const keys = (await exportCsv(page)).map(({ match_key }) => match_key).filter(Boolean);
  expect(keys.length).toBeGreaterThan(1);
  expect(new Set(keys).size).toBe(keys.length);
});

test('a file that is no table says why, and where', async ({ trained, open }) => {
  const page = await open(trained, '#/match');
  await dropFile(page, 'broken.csv', 'name,city\nnurse,Utrecht\ncook,Utrecht,x,y\n');
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('broken.csv, line 3');
  await expect(alert.getByRole('button', { name: 'Choose another table' })).toBeVisible();
  await dropFile(page, 'photo.csv', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 1, 2]));
  await expect(alert).toContainText('photo.csv');
  await page.getByRole('button', { name: 'Leave photo.csv out' }).click();
  await expect(alert).toHaveCount(0);
});

test('the wrong column finds little, and the table can be matched again by the right one', async ({
  trained,
  open,
}) => {
  const page = await open(trained, '#/match');
  for (const [column, least, most] of [
    ['score', 0, 5],
    ['title', 15, 40],
  ] as const) {
    await dropFile(page, 'titles.csv', titlesTable(40));
    await page.getByLabel('Column to match').selectOption(column);
    await page.getByRole('button', { name: 'Match 40 rows' }).click();
    await untilMatched(page, 40);
    const accepted = await countOf(page, 'A accept');
    expect(accepted).toBeGreaterThanOrEqual(least);
    expect(accepted).toBeLessThanOrEqual(most);
  }
  await page.getByRole('button', { name: 'All tables' }).click();
  await expect(page.getByRole('link', { name: 'titles.csv', exact: true })).toHaveCount(2);
});

test('a table that is dropped elsewhere goes to Data', async ({ trained, open }) => {
  const page = await open(trained, '#/search');
  await dropFile(page, 'titles.csv', titlesTable(10));
  await expect(page.getByRole('heading', { level: 1, name: 'Data' })).toBeVisible();
});

test('without a version there is nothing to match with', async ({ untrained, open }) => {
  const page = await open(untrained, '#/match');
  await expect(page.getByText('Matching needs a version')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Train' }).last()).toBeVisible();
});

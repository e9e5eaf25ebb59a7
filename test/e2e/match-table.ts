import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { SAMPLE } from './service.ts';

interface Entry {
  key: string;
  terms: string[];
}

const entries = readFileSync(join(SAMPLE, 'data', 'collections', 'canonical.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Entry);

const ENDINGS = ['', '', ' (m/f/d)', ' Remote', ', night shift', ' II'];
/** A text that nobody can match: it shares no letter with the dictionary. */
const UNMATCHABLE = '꧁꧂';

function termAt(entry: number, term: number): string {
  const { terms } = entries[entry % entries.length] ?? { terms: [] };
  return terms[term % terms.length] ?? '';
}

function firstWord(text: string): string {
  return text.split(' ')[0] ?? '';
}

/**
 * A title of the sample as somebody might have typed it; every 7th row is a medley of two of them, every 250th empty,
 * every 251st unmatchable.
 */
function titleOf(row: number): string {
  if (row % 250 === 0) return '';
  if (row % 251 === 0) return UNMATCHABLE;
  const term = termAt(row * 7, row);
  if (row % 7 === 0) return `${firstWord(term)} ${firstWord(termAt(row * 11, row))} ${row}`;
  const cut = 2 + (row % 5);
  const typed = row % 3 === 0 ? term.slice(0, cut) + term.slice(cut + 1) : term;
  return typed + (ENDINGS[row % ENDINGS.length] ?? '');
}

/** A CSV of titles with an id and a column of its own; ids are `r1`, `r2` … */
export function titlesTable(rows: number): string {
  const lines = Array.from({ length: rows }, (_, index) => {
    const title = titleOf(index + 1);
    return `r${index + 1},"${title}",${(index * 13) % 97}`;
  });
  return ['ref,title,score', ...lines, ''].join('\n');
}

/** Drops a file on the middle of the window. */
export async function dropFile(page: Page, name: string, content: string | Buffer): Promise<void> {
  const buffer = typeof content === 'string' ? Buffer.from(content) : content;
  await page.locator('body').drop({ files: { name, mimeType: 'text/plain', buffer } });
}

export function grid(page: Page): Locator {
  return page.getByRole('grid', { name: /^Rows of/ });
}

/** The rows in view, without the header. */
export function rowsOf(page: Page): Locator {
  return grid(page).locator('tbody').getByRole('row');
}

export function selectedRow(page: Page): Locator {
  return grid(page).locator('[aria-selected="true"]');
}

/** One of the choices of rows, by its name: `A accept`. */
export function slice(page: Page, name: string): Locator {
  return page.getByRole('radiogroup', { name: 'Rows shown' }).getByText(name);
}

/** The count in the label of a choice of rows. */
export async function countOf(page: Page, name: string): Promise<number> {
  const text = (await slice(page, name).textContent()) ?? '';
  return Number(text.replace(name, '').replaceAll(/\s/g, ''));
}

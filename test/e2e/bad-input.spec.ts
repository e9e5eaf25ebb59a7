import type { Page } from '@playwright/test';
import { expect, statusLine, test } from './workbench.ts';

const HEADER = 'query_key,matched_key,correct\n';

interface BadFile {
  name: string;
  content: string;
  line: number;
  message: string;
  remedy: string;
}

const BAD_FILES: BadFile[] = [
  {
    name: 'ragged.csv',
    content: `${HEADER}nurse,Registered Nurse,yes\nplumbr,Plumber\n`,
    line: 3,
    message: 'This row has 2 fields, the header has 3.',
    remedy: 'an empty field still needs its comma',
  },
  {
    name: 'duplicate.json',
    content: '{\n  "A": ["a"],\n  "B": ["b"],\n  "A": ["c"]\n}\n',
    line: 4,
    message: 'The key “A” is already on line 2.',
    remedy: 'Give each entry a key of its own',
  },
  {
    name: 'empty.csv',
    content: '',
    line: 1,
    message: 'The file is empty.',
    remedy: 'Choose a file with content.',
  },
  {
    name: 'not.json',
    content: '{ nope',
    line: 1,
    message: 'cannot be read as JSON',
    remedy: 'Correct this line',
  },
  {
    name: 'text-for-list.json',
    content: '{\n  "A": "a"\n}',
    line: 2,
    message: 'a text, not a list of texts',
    remedy: 'Write the texts in brackets',
  },
  {
    name: 'quote.csv',
    content: `${HEADER}"nurse,Registered Nurse,yes\nplumbr,Plumber,no\n`,
    line: 2,
    message: 'A quote opens on this line',
    remedy: 'Close it',
  },
  {
    name: 'nul.csv',
    content: `${HEADER}nu\0rse,Registered Nurse,yes\n`,
    line: 2,
    message: 'NUL byte',
    remedy: 'Export the file again as UTF-8',
  },
];

async function drop(page: Page, name: string, content: string | Buffer): Promise<void> {
  const buffer = Buffer.from(content);
  await page.locator('body').drop({ files: { name, mimeType: 'text/plain', buffer } });
}

async function expectNothingImported(page: Page): Promise<void> {
  await expect(statusLine(page)).toContainText(/200 entries, 1\s396 terms/);
  await expect(statusLine(page)).toContainText(/2\s207 judgments/);
}

test('a faulty file is refused with its line and a remedy, and nothing of it comes in', async ({
  untrained,
  open,
}) => {
  const page = await open(untrained);
  for (const { name, content, line, message, remedy } of BAD_FILES) {
    await test.step(name, async () => {
      await drop(page, name, content);
      const file = page.getByRole('article', { name });
      const alert = file.getByRole('alert');
      await expect(alert).toContainText(`${name}, line ${line}`);
      await expect(alert).toContainText(message);
      await expect(alert).toContainText(remedy);
      await expect(file.getByRole('button', { name: 'Import' })).toHaveCount(0);
      await file.getByRole('button', { name: 'Leave it out' }).click();
      await expect(file).toHaveCount(0);
    });
  }
  await page.reload();
  await expectNothingImported(page);
});

test('a faulty file among good ones stays behind and names its fault', async ({
  untrained,
  open,
}) => {
  const page = await open(untrained);
  await drop(page, 'ragged.csv', `${HEADER}plumbr,Plumber\n`);
  await drop(page, 'good.csv', `${HEADER}plumbr wanted,Plumber,yes\n`);
  await page.getByRole('button', { name: 'Import 1 of 2' }).click();
  await expect(page.getByRole('article', { name: 'good.csv' })).toHaveCount(0);
  await expect(statusLine(page)).toContainText(/2\s208 judgments/);
  await expect(page.getByRole('article', { name: 'ragged.csv' })).toContainText('line 2');
});

const ENCODINGS = [
  {
    encoding: 'windows-1252',
    bytes: Buffer.from(
      `${HEADER}café “Roi”,Plumber,no\n`.replace(
        /[“”é]/g,
        (c) => ({ '“': '\x93', '”': '\x94', é: '\xe9' })[c] ?? c,
      ),
      'latin1',
    ),
  },
  { encoding: 'UTF-16LE', bytes: Buffer.from(`\ufeff${HEADER}café “Roi”,Plumber,no\n`, 'utf16le') },
];

for (const { encoding, bytes } of ENCODINGS) {
  test(`a file in ${encoding} is recognised, shown, and only then imported`, async ({
    untrained,
    open,
  }) => {
    const page = await open(untrained);
    await drop(page, 'encoded.csv', bytes);
    const file = page.getByRole('article', { name: 'encoded.csv' });
    await expect(file).toContainText(encoding);
    await expect(file.getByRole('cell', { name: 'café “Roi”' })).toBeVisible();
    await expectNothingImported(page);
    await file.getByRole('button', { name: 'Import' }).click();
    await expect(statusLine(page)).toContainText(/2\s208 judgments/);
  });
}

test('feedback with column names of its own can be mapped and imported', async ({
  untrained,
  open,
}) => {
  const page = await open(untrained);
  await drop(
    page,
    'ours.csv',
    'phrase,goal,good\nstaff nurse needed,Registered Nurse,yes\nplumbr,Plumber,no\n',
  );
  const file = page.getByRole('article', { name: 'ours.csv' });
  await file.getByRole('radiogroup', { name: 'What it is' }).getByText('Feedback').click();
  await expect(file.getByRole('button', { name: 'Import' })).toBeDisabled();
  await expect(file).toContainText('Say which column holds what');
  await file.getByRole('combobox', { name: 'Query' }).selectOption('phrase');
  await file.getByRole('combobox', { name: 'Matched key' }).selectOption('goal');
  await file.getByRole('combobox', { name: 'Right or wrong' }).selectOption('good');
  await expect(file).toContainText('2 judgments: 1 right, 1 wrong');
  await expectNothingImported(page);
  await file.getByRole('button', { name: 'Import' }).click();
  await expect(statusLine(page)).toContainText(/2\s209 judgments/);
});

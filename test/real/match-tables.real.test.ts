import { existsSync, readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Papa from 'papaparse';
import { afterAll, describe, expect, it } from 'vitest';
import { openNodeEngine } from '#core/node-engine.ts';
import {
  ended,
  fileWith,
  removeFolders,
  temporaryFolder,
  trainedWorkspace,
} from '#test/contract/workspaces.ts';

const DATA = process.env.PLUMBLINE_DATA ?? '../shared/data';
const file = join(DATA, 'naughty-strings', 'blns.json');
const there = existsSync(file);
if (!there) console.warn(`NOT RUN: tables of naughty strings, because ${file} is missing.`);

afterAll(removeFolders);

describe.skipIf(!there)('a table of naughty strings', () => {
  // A NUL is refused with its line; everything else is a text.
  const strings: string[] = there
    ? (JSON.parse(readFileSync(file, 'utf8')) as string[]).filter((text) => !text.includes('\0'))
    : [];

  it.each(['csv', 'jsonl'] as const)(
    'as %s comes out with the same strings beside its results',
    async (format) => {
      const table =
        format === 'csv'
          ? Papa.unparse([['text', 'n'], ...strings.map((text, n) => [text, String(n)])])
          : strings.map((text, n) => JSON.stringify({ text, n })).join('\n');
      const path = await fileWith(table, `naughty.${format}`);
      const engine = await openNodeEngine({ folder: await trainedWorkspace() });
      try {
        const { client } = engine;
        const { id } = await client.jobs.match({ source: { path }, column: 'text', k: 2 });
        const job = await ended(client, id);
        expect(job).toMatchObject({ status: 'done', matched: { rows: strings.length } });
        const match = job.matched?.id ?? '';
        const { rows } = await client.match.page({ id: match, limit: 500 });
        // Line ends within a cell are the parser's to keep.
        expect(rows.map(({ text }) => text)).toEqual(strings.slice(0, rows.length));
        const out = join(await temporaryFolder(), `out.${format}`);
        await client.match.export({ id: match, format, path: out, explanations: true });
        const text = await readFile(out, 'utf8');
        const read =
          format === 'csv'
            ? Papa.parse<string[]>(text.trimEnd())
                .data.slice(1)
                .map(([cell]) => cell)
            : text
                .trimEnd()
                .split('\n')
                .map((line) => (JSON.parse(line) as { text: string }).text);
        expect(read).toEqual(strings);
        // What came out goes in again.
        await writeFile(path, text);
        const again = await client.jobs.match({ source: { path }, column: 'text', idColumn: 'n' });
        expect((await ended(client, again.id)).matched?.rows).toBe(strings.length);
      } finally {
        await engine.close();
      }
    },
  );
});

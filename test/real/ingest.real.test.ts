import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeText } from '#core/ingest/decode-text.ts';
import { inspectFile } from '#core/ingest/inspect-file.ts';
import { preflight } from '#core/ingest/preflight.ts';
import { readCanonical } from '#core/ingest/read-canonical.ts';
import { readFeedback } from '#core/ingest/read-feedback.ts';
import { readTable } from '#core/ingest/table.ts';
import { silentContext } from '#core/platform/node/job-context.ts';
import { nodeClock } from '#core/platform/node/node-clock.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';

const DATA = process.env.PLUMBLINE_DATA ?? '../shared/data';
const bytesOf = (...path: string[]): Uint8Array => readFileSync(join(DATA, ...path));

/** Runs the tests that need a folder of the data, or says loudly which were not run. */
function withData(folder: string, tests: () => void): void {
  const there = existsSync(join(DATA, folder));
  if (!there)
    console.warn(`NOT RUN: ingest of ${folder}, because ${join(DATA, folder)} is missing.`);
  describe.skipIf(!there)(`ingest of ${folder}`, () => {
    if (there) tests();
    else it('needs the data');
  });
}

/** Counted once with another program (Python's json and csv modules). */
const COUNTS: [string, Record<string, number>, Record<string, number>][] = [
  ['onet', { entries: 1016, terms: 29_017 }, { judgments: 11_408, yes: 6000, no: 5408 }],
  ['esco-fr', { entries: 2942, terms: 8400 }, { judgments: 6000, yes: 3319, no: 2681 }],
  ['amazon-google', { entries: 2043, terms: 2043 }, { judgments: 9167, yes: 933, no: 8234 }],
  ['abt-buy', { entries: 1034, terms: 1034 }, { judgments: 7659, yes: 822, no: 6837 }],
];

for (const [folder, entries, judgments] of COUNTS) {
  withData(folder, () => {
    it('reads every entry and every judgment', async () => {
      const canonical = { name: 'canonical.json', bytes: bytesOf(folder, 'canonical.json') };
      const feedback = { name: 'feedback.csv', bytes: bytesOf(folder, 'feedback.csv') };
      const dictionary = await readCanonical({ ...canonical, keyIsTerm: 'auto' });
      const ledger = await readFeedback(feedback);
      expect(dictionary.counts).toMatchObject(entries);
      expect(ledger.counts).toMatchObject(judgments);
      expect(ledger.findings).toEqual([]);
      const findings = preflight({ entries: dictionary.entries, judgments: ledger.rows });
      expect(findings.filter(({ level }) => level === 'block')).toEqual([]);
      const kinds = [canonical, feedback].map(({ name }) => {
        const source = { name, path: join(DATA, folder, name), files: nodeFiles() };
        return inspectFile({ source, keyIsTerm: 'auto' }, silentContext(nodeClock()));
      });
      expect((await Promise.all(kinds)).map(({ kind }) => kind)).toEqual(['canonical', 'feedback']);
    });
  });
}

withData('onet', () => {
  it('reads the table of all titles', async () => {
    const file = {
      name: 'titles.csv',
      bytes: bytesOf('onet', 'titles.csv'),
      keyIsTerm: 'auto',
    } as const;
    expect((await readCanonical(file)).counts).toMatchObject({ entries: 56_495, terms: 56_495 });
  });
});

/** Its expected record is another one than its table holds. */
const CONTRADICTS_ITSELF = 'location_coordinates.csv';

withData('csv-spectrum', () => {
  const names = existsSync(join(DATA, 'csv-spectrum'))
    ? readdirSync(join(DATA, 'csv-spectrum', 'csvs'))
    : [];

  it.each(names.filter((name) => name !== CONTRADICTS_ITSELF))(
    'gives the records of %s',
    async (name) => {
      const { text } = decodeText(bytesOf('csv-spectrum', 'csvs', name));
      const { header, rows } = await readTable({ name, text });
      const records = rows.map(({ cells }) =>
        Object.fromEntries(cells.map((cell, n) => [header[n], cell])),
      );
      const expected = bytesOf('csv-spectrum', 'json', name.replace('.csv', '.json'));
      expect(records).toEqual(JSON.parse(decodeText(expected).text));
    },
  );

  it('leaves quotes inside unquoted values alone', async () => {
    const { text } = decodeText(bytesOf('csv-spectrum', 'csvs', CONTRADICTS_ITSELF));
    const { rows } = await readTable({ name: CONTRADICTS_ITSELF, text });
    expect(rows).toHaveLength(1);
    expect(rows[0]?.cells[1]).toContain('37.8"N');
    expect(rows[0]?.cells.slice(2)).toEqual(['Modesto', 'Stanislaus']);
  });
});

withData('naughty-strings', () => {
  const strings = (): string[] =>
    (JSON.parse(decodeText(bytesOf('naughty-strings', 'blns.json')).text) as string[]).filter(
      (text) => text.trim() !== '',
    );
  const encode = (text: string) => new TextEncoder().encode(text);
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
  /** What a trip through UTF-8 makes of a text: lone surrogates do not survive it. */
  const kept = (text: string) => new TextDecoder().decode(encode(text)).trim();

  it('keeps each as a term, in JSON, JSON Lines and a table', async () => {
    const texts = strings();
    const json = JSON.stringify({ all: texts });
    const lines = texts.map((text, n) => JSON.stringify({ id: `k${n}`, terms: [text] })).join('\n');
    const table = `id,term\n${texts.map((text, n) => `k${n},${cell(text)}`).join('\n')}\n`;
    for (const [name, content] of [
      ['a.json', json],
      ['a.jsonl', lines],
      ['a.csv', table],
    ] as const) {
      const { entries } = await readCanonical({ name, bytes: encode(content), keyIsTerm: 'no' });
      expect(entries.flatMap(({ terms }) => terms)).toEqual(texts.map(kept));
    }
  });

  it('keeps each as a key', async () => {
    const keys = [...new Set(strings().map(kept))];
    const json = `{${keys.map((key) => `${JSON.stringify(key)}: ["x"]`).join(',')}}`;
    const { entries } = await readCanonical({
      name: 'a.json',
      bytes: encode(json),
      keyIsTerm: 'auto',
    });
    expect(entries.map(({ key }) => key)).toEqual(keys);
  });

  it('keeps each as a query, and preflight stands them all', async () => {
    const texts = strings();
    const rows = texts.map((text) => `${cell(text)},${cell(text)},yes`).join('\r\n');
    const file = { name: 'f.csv', bytes: encode(`query_key,matched_key,correct\r\n${rows}\r\n`) };
    const read = await readFeedback(file);
    expect(read.rows.map(({ query, key }) => [query, key])).toEqual(
      texts.map((t) => [kept(t), kept(t)]),
    );
    const entries = [...new Set(texts.map(kept))].map((key) => ({ key, terms: [key] }));
    const findings = preflight({ entries, judgments: read.rows, splitOf: () => 'test' });
    expect(findings.map(({ rule }) => rule)).not.toContain('unknown-keys');
  });
});

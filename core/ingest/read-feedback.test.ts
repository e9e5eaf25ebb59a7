import { describe, expect, it } from 'vitest';
import type { FeedbackColumns } from '#core/contract/data.ts';
import { readFeedback } from './read-feedback.ts';

const read = (text: string, mapping?: FeedbackColumns) =>
  readFeedback({ name: 'feedback.csv', bytes: new TextEncoder().encode(text), mapping });

const HEADER = 'query_key,matched_key,correct';

describe('readFeedback', () => {
  it('reads judgments with their lines', async () => {
    const file = await read(
      `${HEADER}\nFilm Critic,27-3023.00,yes\n" Clerk\nCarrier ", 27-3023.00 , NO \nx,y,1\n`,
    );
    expect(file.rows).toEqual([
      { query: 'Film Critic', key: '27-3023.00', verdict: 'yes', line: 2 },
      { query: 'Clerk\nCarrier', key: '27-3023.00', verdict: 'no', line: 3 },
      { query: 'x', key: 'y', verdict: 'yes', line: 5 },
    ]);
    expect(file).toMatchObject({
      format: 'CSV, comma',
      encoding: 'UTF-8',
      columns: ['query_key', 'matched_key', 'correct'],
      mapping: { query: 'query_key', key: 'matched_key', verdict: 'correct' },
      findings: [],
      counts: { entries: 0, terms: 0, judgments: 3, yes: 2, no: 1 },
    });
  });

  it.each([
    [';', 'Query;Candidate;Label'],
    ['\t', 'term\ttarget\tverdict'],
    ['|', 'source_key|match|status'],
  ])('reads files with %j between aliases', async (delimiter, header) => {
    const file = await read(`${header}\r\n${['a, b', 'k', 'TRUE'].join(delimiter)}\r\n`);
    expect(file.rows).toEqual([{ query: 'a, b', key: 'k', verdict: 'yes', line: 2 }]);
  });

  it('keeps other columns, also one named __proto__', async () => {
    const { rows } = await read(`${HEADER},judge,__proto__\na,k,yes,Ann,1\nb,k,no,,\n`);
    expect(Object.entries(rows[0]?.extra ?? {})).toEqual([
      ['judge', 'Ann'],
      ['__proto__', '1'],
    ]);
    expect(rows[1]).toEqual({ query: 'b', key: 'k', verdict: 'no', line: 3 });
  });

  it('follows a mapping', async () => {
    const mapping = { query: 'b', key: 'a', verdict: 'c' };
    const file = await read('a,b,c,correct\nk,q,no,yes\n', mapping);
    expect(file.rows).toEqual([
      { query: 'q', key: 'k', verdict: 'no', line: 2, extra: { correct: 'yes' } },
    ]);
    expect(file.mapping).toEqual(mapping);
  });

  it('lists rows that say neither yes nor no and guesses at none', async () => {
    const file = await read(`${HEADER}\na,k,yes\nb,k,maybe\nc,k,0.5\nd,k,\n`);
    expect(file.counts).toMatchObject({ judgments: 1, yes: 1, no: 0 });
    expect(file.findings).toHaveLength(1);
    expect(file.findings[0]).toMatchObject({
      rule: 'unreadable-verdicts',
      level: 'warn',
      count: 3,
      title: '3 rows say neither yes nor no',
      rows: [{ line: 3, text: '“maybe” for “b” and “k”' }, { line: 4 }, { line: 5 }],
    });
  });

  it('skips rows in which every cell is empty, as spreadsheets leave them', async () => {
    expect((await read(`${HEADER}\na,k,yes\n,,\n\nb,k,no\n,,\n`)).counts.judgments).toBe(2);
  });

  it('reads a million rows in chunks, reporting as it goes', async () => {
    const chunk = 'Software engineer,15-1252.00,yes\nKöchin,"35-1011.00",no\n'.repeat(5000);
    const bytes = new TextEncoder().encode(`${HEADER}\n${chunk.repeat(100)}`);
    const seen: number[] = [];
    let breaths = 0;
    const ctx = {
      signal: new AbortController().signal,
      progress: (done: number, total: number) => seen.push(done / total),
      log: () => {},
      breathe: async () => {
        breaths++;
      },
    };
    const { counts, rows } = await readFeedback({ name: 'big.csv', bytes }, ctx);
    expect(counts).toMatchObject({ judgments: 1_000_000, yes: 500_000, no: 500_000 });
    expect(rows.at(-1)).toEqual({
      query: 'Köchin',
      key: '35-1011.00',
      verdict: 'no',
      line: 1_000_001,
    });
    expect(breaths).toBeGreaterThan(20);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(seen.at(-1)).toBe(1);
  });
});

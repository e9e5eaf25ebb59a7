import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PlumblineError } from '#core/contract/errors.ts';
import { escapeId, unescapeId } from './escape-id.ts';
import { formatQrels, formatRun, parseQrels, parseRun } from './trec.ts';

const awkward = fc.constantFrom(
  ' ',
  '\t',
  '\n',
  '\r',
  '%',
  '%20',
  '\u00a0',
  '\u0085',
  '\u2003',
  '\ufeff',
  '😀',
  'é',
);
const id = fc
  .array(fc.oneof(awkward, fc.string({ maxLength: 3 })), { minLength: 1, maxLength: 5 })
  .map((parts) => parts.join(''))
  .filter((text) => text !== '');
const score = fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => x + 0);
const table = fc
  .array(fc.tuple(id, fc.array(fc.tuple(id, score), { minLength: 1, maxLength: 5 })), {
    maxLength: 5,
  })
  .map((rows) => new Map(rows.map(([query, scores]) => [query, new Map(scores)])));

function thrownBy(action: () => unknown): PlumblineError {
  try {
    action();
  } catch (error) {
    if (error instanceof PlumblineError) return error;
  }
  throw new Error('Expected a PlumblineError.');
}

describe('ids', () => {
  it('hold no white space once escaped, and come back whole', () => {
    fc.assert(
      fc.property(id, (text) => {
        expect(escapeId(text)).toMatch(/^\S+$/);
        expect(unescapeId(escapeId(text))).toBe(text);
      }),
    );
  });

  it('of others are left alone where they only look escaped', () => {
    for (const foreign of ['50%off', '%41bc', '%E2%82%AC', '%', '%C2']) {
      expect(unescapeId(foreign)).toBe(foreign);
    }
    expect(escapeId('Software Engineer, 100%')).toBe('Software%20Engineer,%20100%25');
  });
});

describe('TREC runs', () => {
  it('written and read again are the same', () => {
    fc.assert(
      fc.property(table, (rows) => {
        const run = [...rows].map(([query, scores]) => ({
          query,
          results: [...scores].map(([key, value]) => ({ key, score: value })),
        }));
        expect(parseRun(formatRun(run), 'run.trec')).toEqual(run);
      }),
    );
  });

  it('have the six columns of the format', () => {
    const run = [{ query: 'q 1', results: [{ key: 'a', score: 0.5 }] }];
    expect(formatRun(run)).toBe('q%201 Q0 a 1 0.5 plumbline\n');
  });

  it('are read with tabs, blank lines, Windows line ends and a byte order mark', () => {
    const text = '\ufeffq1\tQ0\ta\t7\t1e-3\tx\r\n\r\nq1 Q0 b 1 2 x\r\n';
    expect(parseRun(text, 'r')).toEqual([
      {
        query: 'q1',
        results: [
          { key: 'a', score: 0.001 },
          { key: 'b', score: 2 },
        ],
      },
    ]);
  });

  it.each([
    ['q1 Q0 a 1 0.5 x\nq1 Q0 b 2 0.4\n', 2, 'Found 5 columns instead of 6.'],
    ['q1 Q0 a 1 high x\n', 1, 'The score "high" is not a number.'],
    ['q1 Q0 a 1 1 x\n\nq1 Q0 a 2 0 x\n', 3, '"a" is listed twice for the same query.'],
  ])('%j names the line', (text, line, message) => {
    const error = thrownBy(() => parseRun(text, 'my.run'));
    expect(error).toMatchObject({ code: 'BAD_INPUT', message });
    expect(error.detail).toMatchObject({ file: 'my.run', line });
    expect(error.detail.remedy).toBeTruthy();
  });

  it('cannot hold an empty id or a score without a value', () => {
    const one = (query: string, value: number) => [
      { query, results: [{ key: 'a', score: value }] },
    ];
    expect(thrownBy(() => formatRun(one('', 1))).code).toBe('BAD_INPUT');
    expect(thrownBy(() => formatRun(one('q', Number.NaN))).code).toBe('BAD_INPUT');
  });
});

describe('TREC judgments', () => {
  it('written and read again are the same', () => {
    fc.assert(
      fc.property(table, (qrels) => {
        expect(parseQrels(formatQrels(qrels), 'qrels')).toEqual(qrels);
      }),
    );
  });

  it('name the line of a fault', () => {
    const error = thrownBy(() => parseQrels('q1 0 a 1\nq1 0 b yes\n', 'qrels.txt'));
    expect(error.message).toBe('The grade "yes" is not a number.');
    expect(error.detail).toMatchObject({ file: 'qrels.txt', line: 2 });
  });
});

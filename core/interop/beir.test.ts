import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PlumblineError } from '#core/contract/errors.ts';
import { parseBeirQrels, parseBeirQueries } from './beir.ts';

const id = fc.stringMatching(/^[A-Za-z0-9 .%é-]{1,8}$/).filter((text) => text === text.trim());
const HEADER = 'query-id\tcorpus-id\tscore\n';

function faultIn(action: () => unknown): { message: string; line: number | undefined } {
  try {
    action();
  } catch (error) {
    if (error instanceof PlumblineError && error.detail.remedy && error.detail.file) {
      return { message: error.message, line: error.detail.line };
    }
  }
  throw new Error('Expected a PlumblineError with a file and a remedy.');
}

describe('BEIR queries', () => {
  it('come back as they were written', () => {
    const table = fc.array(fc.tuple(fc.string({ minLength: 1 }), fc.string()));
    fc.assert(
      fc.property(table, (rows) => {
        const queries = new Map(rows);
        const lines = [...queries].map(([_id, text]) =>
          JSON.stringify({ _id, text, metadata: {} }),
        );
        expect(parseBeirQueries(lines.join('\n'), 'queries.jsonl')).toEqual(queries);
      }),
    );
  });

  it.each([
    ['{"_id":"1","text":"a"}\n{"_id":', 2, 'The line is not JSON.'],
    ['{"_id":"1"}', 1, 'The line has no "_id" or no "text".'],
    ['null', 1, 'The line has no "_id" or no "text".'],
    ['{"_id":"1","text":"a"}\n\n{"_id":1,"text":"b"}', 3, 'The query id "1" appears twice.'],
  ])('%j names the line', (text, line, message) => {
    expect(faultIn(() => parseBeirQueries(text, 'queries.jsonl'))).toEqual({ message, line });
  });
});

describe('BEIR judgments', () => {
  it('come back as they were written', () => {
    const table = fc.array(
      fc.tuple(id, fc.array(fc.tuple(id, fc.integer({ min: -1, max: 5 })), { minLength: 1 })),
    );
    fc.assert(
      fc.property(table, (rows) => {
        const qrels = new Map(rows.map(([query, grades]) => [query, new Map(grades)]));
        const lines = [...qrels].flatMap(([query, grades]) =>
          [...grades].map(([key, grade]) => `${query}\t${key}\t${grade}`),
        );
        expect(parseBeirQrels(`${HEADER}${lines.join('\n')}`, 'test.tsv')).toEqual(qrels);
      }),
    );
  });

  it.each([
    ['q1\ta\t1\n', 1, 'The header row is missing.'],
    [`${HEADER}q1\ta\n`, 2, 'Found 2 columns instead of 3.'],
    [`${HEADER}q1\ta\tyes\n`, 2, 'The score "yes" is not a number.'],
    [`${HEADER}q1\ta\t1\nq1\ta\t0\n`, 3, '"a" is judged twice for the query "q1".'],
  ])('%j names the line', (text, line, message) => {
    expect(faultIn(() => parseBeirQrels(text, 'test.tsv'))).toEqual({ message, line });
  });
});

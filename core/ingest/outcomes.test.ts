import { describe, expect, it } from 'vitest';
import type { OutcomeMap } from '#core/contract/data.ts';
import { gradesOf, plainStatus, statusCounter, statusesInWords } from './outcomes.ts';
import { readFeedback } from './read-feedback.ts';

const read = (rows: readonly string[], outcomes?: OutcomeMap) =>
  readFeedback({
    name: 'outcomes.csv',
    bytes: new TextEncoder().encode(['job,candidate,status', ...rows].join('\n')),
    mapping: { query: '', key: '', verdict: '', ...(outcomes && { outcomes }) },
  });

describe('statuses', () => {
  it.each([
    ['Hired', ' hired\t'],
    ['ÉCARTÉ', 'e\u0301carte\u0301'],
    ['', '  '],
  ])('%j and %j are the same', (one, other) => {
    expect(plainStatus(one)).toBe(plainStatus(other));
  });

  it('are counted in their first spelling, most frequent first', () => {
    const counter = statusCounter();
    for (const status of ['no', ' Hired', 'HIRED', 'hired ', 'no', '']) counter.add(status);
    expect(counter.counts()).toEqual([
      { value: 'Hired', rows: 3 },
      { value: 'no', rows: 2 },
      { value: '', rows: 1 },
    ]);
    for (let n = 0; n < 100; n += 1) counter.add(`status ${n}`);
    expect(counter.counts()).toHaveLength(50);
  });

  it('are named in words', () => {
    const named = (count: number) => Array.from({ length: count }, (_, n) => ({ value: `s${n}` }));
    expect(statusesInWords([{ value: '' }])).toBe('empty cells');
    expect(statusesInWords(named(6))).toBe('“s0”, “s1”, “s2”, “s3” and 2 more');
  });

  it('have one grade each', () => {
    expect(gradesOf('f', { Hired: 1, 'hired ': 1, No: null })).toEqual(
      new Map([
        ['hired', 1],
        ['no', null],
      ]),
    );
    expect(() => gradesOf('f', { Hired: 1, hired: 0 })).toThrow('two grades');
  });
});

describe('an outcome map', () => {
  const MAP = { hired: 1, Interview: 0.5, phone: 0.49, rejected: 0, withdrawn: null };

  it('gives each row its grade, and a yes from one half on', async () => {
    const rows = ['j,a,HIRED', 'j,b, interview ', 'j,c,Phone', 'j,d,rejected'];
    const { rows: read1, counts } = await read(rows, MAP);
    expect(read1.map(({ verdict, grade }) => [verdict, grade])).toEqual([
      ['yes', 1],
      ['yes', 0.5],
      ['no', 0.49],
      ['no', 0],
    ]);
    expect(counts).toMatchObject({ judgments: 4, yes: 2, no: 2 });
  });

  it('leaves rows out where it says so, and where it says nothing, and tells both', async () => {
    const file = await read(['j,a,hired', 'j,b,withdrawn', 'j,c,on hold', 'j,d,yes', 'j,e,'], MAP);
    expect(file.rows).toHaveLength(1);
    expect(file.findings).toMatchObject([
      {
        ...{ rule: 'unmapped-statuses', level: 'warn', count: 3 },
        detail: expect.stringContaining('“on hold”, “yes” and empty cells'),
        rows: [{ line: 4 }, { line: 5 }, { line: 6 }],
      },
      { rule: 'outcomes-left-out', level: 'note', count: 1, rows: [{ line: 3 }] },
    ]);
  });

  it('may name empty cells', async () => {
    expect((await read(['j,a,hired', 'j,b, '], { hired: 1, '': 0 })).counts.no).toBe(1);
  });

  it.each<[string, string[], OutcomeMap | undefined, string, number]>([
    ['no map', ['j,a,hired', 'j,b,no idea'], undefined, '“status” says “hired” and “no idea”', 2],
    ['an empty map', ['j,a,hired'], {}, 'gives none of it a grade', 2],
    ['a map that leaves all out', ['j,a,hired'], { hired: null }, 'gives none of it a grade', 2],
    ['a map that contradicts itself', ['j,a,hired'], { hired: 1, Hired: 0 }, 'two grades', 1],
    ['a row without a candidate', ['j,a,hired', 'j,,hired'], MAP, '“candidate” is empty', 3],
  ])('is needed, or of no use: %s', async (_, rows, outcomes, message, line) => {
    await expect(read(rows, outcomes)).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringContaining(message),
      detail: { file: 'outcomes.csv', line, remedy: expect.any(String) },
    });
  });

  it('is not needed for a column of yes and no', async () => {
    const file = await read(['j,a,Yes', 'j,b,0', 'j,c,maybe']);
    expect(file.rows.map(({ grade }) => grade)).toEqual([undefined, undefined]);
    expect(file.statuses).toHaveLength(3);
    expect(file.findings).toMatchObject([{ rule: 'unreadable-verdicts', count: 1 }]);
  });
});

describe("Splink's labels", () => {
  const splink = (scores: readonly string[]) => {
    const header = 'source_dataset_l,unique_id_l,source_dataset_r,unique_id_r,clerical_match_score';
    const rows = scores.map((score, n) => `queries,q${n},dictionary,k,${score}`);
    const bytes = new TextEncoder().encode([header, ...rows].join('\n'));
    return readFeedback({ name: 'labels.csv', bytes });
  };

  it('are recognised: the score is the grade, 1 and 0 are a plain yes and no', async () => {
    const { rows } = await splink(['1', '0', '1.0', '0.5', '0.49', ' 0.999 ']);
    expect(rows.map(({ query, key, verdict, grade }) => [query, key, verdict, grade])).toEqual([
      ['q0', 'k', 'yes', undefined],
      ['q1', 'k', 'no', undefined],
      ['q2', 'k', 'yes', undefined],
      ['q3', 'k', 'yes', 0.5],
      ['q4', 'k', 'no', 0.49],
      ['q5', 'k', 'yes', 0.999],
    ]);
  });

  it('that are no number from 0 to 1 are listed, never guessed', async () => {
    const { rows, findings } = await splink(['1', '1.5', '', 'maybe', '-0.1', 'NaN']);
    expect(rows).toHaveLength(1);
    expect(findings.map(({ count }) => count)).toContain(5);
  });
});

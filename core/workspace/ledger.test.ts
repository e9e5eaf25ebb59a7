import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ImportRecord, Judgment } from '#core/contract/data.ts';
import {
  applyLedgerLine,
  emptyLedger,
  findJudgment,
  isRepeated,
  judgmentsOn,
  pairOf,
  summariseLedger,
} from './ledger.ts';
import { formatLedgerLine, type LedgerLine, parseLedgerLine } from './ledger-line.ts';
import { reviewRecord } from './ledger-reviews.ts';

const at = '2026-11-20T10:00:00.000Z';

function judgment(id: string, changes: Partial<Judgment> = {}): Judgment {
  return { id, query: 'swe', key: 'k1', verdict: 'yes', source: 'import', at, ...changes };
}

function record(id: string): ImportRecord {
  const counts = { entries: 0, terms: 0, judgments: 1, yes: 1, no: 0 };
  const file = { name: 'f.csv', sha256: 'a', bytes: 1, format: 'CSV, comma', encoding: 'UTF-8' };
  return { ...file, id, kind: 'feedback', at, counts, skipped: 0 };
}

/** An import with these rows, committed. */
function imported(id: string, rows: Judgment[]): LedgerLine[] {
  return [
    ...openImport(id, rows),
    { type: 'commit', import: id, rows: rows.length, record: record(id) },
  ];
}

function openImport(id: string, rows: Judgment[]): LedgerLine[] {
  const { name, sha256 } = record(id);
  return [
    { type: 'import', import: id, kind: 'feedback', rows: rows.length, name, sha256, at },
    ...rows.map((row): LedgerLine => ({ type: 'judgment', import: id, judgment: row })),
  ];
}

const decided = (id: string, changes: Partial<Judgment> = {}): LedgerLine => ({
  type: 'judgment',
  judgment: judgment(id, { source: 'search', ...changes }),
});
const skipped = (id: string, changes: Partial<Judgment> = {}): LedgerLine => {
  const { query, key } = judgment(id, changes);
  return { type: 'skip', id, query, key, by: 'ann', at, reason: 'audit' };
};
const undone = (judgmentId: string): LedgerLine => ({
  type: 'undo',
  id: 'u',
  judgment: judgmentId,
  at,
});

function fold(lines: LedgerLine[]) {
  const state = emptyLedger();
  for (const line of lines) applyLedgerLine(state, line);
  return state;
}

const yes = judgment('a');
const no = judgment('b', { verdict: 'no' });

describe('what counts for one pair', () => {
  it.each<[string, LedgerLine[], string[], number]>([
    ['one imported row', imported('i1', [yes]), ['a'], 0],
    ['the same row again counts once', imported('i1', [yes, judgment('c')]), ['a'], 0],
    ['imported yes and no contradict', imported('i1', [yes, no]), [], 1],
    ['also from two imports', [...imported('i1', [yes]), ...imported('i2', [no])], [], 1],
    [
      'another grade replaces',
      imported('i1', [judgment('a', { grade: 0.5 }), judgment('c', { grade: 1 })]),
      ['c'],
      0,
    ],
    [
      'a decision settles a contradiction',
      [...imported('i1', [yes, no]), decided('j1')],
      ['j1'],
      0,
    ],
    ['the latest decision wins', [decided('j1'), decided('j2', { verdict: 'no' })], ['j2'], 0],
    [
      'a decision stands against a later import',
      [decided('j1'), ...imported('i1', [no])],
      ['j1'],
      0,
    ],
    [
      'an undone decision gives way to the one before',
      [decided('j1'), decided('j2', { verdict: 'no' }), undone('j2')],
      ['j1'],
      0,
    ],
    ['an undone row ends a contradiction', [...imported('i1', [yes, no]), undone('b')], ['a'], 0],
    ['nothing is left when all is undone', [decided('j1'), undone('j1')], [], 0],
    ['an undo of something unknown changes nothing', [undone('x'), decided('j1')], ['j1'], 0],
    [
      'another spelling of the query is the same pair',
      [decided('j1'), decided('j2', { query: ' SWÉ ', verdict: 'no' })],
      ['j2'],
      0,
    ],
    ['another key is another pair', [decided('j1'), decided('j2', { key: 'k2' })], ['j1', 'j2'], 0],
  ])('%s', (_, lines, effective, contradictions) => {
    const ledger = summariseLedger(fold(lines));
    expect(ledger.effective.map(({ id }) => id)).toEqual(effective);
    expect(ledger.contradictions).toHaveLength(contradictions);
  });

  it('names the pair and the rows of a contradiction', () => {
    const { contradictions } = summariseLedger(fold(imported('i1', [yes, no])));
    expect(contradictions).toEqual([{ query: 'swe', key: 'k1', judgments: [yes, no] }]);
  });
});

describe('imports', () => {
  it('count for nothing until they are committed', () => {
    const state = fold([...openImport('i1', [yes]), decided('j1', { query: 'other' })]);
    const ledger = summariseLedger(state);
    expect(ledger).toMatchObject({ imports: [], queries: ['other'] });
    expect(ledger.effective.map(({ id }) => id)).toEqual(['j1']);
    expect(state.pending?.alone).toBe(false);
    applyLedgerLine(state, { type: 'commit', import: 'i1', rows: 1, record: record('i1') });
    expect(summariseLedger(state).effective).toHaveLength(2);
  });

  it('that were given up are forgotten when the next begins', () => {
    const state = fold([
      ...openImport('i1', [yes]),
      ...imported('i2', [judgment('c', { key: 'k2' })]),
    ]);
    expect(summariseLedger(state).effective.map(({ id }) => id)).toEqual(['c']);
    expect(state.begun).toBe(2);
  });

  it('with rows missing are damage', () => {
    const lines = imported('i1', [yes, no]).filter((_, at) => at !== 1);
    expect(() => fold(lines)).toThrow(expect.objectContaining({ code: 'DAMAGED' }));
  });
});

describe('looking things up', () => {
  const state = fold([...imported('i1', [yes]), decided('j1', { query: 'q' }), undone('j1')]);

  it('finds judgments that count, by id and by pair', () => {
    expect(findJudgment(state, 'a')).toEqual(yes);
    expect(findJudgment(state, 'j1')).toBeNull();
    expect(judgmentsOn(state, pairOf({ query: 'SWE', key: 'k1' }))).toEqual([yes]);
    expect(judgmentsOn(state, pairOf({ query: 'swe', key: 'k9' }))).toEqual([]);
  });

  it('knows a repeated row', () => {
    const repeated = (query: string, row: Pick<Judgment, 'verdict' | 'grade'>) =>
      isRepeated(state, pairOf({ query, key: 'k1' }), row);
    expect(repeated('Swe', { verdict: 'yes' })).toBe(true);
    expect(repeated('swe', { verdict: 'no' })).toBe(false);
    expect(repeated('swe', { verdict: 'yes', grade: 1 })).toBe(false);
    expect(repeated('q', { verdict: 'yes' })).toBe(false);
  });

  it('keeps the queries in the order first seen, undone ones too', () => {
    expect(summariseLedger(state).queries).toEqual(['swe', 'q']);
  });
});

const anyJudgment = fc.record({
  query: fc.constantFrom('swe', 'SWE', 'nurse', 'a "quoted"\nquery'),
  key: fc.constantFrom('k1', 'k2'),
  verdict: fc.constantFrom<'yes' | 'no'>('yes', 'no'),
});
const anyLines = fc
  .array(
    fc.oneof(
      anyJudgment.map((row) => (n: number) => [decided(`j${n}`, row)]),
      anyJudgment.map((row) => (n: number) => [
        decided(`j${n}`, { ...row, source: 'review', by: n % 2 === 0 ? 'ann' : 'bob' }),
      ]),
      anyJudgment.map((row) => (n: number) => [
        decided(`j${n}`, { ...row, source: 'review', by: 'eve', settles: true }),
      ]),
      anyJudgment.map((row) => (n: number) => [skipped(`s${n}`, row)]),
      fc.nat(9).map((other) => () => [undone(`j${other}`)]),
      fc.array(anyJudgment, { maxLength: 4 }).map(
        (rows) => (n: number) =>
          imported(
            `i${n}`,
            rows.map((row, at) => judgment(`i${n}-${at}`, row)),
          ),
      ),
    ),
    { maxLength: 12 },
  )
  .map((makers) => makers.flatMap((make, n) => make(n)));

describe('skips', () => {
  const lines = [decided('j1'), skipped('s1', { query: 'nurse' })];

  it('count for nothing, and their queries have no split', () => {
    const ledger = summariseLedger(fold(lines));
    expect(ledger.effective.map(({ id }) => id)).toEqual(['j1']);
    expect(ledger.queries).toEqual(['swe']);
  });

  it('are known until they are taken back', () => {
    const skips = (all: LedgerLine[]) =>
      reviewRecord(fold(all))
        .skips()
        .map(({ id }) => id);
    expect(skips(lines)).toEqual(['s1']);
    expect(skips([...lines, undone('s1')])).toEqual([]);
  });

  it('keep the rows of a pending import from being cut away with them', () => {
    expect(fold([...openImport('i1', [yes]), skipped('s1')]).pending?.alone).toBe(false);
  });
});

describe('the record of a review', () => {
  it('has what was judged in Plumbline, with what was imported about it, and nothing undone', () => {
    const other = { query: 'nurse' };
    const lines = [
      ...imported('i1', [yes, judgment('b', { query: 'baker' })]),
      ...[decided('j1'), decided('j2', other), undone('j2'), decided('j3', { query: 'SWE' })],
    ];
    const record = reviewRecord(fold(lines));
    expect(record.judged().map((on) => on.map(({ id }) => id))).toEqual([['a', 'j1', 'j3']]);
    expect(record.on(' swe', 'k1').map(({ id }) => id)).toEqual(['a', 'j1', 'j3']);
    expect(record.on('nurse', 'k1')).toEqual([]);
    expect(record.on('baker', 'k1')).toHaveLength(1);
  });
});

describe('laws', () => {
  it('a ledger written and read back, or replayed twice, is the same ledger', () => {
    fc.assert(
      fc.property(anyLines, (lines) => {
        const read = lines.map((line) => parseLedgerLine(formatLedgerLine(line)));
        expect(read).toEqual(lines);
        expect(summariseLedger(fold(lines))).toEqual(summariseLedger(fold(lines)));
      }),
    );
  });

  it('every pair counts once, and no pair both counts and contradicts', () => {
    fc.assert(
      fc.property(anyLines, (lines) => {
        const { effective, contradictions } = summariseLedger(fold(lines));
        const pairs = [...effective, ...contradictions].map(
          ({ query, key }) => `${query.toLowerCase()} ${key}`,
        );
        expect(new Set(pairs).size).toBe(pairs.length);
      }),
    );
  });
});

describe('parseLedgerLine', () => {
  it.each([
    '',
    'null',
    '[]',
    '7',
    '{',
    '{"type":"judgment"}',
    '{"type":"other"}',
    '{"type":"judgment","id":"a","query":"q","key":"k","verdict":"maybe","source":"import","at":"t"}',
    '{"type":"judgment","id":"a","query":"q","key":"k","verdict":"yes","source":"import","at":"t","grade":2}',
    '{"type":"judgment","id":"a","query":"q","key":"k","verdict":"yes","source":"nobody","at":"t"}',
    '{"type":"judgment","import":3,"id":"a","query":"q","key":"k","verdict":"yes","source":"import","at":"t"}',
    '{"type":"judgment","id":"a","query":"q","key":"k","verdict":"yes","source":"import","at":"t","by":7}',
    '{"type":"judgment","id":"a","query":"q","key":"k","verdict":"yes","source":"review","at":"t","settles":false}',
    '{"type":"skip","id":"s1","query":"q","key":"k","by":"ann","at":"t","reason":"bored"}',
    '{"type":"skip","id":"s1","query":"q","key":"k","at":"t","reason":"audit"}',
    '{"type":"commit","import":"i1"}',
  ])('refuses %s', (text) => {
    expect(parseLedgerLine(text)).toBeNull();
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aJob, aStage } from '../jobs/testing.ts';
import {
  amountText,
  bandParts,
  paceText,
  precisionText,
  settingsText,
  sliceOf,
  sliceOptions,
  tableProgress,
} from './table-view.ts';
import { aTable } from './testing.ts';

const NO_BANDS = { accept: 0, review: 0, reject: 0, unscored: 0, none: 0 };
const plain = (text: string | null) => text?.replaceAll('\u00a0', ' ');

describe('sliceOptions', () => {
  it('offers the bands with their counts', () => {
    expect(sliceOptions(aTable({ corrected: 7 })).map(({ name, count }) => [name, count])).toEqual([
      ['All', 10_000],
      ['A accept', 6112],
      ['? review', 2940],
      ['R reject', 900],
      ['without a match', 48],
      ['decided by you', 7],
    ]);
  });

  it('leaves the bands out where nothing has a probability', () => {
    const options = sliceOptions(aTable({ bands: { ...NO_BANDS, unscored: 40, none: 2 } }));
    expect(options.map(({ value }) => value)).toEqual(['all', 'unscored', 'none', 'corrected']);
  });

  it('has bands from the start, when nothing is counted yet', () => {
    const options = sliceOptions(aTable({ bands: NO_BANDS, done: 0 }));
    expect(options.map(({ value }) => value)).toContain('accept');
  });

  it.each([
    [undefined, 'all'],
    ['review', 'review'],
    ['<script>', 'all'],
  ])('the address %s is %s', (text, expected) => {
    expect(sliceOf(text)).toBe(expected);
  });
});

describe('bandParts', () => {
  const count = fc.nat(2_000_000);

  it('shares never exceed the whole, and are in the order of the counts', () => {
    fc.assert(
      fc.property(
        count,
        count,
        count,
        count,
        count,
        count,
        (accept, review, reject, unscored, none, left) => {
          const bands = { accept, review, reject, unscored, none };
          const sum = accept + review + reject + unscored + none;
          const parts = bandParts({ bands, rows: sum + left });
          const shares = parts.reduce((total, { share }) => total + share, 0);
          expect(shares).toBeLessThanOrEqual(1 + 1e-9);
          expect(parts.every(({ share }) => share > 0)).toBe(true);
          expect(parts).toHaveLength(Object.values(bands).filter(Boolean).length);
        },
      ),
    );
  });

  it('leaves room for rows to come', () => {
    const bands = { ...NO_BANDS, accept: 25, review: 25 };
    expect(bandParts({ bands, rows: 100 })).toEqual([
      { tone: 'accept', share: 0.25, label: 'accept 25' },
      { tone: 'review', share: 0.25, label: 'review 25' },
    ]);
  });
});

describe('words about a table', () => {
  it('says how much there is', () => {
    expect(plain(amountText(aTable()))).toBe('10 000 rows');
    expect(plain(amountText(aTable({ status: 'unfinished', done: 7412 })))).toBe(
      '7 412 of 10 000 rows',
    );
    expect(plain(paceText(aTable()))).toBe('10 000 rows in 5.1 s, 1 960 rows/s');
  });

  it('says how it was matched', () => {
    expect(settingsText(aTable())).toBe('best 3 entries');
    expect(settingsText(aTable({ k: 1, oneToOne: true, collection: 'vacancies' }))).toBe(
      'best entry, one-to-one, in vacancies',
    );
  });

  it('says how right the accepted rows will be', () => {
    expect(precisionText(aTable())).toBe('Expected precision of accepted rows 0.957');
    expect(precisionText(aTable({ expectedPrecision: null }))).toBeNull();
  });
});

describe('tableProgress', () => {
  const unfinished = aTable({ status: 'unfinished', done: 7400 });
  const stage = aStage({
    ...{ stage: 'match', unit: 'rows', done: 7412, total: 10_000, rate: 1960, secondsLeft: 1.3 },
  });
  const job = aJob({ kind: 'match', stages: [stage] });

  it('takes what the job says while it counts rows', () => {
    const progress = tableProgress(unfinished, job);
    expect(progress).toMatchObject({ state: 'running', done: 7412, rows: 10_000, share: 0.7412 });
    expect(progress.doing).toBe('Matching');
    expect(plain(progress.pace)).toBe('1 960 rows/s, 1.3 s left');
    expect(plain(amountText(unfinished, 7412))).toBe('7 412 of 10 000 rows');
  });

  it.each([
    ['paused', 'paused'],
    ['queued', 'queued'],
    ['cancelled', 'stopped'],
    ['interrupted', 'stopped'],
    ['failed', 'stopped'],
  ] as const)('a %s job leaves it %s', (status, state) => {
    const progress = tableProgress(unfinished, { ...job, status });
    expect(progress).toMatchObject({ state, pace: '' });
  });

  it('is done when the table is, whatever became of its job', () => {
    expect(tableProgress(aTable(), null).state).toBe('done');
    expect(tableProgress(null, null)).toMatchObject({ state: 'stopped', share: null });
  });

  it('takes what is kept of the table while the job looks through the file again', () => {
    const reading = aStage({ stage: 'read', unit: 'rows', done: 9000, total: 0 });
    const again = aJob({ kind: 'match', stages: [reading] });
    expect(tableProgress(unfinished, again)).toMatchObject({ doing: 'Reading', done: 7400 });
    expect(tableProgress(null, again)).toMatchObject({
      ...{ done: 9000, rows: 0, share: null, pace: '' },
    });
  });
});

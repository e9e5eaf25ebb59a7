import { describe, expect, it } from 'vitest';
import {
  leaveOthersOut,
  meaningOf,
  startingOutcomes,
  unsaid,
  withGrade,
  withMeaning,
} from './outcome-view.ts';

const statuses = ['Hired', 'rejected', 'Withdrew', ''].map((value) => ({ value, rows: 1 }));

describe('the meaning of a status', () => {
  it.each([
    [1, 'yes'],
    [0, 'no'],
    [0.7, 'grade'],
    [null, 'out'],
  ])('of grade %j is %s, in any case', (grade, meaning) => {
    expect(meaningOf({ ' HIRED': grade }, 'hired')).toEqual({ meaning, grade });
  });

  it('is unsaid before somebody says it', () => {
    expect(meaningOf({}, 'toString')).toEqual({ meaning: 'unsaid', grade: null });
  });

  it('replaces what was said of it in any case, and nothing else', () => {
    const before = { HIRED: 1, rejected: 0 };
    expect(withMeaning(before, 'Hired', 'out')).toEqual({ Hired: null, rejected: 0 });
    expect(withMeaning(before, 'Hired', 'unsaid')).toEqual({ rejected: 0 });
    expect(withMeaning(before, 'Withdrew', 'grade')).toEqual({ ...before, Withdrew: 0.5 });
    expect(withGrade(before, 'hired', 0.8)).toEqual({ hired: 0.8, rejected: 0 });
  });

  it('is known of yes and no from the start', () => {
    const said = ['Yes', 'FALSE', '1', 'hired'].map((value) => ({ value, rows: 1 }));
    expect(startingOutcomes(said)).toEqual({ Yes: 1, FALSE: 0, '1': 1 });
    expect(startingOutcomes(statuses)).toEqual({});
  });

  it('of all others can be to leave them out', () => {
    const outcomes = { hired: 1 };
    expect(unsaid(outcomes, statuses).map(({ value }) => value)).toEqual([
      ...['rejected', 'Withdrew', ''],
    ]);
    const done = leaveOthersOut(outcomes, statuses);
    expect(done).toEqual({ hired: 1, rejected: null, Withdrew: null, '': null });
    expect(unsaid(done, statuses)).toEqual([]);
  });
});

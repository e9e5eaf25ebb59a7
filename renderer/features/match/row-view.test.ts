import { describe, expect, it } from 'vitest';
import { chosenHow, decidedRow, decisionOf, nextRow, rowView } from './row-view.ts';
import { aHit, aRow } from './testing.ts';

const byPerson = { key: 'b', name: 'b by name', by: 'person' as const };

describe('rowView', () => {
  it('shows the chosen entry with the term that matched', () => {
    expect(rowView(aRow({ chosen: byPerson }))).toEqual({
      name: 'b by name',
      key: 'b',
      term: 'b as a term',
      probability: '0.93',
      without: null,
      decided: true,
    });
  });

  it('shows an entry that is not among the candidates without a term', () => {
    const chosen = { key: 'z', name: 'Z', by: 'person' as const };
    expect(rowView(aRow({ chosen, probability: null }))).toMatchObject({
      name: 'Z',
      term: '',
      probability: '',
    });
  });

  it.each([
    [{ rejected: true }, 'none of these', true],
    [{ hits: [] }, 'no match', false],
    [{}, 'taken by another row', false],
  ] as const)('without an entry: %o', (change, without, decided) => {
    const row = aRow({ ...change, hits: 'hits' in change ? [] : aRow().hits, chosen: null });
    expect(rowView(row)).toMatchObject({ without, decided });
  });
});

describe('decisionOf', () => {
  it.each([
    ['y', aRow(), { key: 'a' }],
    ['Y', aRow({ chosen: null }), { key: 'a' }],
    ['y', aRow({ chosen: byPerson }), null],
    ['y', aRow({ chosen: null, hits: [] }), null],
    ['2', aRow(), { key: 'b' }],
    ['1', aRow(), { key: 'a' }],
    ['2', aRow({ chosen: byPerson }), null],
    ['9', aRow(), null],
    ['0', aRow(), { none: true }],
    ['0', aRow({ chosen: null, rejected: true }), null],
    ['u', aRow(), null],
    ['u', aRow({ chosen: byPerson }), { undo: true }],
    ['u', aRow({ chosen: null, rejected: true }), { undo: true }],
    ['x', aRow(), null],
    ['Enter', aRow(), null],
  ])('%s', (pressed, row, expected) => {
    expect(decisionOf(pressed, row)).toEqual(expected);
  });
});

describe('decidedRow', () => {
  it('shows a choice at once, and leaves an undo to the engine', () => {
    const rejected = decidedRow(aRow(), { none: true });
    expect(rejected).toMatchObject({ chosen: null, rejected: true });
    expect(decidedRow(rejected, { key: 'b' })).toMatchObject({ chosen: byPerson, rejected: false });
    expect(decidedRow(rejected, { key: 'z' }, 'Zoologist').chosen?.name).toBe('Zoologist');
    expect(decidedRow(rejected, { undo: true })).toBe(rejected);
  });
});

describe('nextRow', () => {
  it.each([
    ['ArrowDown', 0, 3, 1],
    ['ArrowDown', 2, 3, 2],
    ['ArrowUp', 0, 3, 0],
    ['PageDown', 0, 100, 15],
    ['PageUp', 3, 100, 0],
    ['End', 0, 100, 99],
    ['Home', 50, 100, 0],
    ['ArrowDown', 0, 0, 0],
    ['a', 0, 3, null],
  ])('%s from %i of %i', (pressed, at, count, expected) => {
    expect(nextRow(pressed, at, count)).toBe(expected);
  });
});

describe('chosenHow', () => {
  it('names who chose', () => {
    const row = aRow({ hits: [aHit('a')] });
    expect(chosenHow('a', row)).toBe('best');
    expect(chosenHow('b', row)).toBeNull();
    expect(chosenHow('b', aRow({ chosen: byPerson }))).toBe('your choice');
  });
});

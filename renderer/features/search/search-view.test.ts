import { describe, expect, it } from 'vitest';
import type { EntryRow } from '#core/contract/index.ts';
import { moveSelection, sampleQueries, withVerdict } from './search-view.ts';
import { aHit } from './testing.ts';

function entry(name: string, ...others: string[]): EntryRow {
  return { key: name, name, terms: [name, ...others], termCount: 0, judgments: { yes: 0, no: 0 } };
}

describe('moveSelection', () => {
  it.each([
    [0, 'ArrowDown', 1],
    [14, 'ArrowDown', 14],
    [3, 'ArrowUp', 2],
    [0, 'ArrowUp', 'box'],
    [1, 'PageDown', 7],
    [12, 'PageDown', 14],
    [3, 'PageUp', 0],
    [3, 'Home', 0],
    [1, 'End', 14],
    [2, 'x', 2],
  ])('from %i by %s', (from, key, to) => {
    expect(moveSelection(from, key, 15)).toBe(to);
  });
});

it('changes one verdict and leaves the others', () => {
  const [first, second] = withVerdict([aHit('a'), aHit('b')], 'b', 'yes', 'j1');
  expect([first?.judged, second?.judged, second?.judgmentId]).toEqual([null, 'yes', 'j1']);
});

it('offers short terms spread over the entries', () => {
  const entries = [
    entry('Chief Executives', 'CEO (Chief Executive Officer)', 'Bank President'),
    entry('Legislators', 'Senator'),
    entry('Sales Managers', 'Sales Director'),
    entry('X'),
  ];
  expect(sampleQueries(entries, 3)).toEqual(['Bank President', 'Senator', 'Sales Director']);
  expect(sampleQueries([], 3)).toEqual([]);
});

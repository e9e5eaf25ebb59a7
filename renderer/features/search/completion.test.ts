import { describe, expect, it } from 'vitest';
import type { EntryRow } from '#core/contract/index.ts';
import { completionStep, rankCompletions } from './completion.ts';

function entry(key: string, name: string): EntryRow {
  return { key, name, terms: [name], termCount: 1, judgments: { yes: 0, no: 0 } };
}

describe('rankCompletions', () => {
  it('puts the key itself first, then what begins with it', () => {
    const rows = [
      entry('x-15', 'Nurses of 15 wards'),
      entry('90', '15 minute nurses'),
      entry('15-1', 'A'),
      entry('15', 'B'),
    ];
    expect(rankCompletions(rows, '15').map(({ key }) => key)).toEqual(['15', '15-1', '90', 'x-15']);
  });

  it('shows twelve at most', () => {
    const many = Array.from({ length: 20 }, (_, index) => entry(`k${index}`, 'n'));
    expect(rankCompletions(many, 'k')).toHaveLength(12);
  });
});

describe('completionStep', () => {
  it.each([
    ['down into the list', -1, 'ArrowDown', 3, 0],
    ['around at its end', 2, 'ArrowDown', 3, 0],
    ['up from its beginning', 0, 'ArrowUp', 3, 2],
    ['taking', 1, 'Enter', 3, 'take'],
    ['choosing none', 1, 'Escape', 3, -1],
    ['typing on', 1, 'x', 3, null],
    ['down to the results', -1, 'ArrowDown', 0, 'leave'],
    ['Enter to the results', -1, 'Enter', 0, 'leave'],
    ['up without a list', -1, 'ArrowUp', 0, null],
  ] as const)('%s', (_name, active, key, count, step) => {
    expect(completionStep(active, key, count)).toEqual(step);
  });
});

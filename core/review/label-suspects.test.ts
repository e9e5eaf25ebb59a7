import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LabelledPair, labelSuspects } from './label-suspects.ts';

const pairs = (verdict: LabelledPair['verdict'], ...probabilities: number[]) =>
  probabilities.map((probability) => ({ verdict, probability }));
const ten = (value: number) => Array.from({ length: 10 }, () => value);

describe('label suspects', () => {
  it('are those of which the model is surer than it is of most', () => {
    // Mean probability of yes among the yes: (10 · 0.8 + 0.03) / 11 = 0.730; of no among the no: (10 · 0.9 + 0.25 + 0.05) / 12 = 0.775.
    const given = [...pairs('yes', ...ten(0.8), 0.03), ...pairs('no', ...ten(0.1), 0.75, 0.95)];
    expect(labelSuspects(given)).toEqual([
      ...pairs('yes', 0.03),
      ...pairs('no', 0.95),
      ...pairs('no', 0.75),
    ]);
  });

  it('adapt to a model that is never sure', () => {
    const given = [...pairs('yes', ...ten(0.55)), ...pairs('no', ...ten(0.45), 0.6)];
    expect(labelSuspects(given)).toEqual(pairs('no', 0.6));
  });

  it.each([
    ['no pairs', []],
    ['one verdict only', pairs('yes', ...ten(0.9), 0.01)],
    ['too few of a verdict', [...pairs('yes', ...ten(0.9)), ...pairs('no', 0.1, 0.99)]],
  ])('are none of %s', (_, given) => {
    expect(labelSuspects(given)).toEqual([]);
  });

  it('are never on the side of their label', () => {
    const pair = fc.record({
      verdict: fc.constantFrom<'yes' | 'no'>('yes', 'no'),
      probability: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(pair, { minLength: 30, maxLength: 80 }), (given) => {
        for (const { verdict, probability } of labelSuspects(given)) {
          expect(probability > 0.5).toBe(verdict === 'no');
        }
      }),
    );
  });
});

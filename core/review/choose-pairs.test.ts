import { describe, expect, it } from 'vitest';
import { type Answered, disputedPairs, entropy, uncertainPairs } from './choose-pairs.ts';
import { aPair, aQuery } from './testing.ts';

const always = () => true;
const answered = (query: string, best: Answered['answer']['best']): Answered => ({
  query: aQuery(query),
  answer: { best, asked: new Map() },
});
const likely = (probabilities: Record<string, number | null>) =>
  Object.entries(probabilities).map(([key, probability]) => aPair(key, { probability }));
const keys = (found: readonly { pair: { key: string } }[]) => found.map(({ pair }) => pair.key);

describe('uncertain pairs', () => {
  const pairs = answered(
    'q',
    likely({ sure: 0.999, high: 0.9, half: 0.5, near: 0.45, low: 0.1, no: 0.0001 }),
  );

  it('are those nearest to a half and to the thresholds, in turns', () => {
    const found = uncertainPairs([pairs], { accept: 0.9, reject: 0.1 }, always);
    expect(keys(found)).toEqual(['half', 'near', 'high', 'low', 'sure', 'no']);
    expect(found[0]?.reason).toBe('uncertain');
  });

  it('are those nearest to a half where there are no thresholds', () => {
    const found = uncertainPairs([pairs], { accept: null, reject: null }, always);
    expect(keys(found)).toEqual(['half', 'near', 'high', 'low', 'sure', 'no']);
  });

  it('are none without a match model, and none that may not be asked', () => {
    const bands = { accept: null, reject: null };
    expect(uncertainPairs([answered('q', likely({ a: null }))], bands, always)).toEqual([]);
    expect(uncertainPairs([pairs], bands, () => false)).toEqual([]);
  });
});

describe('disputed pairs', () => {
  const meaning = aPair('meaning', { semanticRank: 1, lettersRank: 0.1 });
  const letters = aPair('letters', { semanticRank: 0.5, lettersRank: 1 });
  const both = aPair('both', { semanticRank: 1, lettersRank: 1 });

  it('are the first of each leg where those differ', () => {
    expect(keys(disputedPairs([answered('q', [letters, meaning])], always))).toEqual([
      'meaning',
      'letters',
    ]);
  });

  it.each([
    ['agree', [both, letters]],
    ['were asked of nothing', []],
    ['found nothing by letters', [aPair('a', { lettersRank: 0 }), aPair('b', { lettersRank: 0 })]],
  ])('are none where the legs %s', (_, best) => {
    expect(disputedPairs([answered('q', best)], always)).toEqual([]);
  });

  it('are sought among those that may be asked', () => {
    const found = disputedPairs(
      [answered('q', [both, letters, meaning])],
      (_, pair) => pair !== both,
    );
    expect(keys(found)).toEqual(['meaning', 'letters']);
  });

  it('come first where the model is least sure', () => {
    const sure = [meaning, letters].map((pair) => ({
      ...pair,
      key: `sure ${pair.key}`,
      probability: 0.99,
    }));
    const found = disputedPairs([answered('a', sure), answered('b', [meaning, letters])], always);
    expect(keys(found).slice(0, 2)).toEqual(['meaning', 'letters']);
  });

  it('need no match model', () => {
    const blind = [meaning, letters].map((pair) => ({ ...pair, probability: null }));
    expect(disputedPairs([answered('q', blind)], always)).toHaveLength(2);
  });
});

describe('entropy', () => {
  it.each([
    [0.5, 1],
    [0, 0],
    [1, 0],
    [0.25, 0.8112781244591328],
  ])('of %d is %d bits', (p, bits) => {
    expect(entropy(p)).toBeCloseTo(bits, 12);
  });
});

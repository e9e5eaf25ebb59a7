import { describe, expect, it } from 'vitest';
import { EVIDENCE, type Evidence, type EvidenceName } from './evidence.ts';
import { logOdds, type MatchModel } from './match-model.ts';
import { evidenceRow, rankEntries, scoreEntries } from './rank-entries.ts';
import { tieRanks } from './top-entries.ts';

type Known = Partial<Record<EvidenceName, number>>;

function evidenceOf(known: Known[], retrieved = known.length): Evidence {
  return {
    entries: Uint32Array.from(known.keys()),
    retrieved,
    rows: new Int32Array(known.length),
    values: Float64Array.from(known.flatMap((each) => EVIDENCE.map((name) => each[name] ?? 0))),
  };
}

const tieRank = tieRanks(['a', 'b', 'c', 'd']);
const order = (evidence: Evidence, model: MatchModel | null = null) =>
  rankEntries(evidence, model, 60, tieRank).map(({ entry }) => entry);

describe('without a match model', () => {
  it('fuses reciprocal ranks: the sum of 1 / (60 + rank)', () => {
    const evidence = evidenceOf([
      { semanticRank: 1, lettersRank: 1 / 3 },
      { semanticRank: 1 / 2 },
      { lettersRank: 1 },
      {},
    ]);
    const [both, semantic, letters, neither] = scoreEntries(evidence, null, 60);
    expect(both).toBeCloseTo(1 / 61 + 1 / 63, 12);
    expect(semantic).toBeCloseTo(1 / 62, 12);
    expect(letters).toBeCloseTo(1 / 61, 12);
    expect(neither).toBe(0);
    expect(order(evidence)).toEqual([0, 2, 1, 3]);
  });

  it('puts an equal text first', () => {
    const evidence = evidenceOf([{ semanticRank: 1, lettersRank: 1 }, { equal: 1 }]);
    expect(order(evidence)).toEqual([1, 0]);
  });

  it('takes the constant from the settings', () => {
    const evidence = evidenceOf([{ semanticRank: 1 }]);
    expect(scoreEntries(evidence, null, 1)[0]).toBeCloseTo(1 / 2, 12);
  });
});

describe('rankEntries', () => {
  it('breaks ties by key, descending', () => {
    expect(order(evidenceOf([{}, {}, {}, {}]))).toEqual([3, 2, 1, 0]);
  });

  it('leaves out entries that were only asked for', () => {
    const evidence = evidenceOf([{ lettersRank: 1 / 9 }, { semanticRank: 1 }], 1);
    expect(order(evidence)).toEqual([0]);
    expect(scoreEntries(evidence, null, 60)).toHaveLength(2);
  });

  it('goes by the log-odds of a match model', () => {
    const model: MatchModel = {
      evidence: EVIDENCE,
      mean: EVIDENCE.map(() => 0),
      scale: EVIDENCE.map(() => 1),
      weights: EVIDENCE.map((name) => (name === 'words' ? 2 : 0)),
      intercept: -1,
      trainedOn: { pairs: 1, positives: 1, queries: 1, nearMisses: 0 },
    };
    const evidence = evidenceOf([{ semanticRank: 1 }, { words: 0.5 }, { words: 1 }]);
    const ranked = rankEntries(evidence, model, 60, tieRank);
    expect(ranked.map(({ i, score }) => [i, score])).toEqual([
      [2, 1],
      [1, 0],
      [0, -1],
    ]);
    expect([...logOdds(model, evidenceRow(evidence, 1))]).toEqual([0]);
  });
});

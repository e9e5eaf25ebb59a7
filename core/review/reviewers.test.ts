import { describe, expect, it } from 'vitest';
import { sourceOf } from './answer-source.ts';
import { isConfirmed, mayCheckLabel, secondOpinions } from './asked-again.ts';
import { agreements, opinionsOn, reviewerCounts } from './reviewers.ts';
import { aJudgment } from './testing.ts';

const imported = aJudgment(null, 'yes', { source: 'import' });
const settled = aJudgment('eve', 'no', { settles: true });

describe('opinions', () => {
  it('are the last words; imported rows and settlements are none', () => {
    const changed = aJudgment('ann', 'no');
    const all = [imported, aJudgment('ann'), aJudgment(null), changed, settled];
    expect([...opinionsOn(all)]).toEqual([
      ['ann', changed],
      ['anonymous', aJudgment(null)],
    ]);
  });
});

describe('reviewers', () => {
  it('are counted by pairs, by name', () => {
    const judged = [
      [aJudgment('bob'), aJudgment('bob', 'no')],
      [imported, aJudgment('ann'), settled],
    ];
    expect(reviewerCounts(judged, [{ by: 'ann' }, { by: 'zoe' }])).toEqual([
      { reviewer: 'ann', judged: 1, skipped: 1 },
      { reviewer: 'bob', judged: 1, skipped: 0 },
      { reviewer: 'eve', judged: 1, skipped: 0 },
      { reviewer: 'zoe', judged: 0, skipped: 1 },
    ]);
  });

  it('agree on what both judged', () => {
    const pair = (ann: 'yes' | 'no', bob: 'yes' | 'no') => [
      aJudgment('bob', bob),
      aJudgment('ann', ann),
    ];
    const judged = [pair('yes', 'yes'), pair('yes', 'no'), pair('no', 'no'), [aJudgment('ann')]];
    const [agreement, ...others] = agreements([...judged, [aJudgment('zoe'), aJudgment('ann')]]);
    expect(agreement).toMatchObject({ reviewers: ['ann', 'bob'], pairs: 3, observed: 2 / 3 });
    expect(agreement?.kappa?.value).toBeCloseTo((2 / 3 - 4 / 9) / (5 / 9), 12);
    expect(others).toEqual([{ reviewers: ['ann', 'zoe'], pairs: 1, observed: 1, kappa: null }]);
  });
});

describe('a second opinion', () => {
  it.each<[string, ReturnType<typeof aJudgment>[], boolean]>([
    ['on what one other judged', [aJudgment('bob')], true],
    ['also beside an imported row', [imported, aJudgment('bob')], true],
    ['not on one’s own', [aJudgment('ann')], false],
    ['not where nobody said a name', [aJudgment(null)], false],
    ['not after two', [aJudgment('bob'), aJudgment('eve')], false],
    ['not in a conflict', [aJudgment('bob'), aJudgment('eve', 'no')], false],
    ['not on what is settled', [aJudgment('bob'), settled], false],
  ])('%s', (_, judgments, asked) => {
    expect(secondOpinions([judgments], 'ann', 7)).toHaveLength(Number(asked));
  });
});

describe('a doubtful label', () => {
  it.each<[string, ReturnType<typeof aJudgment>[], boolean, boolean]>([
    ['imported', [imported], false, true],
    ['of somebody else', [aJudgment('bob')], false, true],
    ['one’s own', [aJudgment('ann')], false, false],
    ['looked at again', [imported, aJudgment('bob')], true, false],
    ['turned round by somebody else', [imported, aJudgment('bob', 'no')], false, true],
    ['turned round by oneself', [imported, aJudgment('ann', 'no')], false, false],
    ['of two people', [aJudgment('bob'), aJudgment(null)], true, false],
    ['settled', [settled], true, false],
  ])('%s', (_, judgments, confirmed, asked) => {
    expect([isConfirmed(judgments), mayCheckLabel(judgments, 'ann')]).toEqual([confirmed, asked]);
  });
});

describe('the source of an answer', () => {
  it.each([
    ['audit', [], 'audit'],
    ['uncertain', [], 'review'],
    ['disagreement', [], 'review'],
    ['second-opinion', ['audit'], 'audit'],
    ['second-opinion', ['review'], 'review'],
    ['label-suspect', ['import', 'review'], 'audit'],
    ['settlement', ['audit', 'review'], 'audit'],
    ['settlement', ['search', 'audit'], 'review'],
    ['audit', ['search'], 'review'],
  ] as const)('%s after %j is %s', (reason, before, source) => {
    expect(
      sourceOf(
        reason,
        before.map((one) => ({ source: one })),
      ),
    ).toBe(source);
  });
});

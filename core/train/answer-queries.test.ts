import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EVIDENCE } from '#core/match/evidence.ts';
import type { MatchIndex } from '#core/match/match-index.ts';
import type { MatchModel } from '#core/match/match-model.ts';
import { JOB_TITLES, smallIndex } from '#core/match/testing.ts';
import { answerQueries, withProbability } from './answer-queries.ts';
import { judgedQueries, judgedQuery, judgment } from './testing.ts';

let index: MatchIndex;
beforeAll(async () => {
  index = await smallIndex(JOB_TITLES);
});
afterAll(() => index.scan.close());

const model: MatchModel = {
  evidence: EVIDENCE,
  mean: EVIDENCE.map(() => 0),
  scale: EVIDENCE.map(() => 1),
  weights: EVIDENCE.map((name) => (name === 'letters' ? 4 : 0)),
  intercept: -2,
  trainedOn: { pairs: 1, positives: 1, queries: 1, nearMisses: 0 },
};
const options = { candidates: 3, rrfK: 60 };

describe('answerQueries', () => {
  it('ranks by the model, best first, and remembers every candidate', async () => {
    const query = judgedQuery('nurse practitioner', ['np'], ['rn']);
    const { rankings, qrels, candidateKeys } = await answerQueries(index, model, [query], options);
    const [ranking] = rankings;
    expect(ranking?.query).toBe('nurse practitioner');
    expect(ranking?.results[0]?.key).toBe('np');
    const scores = ranking?.results.map(({ score }) => score) ?? [];
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(qrels.get('nurse practitioner')).toEqual(
      new Map([
        ['rn', 0],
        ['np', 1],
      ]),
    );
    expect(candidateKeys.get('nurse practitioner')).toEqual(
      new Set(ranking?.results.map(({ key }) => key)),
    );
  });

  it('scores every judged pair, retrieved or not', async () => {
    const query = judgedQuery('nurse practitioner', ['np'], ['chef', 'empty']);
    const { pairs, candidateKeys } = await answerQueries(index, model, [query], options);
    expect(candidateKeys.get(query.query)?.has('empty')).toBe(false);
    expect(pairs.map(({ isYes }) => isYes)).toEqual([true, false, false]);
    expect(pairs[0]?.score).toBeCloseTo(2, 5);
    expect(pairs[2]?.score).toBe(-2);
    const [first] = withProbability(pairs, (score) => score / 10);
    expect(first?.probability).toBeCloseTo(0.2, 6);
  });

  it('leaves pairs aside that a score chose', async () => {
    const queries = judgedQueries(JOB_TITLES, [
      judgment('ward nurse', 'rn', 'yes', 'search'),
      judgment('ward nurse', 'np', 'no', 'audit'),
    ]);
    const { pairs, qrels } = await answerQueries(index, model, queries, options);
    expect(pairs.map(({ isYes }) => isYes)).toEqual([false]);
    expect(qrels.get('ward nurse')?.size).toBe(2);
  });

  it('has no pair without a model, and still ranks', async () => {
    const query = judgedQuery('nurse practitioner', ['np']);
    const { pairs, rankings } = await answerQueries(index, null, [query], options);
    expect(pairs).toEqual([]);
    expect(rankings[0]?.results[0]?.key).toBe('np');
  });

  it('does not find the entry that is asked with', async () => {
    const queries = judgedQueries(JOB_TITLES, [judgment('swe', 'swe-2', 'yes')]);
    const { rankings } = await answerQueries(index, model, queries, options);
    const keys = rankings[0]?.results.map(({ key }) => key);
    expect(keys?.[0]).toBe('swe-2');
    expect(keys).not.toContain('swe');
  });

  it('names leaked queries and reports each one done', async () => {
    const queries = judgedQueries(JOB_TITLES, [
      judgment('Head chef', 'chef', 'yes'),
      judgment('看護師', 'rn', 'yes'),
    ]);
    const seen: number[] = [];
    const progress = async (done: number) => {
      seen.push(done);
    };
    const { leakedQueries, rankings } = await answerQueries(index, model, queries, {
      ...options,
      progress,
    });
    expect([...leakedQueries]).toEqual(['Head chef']);
    expect(seen).toEqual([1, 2]);
    expect(rankings[1]?.results).toEqual([]);
  });

  it('gives grades as gains, and every judged pair with its grade', async () => {
    const grades = new Map([
      ['np', 0.7],
      ['rn', 0.2],
    ]);
    const query = { ...judgedQuery('nurse practitioner', ['np'], ['rn']), grades };
    const chosen = { ...judgedQuery('ward nurse', ['rn']), chosen: new Set(['rn']) };
    const answers = await answerQueries(index, null, [query, chosen], options);
    expect(Object.fromEntries(answers.qrels.get(query.query) ?? [])).toEqual({ np: 0.7, rn: 0.2 });
    expect(answers.pairs).toEqual([]); // no model, no probability
    const found = answers.graded.map(({ key, grade, representative }) => [
      ...[key, grade, representative],
    ]);
    expect(found).toEqual([
      ['rn', 0.2, true],
      ['np', 0.7, true],
      ['rn', 1, false],
    ]);
    expect(answers.graded.every(({ score }) => Number.isFinite(score))).toBe(true);
  });
});

import { expect, it } from 'vitest';
import { roundMetrics } from './round-metrics.ts';

it('tells the mean loss of each round and every score once, also those of before it was cut off', () => {
  const told: [string, number, number][] = [];
  const rounds = roundMetrics('adapter', (...one) => told.push(one), true);
  rounds.batch(3);
  rounds.batch(1);
  rounds.round({ round: 2, scores: [0.5, 0.6, 0.7] });
  rounds.batch(0.5);
  rounds.round({ round: 3, scores: [0.5, 0.6, 0.7, 0.65] });
  rounds.round({ round: 3, scores: [0.5, 0.6, 0.7, 0.65] });
  expect(told).toEqual([
    ['adapter.loss', 2, 2],
    ['adapter.mrr@10', 0.5, 0],
    ['adapter.mrr@10', 0.6, 1],
    ['adapter.mrr@10', 0.7, 2],
    ['adapter.loss', 0.5, 3],
    ['adapter.mrr@10', 0.65, 3],
  ]);
});

it('tells no score where rounds are not scored', () => {
  const told: string[] = [];
  const rounds = roundMetrics('adapter', (name) => told.push(name), false);
  rounds.batch(1);
  rounds.round({ round: 1, scores: [0, 1] });
  expect(told).toEqual(['adapter.loss']);
});

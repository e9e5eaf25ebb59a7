import { describe, expect, it } from 'vitest';
import { EVIDENCE, type Evidence } from '#core/match/evidence.ts';
import { pairCollector } from './collect-pairs.ts';
import { judgedQuery } from './testing.ts';

const keyOf = (entry: number) => `k${entry}`;
const LETTERS = EVIDENCE.indexOf('letters');

/** Entries 0 … n - 1, the closer the lower their number; `retrieved` of them. */
function evidenceOf(n: number, retrieved = n): Evidence {
  const values = new Float64Array(n * EVIDENCE.length);
  for (let i = 0; i < n; i += 1) values[i * EVIDENCE.length + LETTERS] = 1 - i / 100;
  const entries = Uint32Array.from({ length: n }, (_, i) => i);
  return { entries, retrieved, rows: new Int32Array(n), values };
}

/** [letters, label, weight] of each pair. */
function collected(collector: ReturnType<typeof pairCollector>) {
  const { values, labels, weights } = collector.pairs();
  expect(values).toHaveLength(labels.length * EVIDENCE.length);
  return Array.from(labels, (label, i) => [
    values[i * EVIDENCE.length + LETTERS],
    label,
    weights[i],
  ]);
}

describe('pairCollector', () => {
  it('takes judgments in full, and near misses of a confirmed query as weak negatives', () => {
    const collector = pairCollector();
    collector.add(judgedQuery('a', ['k1'], ['k3']), evidenceOf(4), keyOf);
    expect(collected(collector)).toEqual([
      [0.99, 1, 1],
      [0.97, 0, 1],
      [1, 0, 0.1],
      [0.98, 0, 0.1],
    ]);
    expect(collector.counts()).toEqual({ queries: 1, nearMisses: 2 });
  });

  it('takes no near miss where nothing was confirmed: it might be right', () => {
    const collector = pairCollector();
    collector.add(judgedQuery('a', [], ['k0']), evidenceOf(4), keyOf);
    expect(collected(collector)).toEqual([[1, 0, 1]]);
  });

  it('takes the ten closest of those retrieved', () => {
    const collector = pairCollector();
    collector.add(judgedQuery('a', ['k15']), evidenceOf(16, 14), keyOf);
    const misses = collected(collector).filter(([, label]) => label === 0);
    expect(misses.map(([letters]) => letters)).toEqual(
      Array.from({ length: 10 }, (_, i) => 1 - i / 100),
    );
    expect(collected(collector).filter(([, label]) => label === 1)).toHaveLength(1);
  });

  it('grows', () => {
    const collector = pairCollector();
    for (const query of ['a', 'b']) collector.add(judgedQuery(query, ['k0']), evidenceOf(3), keyOf);
    expect(collector.counts()).toEqual({ queries: 2, nearMisses: 4 });
    expect(collected(collector)).toHaveLength(6);
  });
});

import { describe, expect, it } from 'vitest';
import { rowsOfText } from '#core/index/text-lookup.ts';
import type { MatchIndex } from '#core/match/match-index.ts';
import { JOB_TITLES, smallIndex } from '#core/match/testing.ts';
import { seededRandom } from '#core/math/seeded-random.ts';
import { normaliseText } from '#core/text/normalise.ts';
import { collectAnchors, drawAnchors } from './anchors.ts';
import { pairCollector } from './collect-pairs.ts';

describe('anchors', () => {
  it('belong to their entry, or to none', async () => {
    const index = await smallIndex(JOB_TITLES);
    const { exact, nonsense } = drawAnchors(index, seededRandom(1));
    expect(exact.length).toBeGreaterThan(5);
    for (const { normalised, yes } of exact) {
      const rows = rowsOfText(index.equal, normalised, index.preparedOf);
      expect(rows.map((row) => index.keyOf(index.entryOf[row] ?? -1))).toContain(yes[0]);
    }
    const letters = (text: string) => [...normaliseText(text).replaceAll(' ', '')].sort().join('');
    const known = new Set(rowsOf(index).map((row) => letters(index.termOf(row))));
    expect(nonsense.length).toBeGreaterThan(5);
    for (const { query, yes } of nonsense) {
      expect(yes).toEqual([]);
      expect(known).toContain(letters(query));
    }
    await index.scan.close();
  });

  it('are the same for the same seed, and another draw for another', async () => {
    const index = await smallIndex(JOB_TITLES);
    const draw = (seed: number) => drawAnchors(index, seededRandom(seed));
    expect(draw(3)).toEqual(draw(3));
    expect(draw(3)).not.toEqual(draw(4));
    await index.scan.close();
  });

  it('give the collector right pairs and wrong ones', async () => {
    const index = await smallIndex(JOB_TITLES);
    const collector = pairCollector();
    await collectAnchors(index, collector, { seed: 1, candidates: 20 });
    const { labels } = collector.pairs();
    const right = labels.filter((label) => label === 1).length;
    expect(right).toBe(drawAnchorsCount(index));
    expect(labels.length).toBeGreaterThan(right);
    await index.scan.close();
  });
});

/** Terms that one entry alone has: every one of them is drawn from so small a dictionary, or scrambled. */
function drawAnchorsCount(index: MatchIndex): number {
  const unique = rowsOf(index).filter((row) => {
    const equal = rowsOfText(index.equal, index.preparedOf(row), index.preparedOf);
    return new Set(equal.map((other) => index.entryOf[other])).size === 1;
  });
  return Math.min(100, unique.length);
}

const rowsOf = ({ rows }: MatchIndex) => Array.from({ length: rows }, (_, row) => row);

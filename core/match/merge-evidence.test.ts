import { describe, expect, it } from 'vitest';
import { EVIDENCE, type Evidence, evidenceAt } from './evidence.ts';
import { mergeEvidence } from './merge-evidence.ts';

/** Entries with their semantic and letter scores; `retrieved` of them first. */
function part(found: [entry: number, semantic: number, letters: number][], retrieved: number) {
  const values = new Float64Array(found.length * EVIDENCE.length);
  found.forEach(([, semantic, letters], i) => {
    values[i * EVIDENCE.length + EVIDENCE.indexOf('semantic')] = semantic;
    values[i * EVIDENCE.length + EVIDENCE.indexOf('letters')] = letters;
  });
  const entries = Uint32Array.from(found, ([entry]) => entry);
  const rows = Int32Array.from(found, ([entry]) => 10 * entry + retrieved);
  return { entries, retrieved, rows, values } satisfies Evidence;
}

const of = (evidence: Evidence) =>
  Array.from(evidence.entries, (entry, i) => [
    entry,
    evidenceAt(evidence, i, 'semantic'),
    evidence.rows[i],
  ]);

describe('mergeEvidence', () => {
  const first = part(
    [
      [1, 0.9, 0.1],
      [2, 0.5, 0.5],
      [3, 0.2, 0],
    ],
    2,
  );
  const second = part(
    [
      [2, 0.6, 0.6],
      [1, 0.4, 0.3],
      [4, 0.1, 0.1],
    ],
    1,
  );

  it('takes the row of the text that fits each entry best', () => {
    const merged = mergeEvidence([first, second], null);
    expect(of(merged).sort()).toEqual([
      [1, 0.9, 12],
      [2, 0.6, 21],
      [3, 0.2, 32],
      [4, 0.1, 41],
    ]);
  });

  it('counts as retrieved what any text retrieved, and puts it first', () => {
    const third = part([[4, 0.05, 0]], 1);
    const merged = mergeEvidence([first, second, third], null);
    expect(merged.retrieved).toBe(3);
    expect([...merged.entries.slice(0, 3)].sort()).toEqual([1, 2, 4]);
    // Its best row is still the better one.
    expect(of(merged)).toContainEqual([4, 0.1, 41]);
  });

  it('leaves one entry out', () => {
    const merged = mergeEvidence([first, second], 2);
    expect([...merged.entries].sort()).toEqual([1, 3, 4]);
    expect(merged.retrieved).toBe(1);
  });

  it('leaves a single part as it is', () => {
    expect(mergeEvidence([first], null)).toEqual(first);
  });

  it('makes nothing of nothing', () => {
    expect(mergeEvidence([], null).entries).toHaveLength(0);
  });
});

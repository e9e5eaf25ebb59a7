import { EVIDENCE, type Evidence, evidenceAt } from './evidence.ts';

/** One evidence for several texts that mean the same: for each entry, the row of the text that fits it best. */
export function mergeEvidence(parts: readonly Evidence[], without: number | null): Evidence {
  const best = new Map<number, { part: Evidence; i: number; fit: number; retrieved: boolean }>();
  for (const part of parts) {
    part.entries.forEach((entry, i) => {
      if (entry === without) return;
      const fit = evidenceAt(part, i, 'semantic') + evidenceAt(part, i, 'letters');
      const known = best.get(entry);
      const retrieved = i < part.retrieved || (known?.retrieved ?? false);
      if (known && known.fit >= fit) known.retrieved = retrieved;
      else best.set(entry, { part, i, fit, retrieved });
    });
  }
  const chosen = [...best].sort(([, a], [, b]) => Number(b.retrieved) - Number(a.retrieved));
  const values = new Float64Array(chosen.length * EVIDENCE.length);
  chosen.forEach(([, { part, i }], place) => {
    const row = part.values.subarray(i * EVIDENCE.length, (i + 1) * EVIDENCE.length);
    values.set(row, place * EVIDENCE.length);
  });
  return {
    entries: Uint32Array.from(chosen, ([entry]) => entry),
    retrieved: chosen.filter(([, { retrieved }]) => retrieved).length,
    rows: Int32Array.from(chosen, ([, { part, i }]) => part.rows[i] ?? -1),
    values,
  };
}

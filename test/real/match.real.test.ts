import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EVIDENCE } from '#core/match/evidence.ts';
import { gatherEvidence } from '#core/match/gather-evidence.ts';
import { rankEntries } from '#core/match/rank-entries.ts';
import { JOB_TITLES, smallIndex } from '#core/match/testing.ts';
import { normaliseText } from '#core/text/normalise.ts';

const DATA = process.env.PLUMBLINE_DATA ?? '../shared/data';
const file = join(DATA, 'naughty-strings', 'blns.json');
const there = existsSync(file);
if (!there) console.warn(`NOT RUN: matching of naughty strings, because ${file} is missing.`);

describe.skipIf(!there)('naughty strings', () => {
  const strings: string[] = there ? JSON.parse(readFileSync(file, 'utf8')) : [];

  it('as queries give finite evidence and never fail', async () => {
    const index = await smallIndex(JOB_TITLES);
    const include = Array.from({ length: index.entries }, (_, entry) => entry);
    const queries = strings.map((text) => ({ text, include }));
    let answered = 0;
    for await (const evidence of gatherEvidence(index, queries, { candidates: 100 })) {
      expect(evidence.entries).toHaveLength(include.length);
      expect(evidence.values).toHaveLength(include.length * EVIDENCE.length);
      expect(evidence.values.every(Number.isFinite), strings[answered]).toBe(true);
      answered += 1;
    }
    expect(answered).toBe(strings.length);
    await index.scan.close();
  });

  it('as terms are found by themselves', async () => {
    const texts = strings.filter((text) => normaliseText(text) !== '');
    const index = await smallIndex(Object.fromEntries(texts.map((text, n) => [`k${n}`, [text]])));
    const queries = texts.map((text) => ({ text }));
    let n = 0;
    for await (const evidence of gatherEvidence(index, queries, { candidates: 100 })) {
      const [first] = rankEntries(evidence, null, 60, index.tieRank);
      const found = texts[first?.entry ?? -1] ?? '';
      expect(normaliseText(found)).toBe(normaliseText(texts[n] ?? ''));
      n += 1;
    }
    expect(n).toBe(texts.length);
    await index.scan.close();
  });
});

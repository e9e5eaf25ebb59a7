import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EVIDENCE, type Evidence, evidenceAt } from './evidence.ts';
import { type GatherOptions, gatherEvidence, type MatchQuery } from './gather-evidence.ts';
import type { MatchIndex } from './match-index.ts';
import { rankEntries } from './rank-entries.ts';
import { JOB_TITLES, LEARNT, smallDictionary, smallIndex } from './testing.ts';

let index: MatchIndex;
beforeAll(async () => {
  index = await smallIndex(JOB_TITLES, LEARNT);
});
afterAll(() => index.scan.close());

async function gather(
  queries: MatchQuery[],
  options: Partial<GatherOptions> = {},
  from = index,
): Promise<Evidence[]> {
  const all: Evidence[] = [];
  for await (const evidence of gatherEvidence(from, queries, { candidates: 100, ...options })) {
    all.push(evidence);
  }
  return all;
}

async function gatherOne(
  text: string,
  options: Partial<GatherOptions> = {},
  from = index,
): Promise<Evidence> {
  const [evidence] = await gather([{ text }], options, from);
  if (evidence === undefined) throw new Error('There is no evidence.');
  return evidence;
}

/** Keys by reciprocal rank fusion, best first. */
async function ranking(text: string, from = index): Promise<string[]> {
  const evidence = await gatherOne(text, {}, from);
  const ranked = rankEntries(evidence, null, 60, from.tieRank);
  return ranked.map(({ entry }) => from.keyOf(entry));
}

const number = (key: string) => index.entryNumber(key) ?? -1;
const value = (evidence: Evidence, key: string, name: (typeof EVIDENCE)[number]) =>
  evidenceAt(evidence, evidence.entries.indexOf(number(key)), name);

describe('gatherEvidence', () => {
  it('gives each query of many batches what it would get alone', async () => {
    const texts = Object.values(JOB_TITLES).flat();
    const queries = [...texts, ...texts.map((text) => `${text} x`)].map((text) => ({ text }));
    expect(queries.length).toBeGreaterThan(32);
    const together = await gather(queries);
    expect(together).toHaveLength(queries.length);
    for (const [i, { text }] of queries.entries()) {
      const alone = await gatherOne(text);
      expect([...alone.entries]).toEqual([...(together[i]?.entries ?? [])]);
      alone.values.forEach((each, c) => {
        expect(together[i]?.values[c]).toBeCloseTo(each, 6);
      });
    }
  });

  it('finds what a person would', async () => {
    for (const [query, key] of [
      ['programer', 'swe'],
      ['nurse practitionner', 'np'],
      ['coder', 'swe'],
      ['comptable general', 'acc'],
      ['MACHINE-LEARNING engineer', 'ds'],
      ['etl', 'de'],
    ] as const) {
      expect((await ranking(query))[0], query).toBe(key);
    }
  });

  it('includes what is asked for, once, behind what was retrieved', async () => {
    const include = [number('chef'), number('empty'), number('chef'), number('np')];
    const [evidence] = await gather([{ text: 'nurse practitioner', include }], { candidates: 1 });
    expect(new Set(evidence?.entries).size).toBe(evidence?.entries.length);
    expect([...(evidence?.entries ?? [])]).toEqual(expect.arrayContaining(include));
    expect([...(evidence?.entries.slice(0, evidence.retrieved) ?? [])]).toContain(number('np'));
    expect(evidence?.entries.indexOf(number('chef'))).toBeGreaterThanOrEqual(
      evidence?.retrieved ?? 99,
    );
  });

  it('takes so many candidates from each leg', async () => {
    const evidence = await gatherOne('head nurse', { candidates: 2 });
    expect(evidence.retrieved).toBeLessThanOrEqual(4);
    expect(value(evidence, 'head-nurse', 'semanticRank')).toBeGreaterThan(0);
    expect(value(evidence, 'head-nurse', 'lettersRank')).toBe(1);
  });

  it('describes only the closest, each as before', async () => {
    const all = await gatherOne('software engineer');
    const closest = await gatherOne('software engineer', { closest: 3 });
    expect(closest.retrieved).toBe(3);
    const closeness = (i: number) => evidenceAt(all, i, 'semantic') + evidenceAt(all, i, 'letters');
    const best = Array.from(all.entries.keys())
      .sort((a, b) => closeness(b) - closeness(a))
      .slice(0, 3);
    expect([...closest.entries]).toEqual(best.map((i) => all.entries[i]));
    best.forEach((place, i) => {
      const row = (evidence: Evidence, at: number) =>
        EVIDENCE.map((name) => evidenceAt(evidence, at, name));
      expect(row(closest, i)).toEqual(row(all, place));
    });
  });

  it('names the term that matched', async () => {
    const evidence = await gatherOne('prep cook');
    const row = evidence.rows[evidence.entries.indexOf(number('cook'))] ?? -1;
    expect(index.termOf(row)).toBe('Prep Cook');
  });
});

describe('evidence', () => {
  it.each([
    ['Software  ENGINEER', 'swe', 'equal', 1],
    ['Software Engineer', 'swe-2', 'equal', 0],
    ['comptable general', 'acc', 'equal', 1],
    ['hrm', 'hr', 'acronym', 1],
    ['Really Nice', 'rn', 'acronym', 1],
    ['hrm', 'chef', 'acronym', 0],
    ['software engineer 2', 'swe-2', 'numbersShared', 1],
    ['software engineer 2', 'swe-2', 'numbersDiffer', 0],
    ['software engineer 2', 'swe', 'numbersDiffer', 1],
    ['software engineer 3', 'swe-2', 'numbersDiffer', 2],
    ['nurse practitioner', 'np', 'editSimilarity', 1],
    ['nurse practitioner', 'np', 'termOverlap', 1],
    ['nurse', 'np', 'termCoverage', 1],
    ['nurse', 'np', 'termOverlap', 0.5],
  ] as const)('%s, %s: %s is %d', async (text, key, name, expected) => {
    const [evidence] = await gather([{ text, include: [number(key)] }]);
    expect(value(evidence as Evidence, key, name)).toBeCloseTo(expected, 6);
  });

  it('has a positive margin for the first alone', async () => {
    const evidence = await gatherOne('head chef');
    expect(value(evidence, 'chef', 'lettersMargin')).toBeGreaterThan(0);
    expect(value(evidence, 'chef', 'bm25Margin')).toBeGreaterThan(0);
    expect(value(evidence, 'head-nurse', 'lettersMargin')).toBeLessThan(0);
  });
});

describe('unusual queries', () => {
  it.each([
    ['nothing', ''],
    ['blanks', ' \t\n'],
    ['a script that no term uses', '看護師'],
    ['emoji', '👩‍⚕️🦄'],
    ['half an emoji', '\ud83e'],
    ['a mark alone', '\u0301'],
  ])('%s: no entry, no crash', async (_, text) => {
    const include = [number('rn'), number('empty')];
    const [evidence] = await gather([{ text, include }]);
    expect(evidence?.retrieved).toBe(0);
    expect(evidence?.values.every(Number.isFinite)).toBe(true);
    // Nothing speaks for an entry. Margins and ranks say so too.
    expect(Math.max(...(evidence?.values ?? [9]))).toBeLessThanOrEqual(0.6);
    expect(value(evidence as Evidence, 'empty', 'editSimilarity')).toBe(0);
  });

  it('takes the names of built-in properties for words', async () => {
    const evidence = await gatherOne('__proto__ constructor toString');
    expect(evidence.values.every(Number.isFinite)).toBe(true);
    expect(evidence.entries.every((_, i) => evidenceAt(evidence, i, 'words') === 0)).toBe(true);
  });

  it('scores the beginning of a very long one', async () => {
    const long = `head chef ${'of the house '.repeat(10_000)}`;
    expect(long.length).toBeGreaterThan(100_000);
    expect(await ranking(long)).toContain('chef');
    expect(await gatherOne(long)).toEqual(await gatherOne(long.slice(0, 2000)));
  });

  it('stands one endless word', async () => {
    const evidence = await gatherOne('nurse'.repeat(20_000));
    expect(evidence.values.every(Number.isFinite)).toBe(true);
  });
});

describe('small dictionaries', () => {
  const cases: [string, Record<string, string[]>, string, string | undefined][] = [
    ['one entry', { rn: ['Registered Nurse', 'RN'] }, 'nurse', 'rn'],
    ['one term', { rn: ['Nurse'] }, 'nurses', 'rn'],
    ['two entries', { rn: ['Nurse'], chef: ['Chef'] }, 'head chef', 'chef'],
    ['equal terms: ties by key', { a: ['Nurse'], c: ['Nurse'], b: ['Nurse'] }, 'nurse', 'c'],
    ['entries without terms', { a: [], b: ['Nurse'], c: [] }, 'nurse', 'b'],
    ['no term at all', { a: [], b: [] }, 'nurse', undefined],
    ['terms without a letter', { a: ['!!!'], b: ['???'] }, '???', 'b'],
    ['two scripts', { a: ['看護師'], b: ['Nurse'] }, '看護', 'a'],
    ['emoji', { a: ['🦄🚀'], b: ['🐙'] }, '🚀', 'a'],
  ];

  it.each(cases)('of %s rank', async (_, entries, query, expected) => {
    const small = await smallIndex(entries);
    expect((await ranking(query, small))[0]).toBe(expected);
    const evidence = await gatherOne(query, {}, small);
    expect(evidence.values.every(Number.isFinite)).toBe(true);
    await small.scan.close();
  });

  it('rank by letters alone where every vector is zero', async () => {
    const { index: small, table } = await smallDictionary({ rn: ['Registered Nurse', 'RN'] });
    expect(table.vectors.every((each) => each === 0)).toBe(true);
    const evidence = await gatherOne('nurse', {}, small);
    expect(evidenceAt(evidence, 0, 'semantic')).toBe(0);
    expect(evidenceAt(evidence, 0, 'letters')).toBeGreaterThan(0.3);
    await small.scan.close();
  });

  it('find every term of ten entries', async () => {
    const ten = Object.fromEntries(Object.entries(JOB_TITLES).slice(0, 10));
    const small = await smallIndex(ten);
    for (const [key, terms] of Object.entries(ten)) {
      for (const term of terms) expect((await ranking(term, small))[0]).toBe(key);
    }
    await small.scan.close();
  });
});

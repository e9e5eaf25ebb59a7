import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EVIDENCE, type Evidence, evidenceAt } from './evidence.ts';
import { gatherEvidence } from './gather-evidence.ts';
import { hideLearnt } from './hidden-terms.ts';
import type { MatchIndex } from './match-index.ts';
import {
  JOB_TITLES,
  LEARNT,
  type SmallDictionary,
  smallDictionary,
  smallIndex,
} from './testing.ts';

const QUERIES = [
  ...['software engineer 2', 'coder', 'nurse', 'unlisted head', 'ward nurse 7', 'fsd'],
  ...['full stack developer', 'Comptable', 'nse', '', '東京'],
];

const SOURCES = LEARNT.map(({ from }) => from);
/** Every set of sources. */
const SUBSETS = Array.from({ length: 2 ** SOURCES.length }, (_, bits) =>
  SOURCES.filter((_source, i) => bits & (1 << i)),
);

let dictionary: SmallDictionary;
let whole: MatchIndex;
beforeAll(async () => {
  dictionary = await smallDictionary(JOB_TITLES, LEARNT);
  whole = dictionary.index;
});
afterAll(() => whole.scan.close());

const hide = (learntFrom: (source: string) => boolean) =>
  hideLearnt(whole, dictionary.table, learntFrom);

async function evidenceOf(index: MatchIndex, hidden?: ReturnType<typeof hideLearnt>) {
  const include = Array.from({ length: index.entries }, (_, entry) => entry);
  const queries = QUERIES.map((text) => ({ text, include, ...(hidden && { hidden }) }));
  const all: Evidence[] = [];
  for await (const evidence of gatherEvidence(index, queries, { candidates: 4 }))
    all.push(evidence);
  return all;
}

/** Key -> its evidence by name, with the term that matched and whether the entry was retrieved. */
function byKey(index: MatchIndex, evidence: Evidence) {
  return new Map(
    Array.from(evidence.entries, (entry, i) => [
      index.keyOf(entry),
      {
        retrieved: i < evidence.retrieved,
        term: evidence.rows[i] === -1 ? null : index.termOf(evidence.rows[i] ?? -1),
        values: EVIDENCE.map((name) => [name, evidenceAt(evidence, i, name)] as const),
      },
    ]),
  );
}

describe('hidden terms', () => {
  it('count as if they had never been there, in every piece of evidence', async () => {
    for (const gone of SUBSETS) {
      const hidden = hide((source) => gone.includes(source));
      const without = await smallIndex(
        JOB_TITLES,
        LEARNT.filter(({ from }) => !gone.includes(from)),
      );
      const ours = await evidenceOf(whole, hidden);
      const theirs = await evidenceOf(without);
      await without.scan.close();
      QUERIES.forEach((query, q) => {
        const a = byKey(whole, ours[q] as Evidence);
        const b = byKey(without, theirs[q] as Evidence);
        expect([...a.keys()]).toEqual([...b.keys()]);
        for (const [key, expected] of b) {
          const found = a.get(key);
          const place = `${query} -> ${key} without ${gone.join(', ')}`;
          expect(found, place).toMatchObject({
            retrieved: expected.retrieved,
            term: expected.term,
          });
          expected.values.forEach(([name, value], column) => {
            expect(found?.values[column]?.[1], `${name}: ${place}`).toBeCloseTo(value, 6);
          });
        }
      });
    }
  });

  it('leave no trace of an entry that has no other term', async () => {
    const hidden = hide(() => true);
    const [evidence] = (await evidenceOf(whole, hidden)).slice(3);
    const empty = byKey(whole, evidence as Evidence).get('empty');
    expect(empty).toMatchObject({ retrieved: false, term: null });
    // Margins say how far others are ahead, and familiarity is the query's own.
    const others = ['semanticMargin', 'lettersMargin', 'bm25Margin', 'familiarity'];
    for (const [name, value] of empty?.values ?? []) {
      if (!others.includes(name)) expect(value, name).toBe(0);
    }
  });

  it('are none where nothing was learnt from the query', () => {
    const { rows, norms, mask, words } = hide(() => false);
    expect([rows.size, norms.size, words.byEntry.size, words.count]).toEqual([0, 0, 0, 0]);
    expect(mask).toBeNull();
  });
});

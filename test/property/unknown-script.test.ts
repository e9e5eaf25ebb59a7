import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fitMatchModel } from '#core/match/match-model.ts';
import { JOB_TITLES } from '#core/match/testing.ts';
import { collectAnchors } from '#core/train/anchors.ts';
import { pairCollector } from '#core/train/collect-pairs.ts';
import type { Matcher } from '#core/train/match-texts.ts';
import { queryEvidence } from '#core/train/query-evidence.ts';
import { judgedQuery } from '#core/train/testing.ts';
import { answers, smallMatcher } from './testing.ts';

const JUDGED = [
  ...[
    judgedQuery('software engineering', ['swe'], ['de']),
    judgedQuery('coder', ['swe'], ['cook']),
  ],
  ...[judgedQuery('nurses', ['rn'], ['np']), judgedQuery('head nurse', ['head-nurse'], ['chef'])],
  ...[judgedQuery('chef de cuisine', ['chef']), judgedQuery('people manager', ['hr'], ['acc'])],
  ...[judgedQuery('bookkeeping', ['acc'], ['hr']), judgedQuery('data science', ['ds'], ['de'])],
];

/** Letters of scripts that no job title of the dictionary is written in, and digits of theirs. */
const foreign = fc
  .array(fc.constantFrom(...'看護師東京инженерנשמהطبيبनर्सข้อมูล간호사ღვინოα٣५👩🏽‍⚕️ '), {
    maxLength: 30,
  })
  .map((letters) => letters.join(''));

describe('a query in a script that no term uses', () => {
  let matcher: Matcher;

  beforeAll(async () => {
    const entries = Object.entries(JOB_TITLES).map(([key, terms]) => ({ key, terms }));
    // With made-up vectors: whatever is asked lies near something, which the model must not believe.
    const plain = await smallMatcher(entries, { dimensions: 32 });
    const collector = pairCollector();
    const { index } = plain;
    await collectAnchors(index, collector, { seed: 1, candidates: 100 });
    for await (const { query, evidence } of queryEvidence(index, JUDGED, { candidates: 100 })) {
      collector.add(query, evidence, index.keyOf);
    }
    const model = await fitMatchModel(collector.pairs(), collector.counts());
    const calibration = { kind: 'platt', slope: 1, intercept: 0 } as const;
    matcher = { ...plain, match: { ...plain.match, model, calibration } };
  });
  afterAll(() => matcher.index.scan.close());

  it('is not accepted', async () => {
    await fc.assert(
      fc.asyncProperty(foreign, async (text) => {
        const [found = []] = await answers(matcher, [text]);
        expect(found.filter(({ band }) => band === 'accept')).toEqual([]);
        expect(found.every(({ lexical }) => lexical === 0)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['Head Chef', 'chef'],
    ['Accountant', 'acc'],
    ['Software Engineer', 'swe'],
  ])('while %s is', async (text, key) => {
    const [[first] = []] = await answers(matcher, [text]);
    expect(first).toMatchObject({ key, band: 'accept' });
  });

  it.each(['meaning', 'letters'] as const)('is ranked by %s without a crash', async (mode) => {
    await fc.assert(
      fc.asyncProperty(foreign, async (text) => {
        const [found = []] = await answers(matcher, [text], { mode });
        if (mode === 'letters') expect(found).toEqual([]);
        expect(found.filter(({ band }) => band === 'accept')).toEqual([]);
      }),
    );
  });
});

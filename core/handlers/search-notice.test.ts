import { describe, expect, it } from 'vitest';
import type { Match } from '#core/train/match-texts.ts';
import { type AnswerFacts, noticeOf } from './search-notice.ts';

const matchOf = (familiarity: number | null, lexical: number): Match => ({
  ...{ key: 'a', name: 'A', term: 'A', learnt: false, probability: null, band: null },
  ...{ semantic: 0.5, lexical },
  contributions:
    familiarity === null ? [] : [{ name: 'Known spelling', value: familiarity, logOdds: 0 }],
});
const FINE: AnswerFacts = {
  withoutIndex: null,
  ...{ version: 'v2', latest: 'v2', hasModel: true, collection: 'canonical', asked: true },
  ...{ matches: [matchOf(1, 0.5)], admitted: 3, scan: { exact: true, recall: null } },
};
const APPROXIMATE =
  'The vectors do not fit into the memory budget, so the nearest are found by an approximate index';
const UNFAMILIAR =
  'No term is written with such letters: what is found by meaning alone may be far off.';

describe('the notice', () => {
  it.each<[Partial<AnswerFacts>, string | null]>([
    [{}, null],
    [
      { hasModel: false, latest: null },
      'v2 has no match model yet: results are ordered by fused ranks, without a probability.',
    ],
    [
      { collection: 'vacancies' },
      'Probabilities are known for the dictionary alone: entries of vacancies are ordered by fused ranks.',
    ],
    [{ latest: null }, 'Nothing is promoted yet: these results are from v2, the newest version.'],
    [{ latest: 'v1' }, 'These results are from v2; the promoted version is v1.'],
    [{ scan: { exact: false, recall: null } }, `${APPROXIMATE}.`],
    [
      { scan: { exact: false, recall: 0.9996 } },
      `${APPROXIMATE}: on a sample it found 99.9 % of them.`,
    ],
    [
      { withoutIndex: 'Its record is missing.' },
      'Every vector is compared on the disk, which takes longer. Its record is missing.',
    ],
    [{ admitted: 0, matches: [] }, 'No entry passes the filters.'],
    [{ matches: [] }, 'No term shares a word or a run of letters with this text.'],
    [{ matches: [], asked: false }, null],
    [{ matches: [matchOf(0, 0)] }, UNFAMILIAR],
    [{ matches: [matchOf(0.2, 0), matchOf(0.2, 0)] }, null],
    [{ matches: [matchOf(null, 0), matchOf(null, 0)] }, UNFAMILIAR],
    [{ matches: [matchOf(null, 0), matchOf(null, 0.3)] }, null],
    [
      { latest: 'v1', scan: { exact: false, recall: 1 }, matches: [matchOf(0, 0)] },
      `These results are from v2; the promoted version is v1. ${APPROXIMATE}: on a sample it found 100 % of them. ${UNFAMILIAR}`,
    ],
  ])('for %j', (facts, notice) => {
    expect(noticeOf({ ...FINE, ...facts })).toBe(notice);
  });
});

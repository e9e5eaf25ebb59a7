import { describe, expect, it } from 'vitest';
import { Finding } from '#core/contract/data.ts';
import { contradictingPairs, pairId } from './contradictions.ts';
import { preflight } from './preflight.ts';
import type { JudgedPair, PreflightInput } from './preflight-facts.ts';
import { queryTexts } from './query-texts.ts';

const ENTRIES = [
  { key: '1', terms: ['Mail Carriers', 'Technician'] },
  { key: '2', terms: ['Cooks', 'Chef'] },
];

const judged = (query: string, key: string, verdict: 'yes' | 'no'): JudgedPair => ({
  query,
  key,
  verdict,
});

function found(input: Partial<PreflightInput>, rule: string): Finding | undefined {
  return preflight({ entries: ENTRIES, judgments: [], ...input }).find((f) => f.rule === rule);
}

const rulesOf = (input: Partial<PreflightInput>) =>
  preflight({ entries: ENTRIES, judgments: [judged('postman', '1', 'yes')], ...input }).map(
    ({ rule }) => rule,
  );

describe('preflight', () => {
  it('has nothing to say about good data', () => {
    expect(rulesOf({})).toEqual([]);
  });

  it('finds judgments that contradict each other, however the query is spelt', () => {
    const judgments = [
      judged('Clerk Carrier', '1', 'yes'),
      judged('clerk  CÄRRIER', '1', 'no'),
      judged('Clerk Carrier', '2', 'no'),
      judged('other', '1', 'yes'),
      judged('other', '1', 'yes'),
    ];
    expect(found({ judgments }, 'contradicting-judgments')).toMatchObject({
      level: 'warn',
      count: 2,
      title: '2 judgments contradict each other',
      detail:
        '“Clerk Carrier” is right and wrong for Mail Carriers; left out of training and evaluation until you decide.',
    });
    expect(contradictingPairs(judgments)).toEqual(
      new Set([pairId(judged('clerk carrier', '1', 'no'))]),
    );
  });

  it('finds judgments on keys that no entry has', () => {
    const judgments = [
      judged('a', '9', 'yes'),
      judged('b', '1', 'yes'),
      judged('c', '__proto__', 'no'),
    ];
    expect(found({ judgments }, 'unknown-keys')).toMatchObject({
      level: 'note',
      count: 2,
      title: '2 judgments name unknown keys',
      rows: [{ text: '“9” for “a”' }, { text: '“__proto__” for “c”' }],
    });
  });

  it('finds terms that several entries share, the widest first', () => {
    const entries = [
      { key: '1', terms: ['Technician', 'technician', 'Helper'] },
      { key: '2', terms: ['Helper', 'Technician'] },
      { key: '3', terms: ['TECHNICIAN'] },
    ];
    expect(found({ entries }, 'shared-terms')).toMatchObject({
      level: 'warn',
      count: 2,
      detail: '“Technician” names 3 entries; scoring treats them as equal.',
    });
    expect(found({ entries }, 'repeated-terms')).toMatchObject({ level: 'note', count: 1 });
  });

  it('finds short terms and entries without terms, but knows that an ideograph is a word', () => {
    const entries = [
      { key: '1', terms: ['X', '', '…', '茶', 'PR'] },
      { key: '2', terms: [] },
    ];
    expect(found({ entries }, 'short-terms')).toMatchObject({ level: 'note', count: 3 });
    expect(found({ entries }, 'entries-without-terms')).toMatchObject({ level: 'warn', count: 1 });
  });

  it('finds test queries that are terms, and leaves keys as queries alone', () => {
    const judgments = [
      judged('chef', '2', 'yes'),
      judged('1', '2', 'no'),
      judged('cooks', '2', 'yes'),
    ];
    const entries = [...ENTRIES, { key: '3', terms: ['1'] }];
    const splitOf = (query: string) => (query === 'cooks' ? 'train' : 'test') as 'train' | 'test';
    expect(found({ entries, judgments, splitOf }, 'test-queries-are-terms')).toMatchObject({
      level: 'warn',
      count: 1,
      rows: [{ text: '“chef” is a term of Cooks (2)' }],
    });
    expect(found({ entries, judgments }, 'test-queries-are-terms')).toBeUndefined();
  });

  it('leaves queries alone that are keys of another collection', () => {
    const judgments = [judged('chef', '2', 'yes')];
    const splitOf = () => 'test' as const;
    const others = [{ name: 'vacancies', keys: new Set(['chef']) }];
    expect(found({ judgments, splitOf, others }, 'test-queries-are-terms')).toBeUndefined();
    expect(found({ judgments, splitOf, others: [] }, 'test-queries-are-terms')?.count).toBe(1);
  });

  it('says where unknown keys are those of another collection', () => {
    const judgments = ['v1', 'v2', 'gone'].map((key) => judged('1', key, 'yes'));
    const detail = (...keys: string[]) => {
      const others = [
        { name: 'empty', keys: new Set<string>() },
        { name: 'vacancies', keys: new Set(keys) },
      ];
      return found({ judgments, others }, 'unknown-keys')?.detail;
    };
    expect(detail('v1', 'v2')).toMatch(/Most are keys of vacancies.*the other way round\.$/);
    expect(detail('v1')).toMatch(/Kept, not used\.$/);
  });

  it('finds queries that differ only in case or accents', () => {
    const judgments = ['Café', 'cafe', 'CAFE', 'tea', 'tea'].map((query) =>
      judged(query, '1', 'yes'),
    );
    expect(found({ judgments }, 'queries-differ-in-spelling')).toMatchObject({
      level: 'note',
      count: 3,
      detail: '“Café”, “cafe” and “CAFE” share one split.',
    });
  });

  it('counts only usable judgments towards fifty of each', () => {
    const good = Array.from({ length: 50 }, (_, n) => [
      judged(`y${n}`, '1', 'yes'),
      judged(`n${n}`, '1', 'no'),
    ]).flat();
    const everywhere = (judgments: JudgedPair[]) =>
      (['train', 'calibrate', 'test'] as const).flatMap((split) =>
        judgments.map((j) => ({ ...j, query: `${split} ${j.query}` })),
      );
    const splitOf = (query: string) => query.split(' ')[0] as 'train' | 'calibrate' | 'test';
    expect(found({ judgments: everywhere(good), splitOf }, 'too-few-judgments')).toBeUndefined();
    const lost = [...everywhere(good), judged('test y0', '1', 'no')].filter(
      ({ query }) => query !== 'calibrate n3',
    );
    expect(found({ judgments: lost, splitOf }, 'too-few-judgments')).toMatchObject({
      level: 'warn',
      rows: [{ text: 'calibrate has 50 yes and 49 no' }, { text: 'test has 49 yes and 50 no' }],
    });
  });

  it('blocks without entries and notes that there are no judgments, worst first', () => {
    const findings = preflight({ entries: [], judgments: [] });
    expect(findings.map(({ rule, level }) => [rule, level])).toEqual([
      ['no-entries', 'block'],
      ['no-judgments', 'note'],
    ]);
  });

  it('shows at most 200 rows and counts all', () => {
    const judgments = Array.from({ length: 300 }, (_, n) => judged(`q${n}`, 'gone', 'yes'));
    const finding = found({ judgments }, 'unknown-keys');
    expect(finding?.count).toBe(300);
    expect(finding?.rows).toHaveLength(200);
    expect(() => Finding.parse(finding)).not.toThrow();
  });
});

describe('queryTexts', () => {
  const byKey = new Map([
    ['v1', { terms: ['Baker wanted', 'Bread'] }],
    ['v2', { terms: [] }],
  ]);

  it('gives the terms of an entry whose key is the query, else the query', () => {
    expect(queryTexts({ query: 'v1' }, byKey)).toEqual(['Baker wanted', 'Bread']);
    expect(queryTexts({ query: 'v2' }, byKey)).toEqual(['v2']);
    expect(queryTexts({ query: 'free text' }, byKey)).toEqual(['free text']);
  });
});

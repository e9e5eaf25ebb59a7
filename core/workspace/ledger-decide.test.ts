import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Judgment } from '#core/contract/data.ts';
import { decide, lastWords } from './ledger-decide.ts';

let made = 0;
function said(verdict: Judgment['verdict'], by?: string, more: Partial<Judgment> = {}): Judgment {
  made += 1;
  const common = { id: `j${made}`, query: 'swe', key: 'k1', at: '2026-11-20T10:00:00.000Z' };
  return { ...common, verdict, source: 'review', ...(by !== undefined && { by }), ...more };
}
const settled = (verdict: Judgment['verdict'], by: string) => said(verdict, by, { settles: true });
const imported = (verdict: Judgment['verdict']) => said(verdict, undefined, { source: 'import' });

/** What counts: a verdict, `conflict`, or nothing. */
function outcome(judgments: readonly Judgment[], undone: readonly number[] = []): string {
  const ids = new Set(undone.map((place) => judgments[place]?.id ?? ''));
  const decision = decide(judgments, ids);
  if (decision === null) return 'nothing';
  return decision.judgment?.verdict ?? 'conflict';
}

describe('what reviewers say of one pair', () => {
  it.each<[string, Judgment[], number[], string]>([
    ['one word counts', [said('yes', 'ann')], [], 'yes'],
    ['two agree', [said('no', 'ann'), said('no', 'bob')], [], 'no'],
    ['two differ', [said('yes', 'ann'), said('no', 'bob')], [], 'conflict'],
    ['no name is one person', [said('yes'), said('no')], [], 'no'],
    ['and another than those with a name', [said('yes'), said('no', 'bob')], [], 'conflict'],
    ['of each the last word', [said('yes', 'ann'), said('no', 'bob'), said('no', 'ann')], [], 'no'],
    [
      'a later word can open it',
      [said('no', 'ann'), said('no', 'bob'), said('yes', 'ann')],
      [],
      'conflict',
    ],
    ['taken back, it is none', [said('yes', 'ann'), said('no', 'bob')], [1], 'yes'],
    ['settled', [said('yes', 'ann'), said('no', 'bob'), settled('no', 'eve')], [], 'no'],
    [
      'settled by one of them',
      [said('yes', 'ann'), said('no', 'bob'), settled('yes', 'ann')],
      [],
      'yes',
    ],
    [
      'settling taken back opens it',
      [said('yes', 'ann'), said('no', 'bob'), settled('no', 'eve')],
      [2],
      'conflict',
    ],
    ['settled twice', [said('yes', 'ann'), settled('no', 'eve'), settled('yes', 'bob')], [], 'yes'],
    [
      'a new opinion after it',
      [said('yes', 'ann'), settled('no', 'eve'), said('yes', 'joe')],
      [],
      'conflict',
    ],
    [
      'that agrees with it',
      [said('yes', 'ann'), settled('no', 'eve'), said('no', 'joe')],
      [],
      'no',
    ],
    [
      'who settled may change their mind',
      [said('yes', 'ann'), settled('no', 'eve'), said('yes', 'eve')],
      [],
      'yes',
    ],
    ['imported rows make way', [imported('yes'), said('no', 'ann')], [], 'no'],
    [
      'and do not come back in a conflict',
      [imported('yes'), said('yes', 'ann'), said('no', 'bob')],
      [],
      'conflict',
    ],
    ['nor after it', [said('no', 'ann'), imported('yes')], [], 'no'],
  ])('%s', (_, judgments, undone, expected) => {
    expect(outcome(judgments, undone)).toBe(expected);
  });

  it('a conflict names the last word of each, oldest first', () => {
    const words = [said('yes', 'ann'), said('yes', 'bob'), said('no', 'ann')];
    expect(lastWords(words)).toEqual([words[1], words[2]]);
    expect(decide(words, new Set())).toEqual({
      judgment: null,
      contradiction: [words[1], words[2]],
    });
  });
});

const anyWords = fc
  .array(
    fc.record({
      verdict: fc.constantFrom<'yes' | 'no'>('yes', 'no'),
      by: fc.constantFrom('ann', 'bob', 'eve', undefined),
      settles: fc.boolean(),
      imported: fc.boolean(),
    }),
    { maxLength: 8 },
  )
  .map((words) =>
    words.map(({ verdict, by, settles, imported: row }) =>
      row ? imported(verdict) : said(verdict, by, settles ? { settles: true } : {}),
    ),
  );

describe('laws', () => {
  it('a settlement always counts, whatever came before', () => {
    fc.assert(
      fc.property(anyWords, (words) => {
        expect(outcome([...words, settled('yes', 'judge')])).toBe('yes');
      }),
    );
  });

  it('taking the last word back restores what counted before it', () => {
    fc.assert(
      fc.property(anyWords, fc.constantFrom('ann', 'bob'), (words, by) => {
        const before = decide(words, new Set());
        const last = said('no', by);
        expect(decide([...words, last], new Set([last.id]))).toEqual(before);
      }),
    );
  });

  it('without a settlement, it does not matter in which order different people spoke', () => {
    const people = fc.shuffledSubarray(['ann', 'bob', 'eve', 'joe'], { minLength: 1 });
    fc.assert(
      fc.property(people, fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }), (order, yes) => {
        const word = (name: string) =>
          said(yes['abej'.indexOf(name.charAt(0))] ? 'yes' : 'no', name);
        expect(outcome(order.map(word))).toBe(outcome(order.toSorted().map(word)));
      }),
    );
  });
});

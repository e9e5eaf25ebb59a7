import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { SearchMode } from '#core/contract/search.ts';
import type { Match } from '#core/train/match-texts.ts';
import {
  answers,
  dictionary,
  question,
  type SmallEntry,
  smallMatcher,
  someModel,
  using,
} from './testing.ts';

const mode = fc.constantFrom<SearchMode>('hybrid', 'meaning', 'letters');
const runs = { numRuns: 60 };

/** Entries with a mark for each that the filters let through. */
function filtered(minLength: number, maxLength: number) {
  return dictionary(minLength, maxLength).chain((entries) =>
    fc.record({
      entries: fc.constant(entries),
      admitted: fc
        .array(fc.boolean(), { minLength: entries.length, maxLength: entries.length })
        .map((marks) => Uint8Array.from(marks, Number)),
    }),
  );
}

function through(found: readonly Match[], entries: readonly SmallEntry[], admitted: Uint8Array) {
  const keys = new Set(entries.filter((_, i) => admitted[i] === 1).map(({ key }) => key));
  return found.filter(({ key }) => keys.has(key));
}

it('a filter gives the whole ranking, restricted to what it admits', async () => {
  await fc.assert(
    fc.asyncProperty(
      ...([filtered(0, 25), question, someModel, mode] as const),
      async ({ entries, admitted }, text, model, by) => {
        await using(smallMatcher(entries, { model }), async (matcher) => {
          const [all = []] = await answers(matcher, [text], { mode: by });
          const [found] = await answers(matcher, [text], { mode: by, admitted });
          expect(found).toEqual(through(all, entries, admitted));
        });
      },
    ),
    runs,
  );
});

it('where not all are candidates, it loses none, keeps order and scores, and may let in others', async () => {
  await fc.assert(
    fc.asyncProperty(
      ...([filtered(20, 60), question, someModel] as const),
      async ({ entries, admitted }, text, model) => {
        await using(smallMatcher(entries, { model, candidates: 5 }), async (matcher) => {
          const [all = []] = await answers(matcher, [text]);
          const [found = []] = await answers(matcher, [text], { admitted });
          const before = through(all, entries, admitted);
          const known = new Set(before.map(({ key }) => key));
          expect(found.filter(({ key }) => known.has(key))).toEqual(before);
          expect(through(found, entries, admitted)).toEqual(found);
        });
      },
    ),
    runs,
  );
});

it.each(['meaning', 'letters'] as const)(
  'by %s, the best that it admits are found however far behind they stand',
  async (by) => {
    await fc.assert(
      fc.asyncProperty(
        ...([filtered(20, 60), question] as const),
        async ({ entries, admitted }, text) => {
          const candidates = 5;
          const [all = []] = await using(smallMatcher(entries), (matcher) =>
            answers(matcher, [text], { mode: by }),
          );
          const [found = []] = await using(smallMatcher(entries, { candidates }), (matcher) =>
            answers(matcher, [text], { mode: by, admitted }),
          );
          const best = through(all, entries, admitted).slice(0, candidates);
          expect(found.slice(0, candidates)).toEqual(best);
        },
      ),
      runs,
    );
  },
);

it('a filter that admits everything is none, and one that admits nothing finds nothing', async () => {
  await fc.assert(
    fc.asyncProperty(dictionary(0, 25), question, async (entries, text) => {
      await using(smallMatcher(entries, { candidates: 5 }), async (matcher) => {
        const open = new Uint8Array(entries.length).fill(1);
        const closed = new Uint8Array(entries.length);
        expect(await answers(matcher, [text], { admitted: open })).toEqual(
          await answers(matcher, [text]),
        );
        expect(await answers(matcher, [text], { admitted: closed })).toEqual([[]]);
      });
    }),
    runs,
  );
});

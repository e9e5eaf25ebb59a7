import { expect, it } from 'vitest';
import { PlumblineError } from '#core/contract/errors.ts';
import type { FailedAnswer } from '#core/platform/thread-failure.ts';
import { madeUpVectors, smallMatcher } from '#test/property/testing.ts';
import type { FromMatch, ToMatch } from './match-messages.ts';
import { type MatchedText, type Matcher, matchTableTexts } from './match-texts.ts';
import { type MatchThreads, openMatchThreads, type SpawnMatchThread } from './match-threads.ts';
import { serveMatches } from './serve-matches.ts';
import type { CollectionPlace } from './served-version.ts';

const DIMENSIONS = 13;
const place = { folder: '/v', collection: 'canonical' } as CollectionPlace;
const ENTRIES = ['nurse', 'head nurse', 'chef', 'data chef', 'ward-7 nurse'].map((term, i) => ({
  key: `k${i}`,
  terms: [term, `${term} ${i}`],
}));
const texts = Array.from({ length: 150 }, (_, i) => `${['nurse', 'chef', 'dta'][i % 3]} ${i}`);

const embed = async (asked: readonly string[]) => madeUpVectors([...asked], DIMENSIONS);

interface Fake {
  spawn: SpawnMatchThread;
  /** Questions that were asked of each thread. */
  asked: ToMatch[][];
  end(thread: number, error?: Error): void;
  terminated: number;
}

/** Threads that are none, but get and give copies only. */
function fakeThreads(open: (place: CollectionPlace) => Promise<Matcher>): Fake {
  const asked: ToMatch[][] = [];
  const exits: ((code: number, error?: Error) => void)[] = [];
  const fake: Fake = {
    asked,
    terminated: 0,
    end: (thread, error) => exits[thread]?.(1, error),
    spawn: () => {
      const own: ToMatch[] = [];
      const thread = asked.push(own) - 1;
      let toOwner: (answer: FromMatch | FailedAnswer) => void = () => {};
      let toThread: (question: ToMatch) => void = () => {};
      serveMatches(
        {
          postMessage: (answer) => setImmediate(() => toOwner(structuredClone(answer))),
          onMessage: (listener) => {
            toThread = listener;
          },
        },
        async (given, embedded) => {
          const matcher = await open(given);
          return { ...matcher, index: { ...matcher.index, embed: embedded } };
        },
      );
      return {
        postMessage: (question, transfer = []) => {
          const copy = structuredClone(question, { transfer: [...transfer] });
          own.push(copy);
          setImmediate(() => toThread(copy));
        },
        onMessage: (listener) => {
          toOwner = listener;
        },
        onExit: (listener) => {
          exits[thread] = listener;
        },
        terminate: async () => {
          fake.terminated += 1;
        },
      };
    },
  };
  return fake;
}

const whole = () => smallMatcher(ENTRIES, { dimensions: DIMENSIONS });

async function all(matches: AsyncIterable<MatchedText>): Promise<MatchedText[]> {
  const found: MatchedText[] = [];
  for await (const one of matches) found.push(one);
  return found;
}

async function withThreads(
  count: number,
  work: (threads: MatchThreads, fake: Fake) => Promise<void>,
): Promise<void> {
  const fake = fakeThreads(whole);
  const threads = await openMatchThreads(fake.spawn, count, place, embed);
  await work(threads, fake);
  await threads.close();
  expect(fake.terminated).toBe(count);
}

it('gives what one thread gives, in the order of the texts, and every thread has its share', async () => {
  const matcher = await whole();
  const expected = await all(matchTableTexts(matcher, texts, { k: 3 }));
  await matcher.index.scan.close();
  for (const count of [1, 2, 3]) {
    await withThreads(count, async (threads, { asked }) => {
      const both = [threads.match(texts, { k: 3 }), threads.match(texts.slice(40), { k: 3 })];
      expect(await Promise.all(both.map(all))).toEqual([expected, expected.slice(40)]);
      expect(asked).toHaveLength(count);
      for (const own of asked) {
        expect(own[0]).toEqual({ type: 'open', place });
        expect(own.filter(({ type }) => type === 'match').length).toBeGreaterThan(1);
      }
    });
  }
});

it('answers no text with nothing', async () => {
  await withThreads(2, async (threads) => {
    expect(await all(threads.match([], { k: 3 }))).toEqual([]);
  });
});

it('scores what is scored of a long text, with the vector of that', async () => {
  const long = `nurse ${'x'.repeat(5000)}`;
  const matcher = await whole();
  const expected = await all(matchTableTexts(matcher, [long], { k: 2 }));
  await matcher.index.scan.close();
  await withThreads(1, async (threads) => {
    expect(await all(threads.match([long], { k: 2 }))).toEqual(expected);
  });
});

it('begins nothing once it is aborted, and goes on with the next question', async () => {
  await withThreads(2, async (threads, { asked }) => {
    const stop = new AbortController();
    const matching = threads.match(texts, { k: 1, signal: stop.signal });
    await matching.next();
    stop.abort(new Error('enough'));
    await expect(all(matching)).rejects.toThrow('enough');
    const begun = asked.flat().filter(({ type }) => type === 'match').length;
    expect(begun).toBeLessThan(texts.length / 32);
    expect(await all(threads.match(['nurse'], { k: 1 }))).toHaveLength(1);
  });
});

it('fails where a thread ends, and where a text cannot be embedded', async () => {
  const fake = fakeThreads(whole);
  const threads = await openMatchThreads(fake.spawn, 1, place, async (asked) => {
    if (asked.includes('no')) throw new Error('The model is gone.');
    return embed(asked);
  });
  await expect(all(threads.match(['no'], { k: 1 }))).rejects.toThrow('The model is gone.');
  const matching = threads.match(texts, { k: 1 });
  await matching.next();
  fake.end(0, new Error('out of memory'));
  await expect(all(matching)).rejects.toThrow('The thread that matches ended: out of memory');
  await threads.close();
});

it('is not opened where one thread cannot, and leaves none behind', async () => {
  let nth = 0;
  const damage = new PlumblineError('DAMAGED', 'It is cut.', { remedy: 'Rebuild it.' });
  const fake = fakeThreads(async () => {
    nth += 1;
    if (nth === 2) throw damage;
    return whole();
  });
  const opening = openMatchThreads(fake.spawn, 3, place, embed);
  await expect(opening).rejects.toEqual(damage);
  expect(fake.terminated).toBe(3);
});

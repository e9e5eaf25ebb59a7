import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  answerTo,
  begin,
  chooseAgain,
  comesBack,
  type GivenVerdict,
  give,
  kept,
  newSession,
  nextRound,
  progressOf,
  type ReviewSession,
  standsAgain,
  takeBack,
  wantedOf,
} from './review-session.ts';
import { item, queueOf } from './testing.ts';

const NAMES = ['Nurse', 'Plumber', 'Baker', 'Driver', 'Clerk'];
const ITEMS = NAMES.map((name, index) => item(`query ${index}`, name));

function begun(): ReviewSession {
  return begin(newSession('me'), queueOf(...ITEMS), 1);
}

/** Answers what is shown. */
function judge(session: ReviewSession, verdict: GivenVerdict = 'yes'): ReviewSession {
  const [current] = session.waiting;
  return current ? give(session, answerTo(current, verdict, session)) : session;
}

const waiting = (session: ReviewSession) => session.waiting.map(({ entry }) => entry.name);
const answered = (session: ReviewSession) => session.answers.map(({ name }) => name);

describe('a round', () => {
  it('asks for fifty, and counts what the queue brought', () => {
    expect(progressOf(newSession('me'))).toEqual({ done: 0, total: 50 });
    expect(progressOf(begun())).toEqual({ done: 0, total: 5 });
    expect(progressOf(judge(judge(begun())))).toEqual({ done: 2, total: 5 });
  });

  it('takes only the queue of its own turn, and only once', () => {
    const session = begun();
    expect(begin(session, queueOf(), 1)).toBe(session);
    expect(begin(newSession('me'), queueOf(...ITEMS), 2).begun).toBe(false);
  });

  it('starts the next one from nothing and keeps the answers', () => {
    const next = nextRound(judge(begun()));
    expect(progressOf(next)).toEqual({ done: 0, total: 50 });
    expect(answered(next)).toEqual(['Nurse']);
    expect(begin(next, queueOf(...ITEMS), 1).begun).toBe(false);
    expect(progressOf(begin(next, queueOf(...ITEMS), 2))).toEqual({ done: 0, total: 5 });
  });

  it('asks for its rest again when another version is in use', () => {
    const again = chooseAgain(judge(judge(begun())));
    expect(wantedOf(again)).toBe(3);
    const there = begin(again, queueOf(...ITEMS.slice(2)), again.turn);
    expect(progressOf(there)).toEqual({ done: 2, total: 5 });
  });

  it('never asks for less than one pair', () => {
    const done = NAMES.reduce((session) => judge(session), begun());
    expect(wantedOf(done)).toBe(1);
  });
});

describe('answers', () => {
  it('keep the order in which they were given, and what the model thought', () => {
    const session = judge(judge(begun(), 'no'), 'skip');
    expect(session.answers.map(({ name, verdict }) => [name, verdict])).toEqual([
      ['Nurse', 'no'],
      ['Plumber', 'skip'],
    ]);
    expect(session.answers[0]?.model).toEqual({ probability: 0.8, band: 'review' });
    expect(kept(session, 1, 'j1').answers.map(({ id }) => id)).toEqual(['j1', null]);
  });

  it('that are taken back are asked next, however many', () => {
    let session = judge(judge(judge(begun())));
    session = takeBack(session, 3);
    expect(waiting(session)).toEqual(['Baker', 'Driver', 'Clerk']);
    session = takeBack(takeBack(session, 2), 1);
    expect(waiting(session)).toEqual(NAMES);
    expect(progressOf(session)).toEqual({ done: 0, total: 5 });
    expect(takeBack(session, 9)).toBe(session);
  });

  it('of an earlier round make this one longer when taken back', () => {
    const second = begin(nextRound(judge(begun())), queueOf(...ITEMS.slice(1)), 2);
    const back = takeBack(second, 1);
    expect(waiting(back)[0]).toBe('Nurse');
    expect(progressOf(back)).toEqual({ done: 0, total: 5 });
    expect(progressOf(judge(back))).toEqual({ done: 1, total: 5 });
  });

  it('that were not kept come after the pair that is being looked at', () => {
    const session = comesBack(judge(judge(begun())), 1);
    expect(waiting(session)).toEqual(['Baker', 'Nurse', 'Driver', 'Clerk']);
    const last = NAMES.reduce((now) => judge(now), begun());
    expect(waiting(comesBack(last, 5))).toEqual(['Clerk']);
  });

  it('never use a token twice: a late failure must not meet a newer answer', () => {
    const anew = judge(takeBack(judge(begun()), 1), 'no');
    expect(anew.answers.map(({ token }) => token)).toEqual([2]);
    expect(comesBack(anew, 1)).toBe(anew);
  });

  it('stand again where taking back failed, unless the pair was answered anew', () => {
    const session = judge(judge(begun()));
    const [first] = session.answers;
    if (!first) throw new Error('There is an answer.');
    const back = takeBack(session, 1);
    const again = standsAgain(back, first);
    expect(answered(again)).toEqual(['Nurse', 'Plumber']);
    expect(waiting(again)).toEqual(['Baker', 'Driver', 'Clerk']);
    const anew = judge(back, 'no');
    expect(standsAgain(anew, first)).toBe(anew);
  });
});

describe('whatever is done in whatever order', () => {
  const step = fc.oneof(
    fc.record({
      does: fc.constant('judge' as const),
      verdict: fc.constantFrom('yes', 'no', 'skip'),
    }),
    fc.record({ does: fc.constantFrom('back', 'fails'), token: fc.integer({ min: 1, max: 12 }) }),
  );

  it('each pair is either waiting or answered, exactly once', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const end = steps.reduce((session, next) => {
          if ('verdict' in next) return judge(session, next.verdict as GivenVerdict);
          return next.does === 'back'
            ? takeBack(session, next.token)
            : comesBack(session, next.token);
        }, begun());
        expect([...waiting(end), ...answered(end)].toSorted()).toEqual(NAMES.toSorted());
        expect(progressOf(end).total).toBe(NAMES.length);
      }),
    );
  });
});

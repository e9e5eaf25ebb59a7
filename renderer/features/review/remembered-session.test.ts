import { describe, expect, it } from 'vitest';
import { readSession, writeSession } from './remembered-session.ts';
import {
  answerTo,
  begin,
  give,
  kept,
  newSession,
  progressOf,
  type ReviewSession,
  wantedOf,
} from './review-session.ts';
import { item, queueOf } from './testing.ts';

function begun(): ReviewSession {
  return begin(newSession('me'), queueOf(item('rn', 'Nurse'), item('plumbr', 'Plumber')), 1);
}

function judge(session: ReviewSession): ReviewSession {
  const [current] = session.waiting;
  return current ? give(session, answerTo(current, 'yes', session)) : session;
}

describe('what a reload keeps', () => {
  it('are the answers that the engine has, and how far the round was', () => {
    const written = writeSession(judge(kept(judge(begun()), 1, 'j1')));
    const read = readSession(written, 'me');
    expect(read?.answers.map(({ id }) => id)).toEqual(['j1']);
    expect(read?.begun).toBe(false);
    expect(read && wantedOf(read)).toBe(1);
    expect(read?.lastToken).toBe(1);
    expect(read && progressOf(read)).toEqual({ done: 1, total: 2 });
  });

  it('is a finished round too', () => {
    const done = kept(kept(judge(judge(begun())), 1, 'j1'), 2, 'j2');
    const read = readSession(writeSession(done), 'me');
    expect(read?.begun).toBe(true);
    expect(read && progressOf(read)).toEqual({ done: 2, total: 2 });
  });

  it('is nobody else’s, and nothing that cannot be read', () => {
    const written = writeSession(begun());
    expect(readSession(written, 'somebody else')).toBeNull();
    expect(readSession(null, 'me')).toBeNull();
    expect(readSession('{"of":"me"', 'me')).toBeNull();
    expect(readSession('null', 'me')).toBeNull();
    expect(readSession('{"of":"me","answers":3}', 'me')).toBeNull();
  });
});

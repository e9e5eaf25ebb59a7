import type { ReviewItem, ReviewQueue, ReviewReason, Verdict } from '#core/contract/index.ts';

export const ROUND = 50;

export type GivenVerdict = Verdict | 'skip';

/** One answer of this session, as its list shows it and as it is taken back. */
export interface GivenAnswer {
  /** Names it in this window, also before the engine has. */
  token: number;
  query: string;
  key: string;
  name: string;
  verdict: GivenVerdict;
  reason: ReviewReason | 'settled';
  why: string;
  model: Pick<ReviewItem['model'], 'probability' | 'band'> | null;
  /** The engine's id; null while the answer is on its way. */
  id: string | null;
  /** What is asked again when the answer is taken back, and the round it belongs to; null where it came from a list. */
  asked: { item: ReviewItem; round: number } | null;
}

/** What one reviewer does in one workspace while the window is open. */
export interface ReviewSession {
  /** Whose, and of which workspace. */
  of: string;
  /** The version that chose the pairs; null until they have come. */
  version: string | null;
  /** Rounds so far, from 1. */
  round: number;
  /** Pairs of this round. */
  size: number;
  /** Counts what was asked of the engine: an older queue that comes late is not this one's. */
  turn: number;
  /** The queue has come. */
  begun: boolean;
  note: string | null;
  /** The first one is shown. */
  waiting: readonly ReviewItem[];
  /** Oldest first. */
  answers: readonly GivenAnswer[];
  /** The largest token so far: none is used twice, also after its answer was taken back. */
  lastToken: number;
}

export function newSession(of: string): ReviewSession {
  return {
    of,
    version: null,
    round: 1,
    size: ROUND,
    turn: 1,
    begun: false,
    note: null,
    waiting: [],
    answers: [],
    lastToken: 0,
  };
}

/** Pairs of this round that have an answer. */
export function doneInRound({ answers, round }: ReviewSession): number {
  return answers.filter(({ asked }) => asked?.round === round).length;
}

/** How many of how many, as the bar shows it. */
export function progressOf(session: ReviewSession): { done: number; total: number } {
  const done = doneInRound(session);
  return { done, total: session.begun ? done + session.waiting.length : session.size };
}

/** How many pairs the round still wants. */
export function wantedOf(session: ReviewSession): number {
  return Math.max(1, session.size - doneInRound(session));
}

/** Puts the engine's queue in place; one that was asked for in an earlier turn is ignored. */
export function begin(session: ReviewSession, queue: ReviewQueue, turn: number): ReviewSession {
  if (session.begun || session.turn !== turn) return session;
  return {
    ...session,
    begun: true,
    version: queue.version,
    note: queue.note,
    waiting: queue.items,
    size: doneInRound(session) + queue.items.length,
  };
}

/** Asks for another round. */
export function nextRound(session: ReviewSession): ReviewSession {
  const { round, turn } = session;
  return { ...session, round: round + 1, size: ROUND, turn: turn + 1, begun: false, waiting: [] };
}

/** Asks for what is left of this round again: another version is in use. */
export function chooseAgain(session: ReviewSession): ReviewSession {
  return { ...session, turn: session.turn + 1, begun: false, waiting: [] };
}

/** The answer to a pair of the queue, before anybody has kept it. */
export function answerTo(
  item: ReviewItem,
  verdict: GivenVerdict,
  { round, lastToken }: Pick<ReviewSession, 'round' | 'lastToken'>,
): GivenAnswer {
  const { query, entry, reason, why, model } = item;
  return {
    token: lastToken + 1,
    query,
    key: entry.key,
    name: entry.name,
    verdict,
    reason,
    why,
    model: { probability: model.probability, band: model.band },
    id: null,
    asked: { item, round },
  };
}

/** Notes an answer; its pair leaves the queue. */
export function give(session: ReviewSession, answer: GivenAnswer): ReviewSession {
  const { asked } = answer;
  return {
    ...session,
    answers: [...session.answers, answer],
    lastToken: Math.max(session.lastToken, answer.token),
    waiting: asked
      ? session.waiting.filter((item) => !isSamePair(item, asked.item))
      : session.waiting,
  };
}

/** The engine has kept an answer under this id. */
export function kept(session: ReviewSession, token: number, id: string): ReviewSession {
  return {
    ...session,
    answers: session.answers.map((answer) => (answer.token === token ? { ...answer, id } : answer)),
  };
}

/** Takes an answer out; its pair is the next one asked. */
export function takeBack(session: ReviewSession, token: number): ReviewSession {
  return withoutAnswer(session, token, (item, waiting) => [item, ...waiting]);
}

/** An answer that was not kept: its pair comes after the one that is being looked at. */
export function comesBack(session: ReviewSession, token: number): ReviewSession {
  return withoutAnswer(session, token, (item, [current, ...later]) =>
    current ? [current, item, ...later] : [item],
  );
}

/** Taking back failed: the answer stands as before, unless its pair was answered anew meanwhile. */
export function standsAgain(session: ReviewSession, answer: GivenAnswer): ReviewSession {
  const anew = session.answers.some(
    ({ query, key, token }) =>
      token === answer.token || (query === answer.query && key === answer.key),
  );
  if (anew) return session;
  const answers = [...session.answers, answer].toSorted((a, b) => a.token - b.token);
  return { ...give(session, answer), answers };
}

function withoutAnswer(
  session: ReviewSession,
  token: number,
  place: (item: ReviewItem, waiting: readonly ReviewItem[]) => ReviewItem[],
): ReviewSession {
  const answer = session.answers.find((candidate) => candidate.token === token);
  if (!answer) return session;
  return {
    ...session,
    answers: session.answers.filter((candidate) => candidate !== answer),
    waiting: answer.asked ? place(answer.asked.item, session.waiting) : session.waiting,
  };
}

/** True for the same query and entry. */
export function isSamePair(a: ReviewItem, b: ReviewItem): boolean {
  return a.query === b.query && a.entry.key === b.entry.key;
}

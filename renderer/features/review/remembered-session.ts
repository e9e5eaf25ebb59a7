import { doneInRound, newSession, type ReviewSession } from './review-session.ts';

/** Written into what is kept: another shape is not read. */
const SHAPE = 1;
const MOST_ANSWERS = 500;

/** What a reload keeps of a session: the last answers that the engine has, and how far the round was. */
export function writeSession({ of, round, size, version, answers }: ReviewSession): string {
  const known = answers.filter(({ id }) => id !== null).slice(-MOST_ANSWERS);
  return JSON.stringify({ shape: SHAPE, of, round, size, version, answers: known });
}

/** The session that was kept, or null where it is somebody else's or cannot be read. The pairs are asked for anew. */
export function readSession(text: string | null, of: string): ReviewSession | null {
  if (text === null) return null;
  const read = parsed(text);
  if (read?.shape !== SHAPE || read.of !== of) return null;
  const { round, size, version, answers } = read;
  const lastToken = Math.max(0, ...answers.map(({ token }) => token));
  const session = { ...newSession(of), round, size, version, answers, lastToken };
  return { ...session, begun: size > 0 && doneInRound(session) >= size };
}

function parsed(text: string): (ReviewSession & { shape: number }) | null {
  try {
    return JSON.parse(text);
  } catch {
    // Cut off or edited: then there is nothing to go on with.
    return null;
  }
}

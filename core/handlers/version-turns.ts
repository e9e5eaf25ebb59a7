import type { Session } from './session.ts';
import { turns } from './turns.ts';

const kept = new WeakMap<Session, ReturnType<typeof turns>>();

/** One change of the versions after another: what is about to become latest must not be deleted meanwhile. */
export function versionTurns(session: Session): ReturnType<typeof turns> {
  const known = kept.get(session) ?? turns();
  kept.set(session, known);
  return known;
}

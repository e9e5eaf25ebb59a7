import { createStore } from '#renderer/api/store.ts';
import { readSession, writeSession } from './remembered-session.ts';
import { newSession, type ReviewSession } from './review-session.ts';

const STORAGE_KEY = 'plumbline-review-session';

const session = createStore<ReviewSession>(newSession(''));

/** The session, read by a component that follows it: it outlives the screen, so that a look into Search loses nothing. */
export const useReviewSession = session.use;

/**
 * Changes the session `of` a reviewer, unless another one is open by now, and remembers its answers for this tab, so
 * that they can be taken back after a reload.
 */
export function changeSession(of: string, change: (before: ReviewSession) => ReviewSession): void {
  if (session.get().of !== of) return;
  session.set(change(session.get()));
  remember(session.get());
}

/** Opens the session of a reviewer in a workspace: the one at hand, the remembered one, or a new one. */
export function openSession(of: string): void {
  if (session.get().of === of) return;
  session.set(readSession(window.sessionStorage.getItem(STORAGE_KEY), of) ?? newSession(of));
}

function remember(state: ReviewSession): void {
  try {
    window.sessionStorage.setItem(STORAGE_KEY, writeSession(state));
  } catch {
    // A full storage: the answers are in the ledger all the same, and here until the page is left.
    window.sessionStorage.removeItem(STORAGE_KEY);
  }
}

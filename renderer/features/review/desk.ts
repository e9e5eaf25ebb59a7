import type { GivenAnswer, ReviewSession } from './review-session.ts';

/** What every part of the screen does with answers. */
export interface Desk {
  reviewer: string;
  session: ReviewSession;
  /** False while the engine does not answer: nothing could be kept. */
  canAnswer: boolean;
  give(answer: GivenAnswer): void;
  takeBack(answer: GivenAnswer): void;
}

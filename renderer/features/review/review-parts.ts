import type {
  LabelSuspect,
  ReviewConflict,
  ReviewOverview,
  Verdict,
} from '#core/contract/index.ts';
import type { GivenAnswer, ReviewSession } from './review-session.ts';

export const PARTS = ['queue', 'disagreements', 'suspects'] as const;
export type Part = (typeof PARTS)[number];

/** The part that an address names; the queue where it names none. */
export function readPart(text: string | undefined): Part {
  return PARTS.find((part) => part === text) ?? 'queue';
}

/** The parts with how much waits in each. */
export function partLabels(
  overview: Pick<ReviewOverview, 'conflicts' | 'suspects'> | undefined,
): Record<Part, string> {
  const withCount = (name: string, count: number) => (count > 0 ? `${name} ${count}` : name);
  return {
    queue: 'Queue',
    disagreements: withCount('Disagreements', overview?.conflicts.length ?? 0),
    suspects: withCount('Label suspects', overview?.suspects.length ?? 0),
  };
}

/** The place that a list's selection has after some of it is gone. */
export function clampPlace(place: number, length: number): number {
  return Math.max(0, Math.min(place, length - 1));
}

/** Suspects without those that this session has kept or changed: a label that was kept looks as wrong as before. */
export function openSuspects(
  suspects: readonly LabelSuspect[],
  answers: readonly Pick<GivenAnswer, 'query' | 'key' | 'reason'>[],
): LabelSuspect[] {
  const decided = new Set(
    answers
      .filter(({ reason }) => reason === 'label-suspect')
      .map(({ query, key }) => JSON.stringify([query, key])),
  );
  return suspects.filter(({ query, entry }) => !decided.has(JSON.stringify([query, entry.key])));
}

type Numbered = Pick<ReviewSession, 'lastToken'>;

/** Settles what reviewers disagree on. */
export function settlingOf(
  { query, entry }: ReviewConflict,
  verdict: Verdict,
  { lastToken }: Numbered,
): GivenAnswer {
  return {
    token: lastToken + 1,
    query,
    key: entry.key,
    name: entry.name,
    verdict,
    reason: 'settled',
    why: 'Settles a disagreement',
    model: null,
    id: null,
    asked: null,
  };
}

/** A second opinion on a label: the same again, or the opposite. */
export function opinionOn(
  { query, entry, verdict, probability }: LabelSuspect,
  choice: 'keep' | 'change',
  { lastToken }: Numbered,
): GivenAnswer {
  return {
    token: lastToken + 1,
    query,
    key: entry.key,
    name: entry.name,
    verdict: choice === 'keep' ? verdict : opposite(verdict),
    reason: 'label-suspect',
    why:
      choice === 'keep' ? 'Keeps a label that looked wrong' : 'Changes a label that looked wrong',
    model: { probability, band: null },
    id: null,
    asked: null,
  };
}

export function opposite(verdict: Verdict): Verdict {
  return verdict === 'yes' ? 'no' : 'yes';
}

import type { Verdict } from '#core/contract/common.ts';
import type { Judgment } from '#core/contract/data.ts';
import type { Agreement } from '#core/contract/review.ts';
import { agreementTable, cohensKappa } from './kappa.ts';

/** Called so where nobody said a name. */
export const NO_NAME = 'anonymous';

export const nameOf = ({ by }: Pick<Judgment, 'by'>): string => by ?? NO_NAME;

/**
 * The last opinion of each reviewer on one pair. An adjudication is none: whoever settles has seen what the others said.
 */
export function opinionsOn(judgments: readonly Judgment[]): Map<string, Judgment> {
  const opinions = new Map<string, Judgment>();
  for (const judgment of judgments) {
    if (judgment.source === 'import' || judgment.settles === true) continue;
    opinions.set(nameOf(judgment), judgment);
  }
  return opinions;
}

/** Everybody who judged or skipped, with how many pairs; by name. `judged`: all judgments on each pair. */
export function reviewerCounts(
  judged: readonly (readonly Judgment[])[],
  skips: readonly { by: string }[],
) {
  const counts = new Map<string, { reviewer: string; judged: number; skipped: number }>();
  const of = (reviewer: string) => {
    const known = counts.get(reviewer) ?? { reviewer, judged: 0, skipped: 0 };
    counts.set(reviewer, known);
    return known;
  };
  for (const judgments of judged) {
    const own = judgments.filter(({ source }) => source !== 'import');
    for (const name of new Set(own.map(nameOf))) of(name).judged += 1;
  }
  for (const { by } of skips) of(by).skipped += 1;
  return [...counts.values()].sort((a, b) => compare(a.reviewer, b.reviewer));
}

/** Agreement of every two reviewers who judged some of the same pairs, those with the most pairs first. */
export function agreements(judged: readonly (readonly Judgment[])[]): Agreement[] {
  const both = new Map<string, { names: [string, string]; verdicts: [Verdict, Verdict][] }>();
  for (const judgments of judged) {
    const opinions = [...opinionsOn(judgments)].sort(([a], [b]) => compare(a, b));
    for (const [i, [one, first]] of opinions.entries()) {
      for (const [other, second] of opinions.slice(i + 1)) {
        const id = JSON.stringify([one, other]);
        const known = both.get(id) ?? { names: [one, other], verdicts: [] };
        known.verdicts.push([first.verdict, second.verdict]);
        both.set(id, known);
      }
    }
  }
  return [...both.values()]
    .map(({ names, verdicts }) => agreementOf(names, verdicts))
    .sort((a, b) => b.pairs - a.pairs || compare(a.reviewers.join('\n'), b.reviewers.join('\n')));
}

function agreementOf(
  reviewers: [string, string],
  verdicts: readonly [Verdict, Verdict][],
): Agreement {
  const same = verdicts.filter(([one, other]) => one === other).length;
  return {
    reviewers,
    pairs: verdicts.length,
    observed: same / verdicts.length,
    kappa: cohensKappa(agreementTable(verdicts)),
  };
}

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));

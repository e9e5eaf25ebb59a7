import type { ReviewOverview } from '#core/contract/review.ts';
import type { AuditSummary } from './audit.ts';

/** Chosen pairs that are looked back at, and the fewest that say something. */
export const RECENT = 50;
const LEAST_RECENT = 20;
/** From here on the model needs no more teaching where it was unsure. */
const ENOUGH_AGREEMENT = 0.9;

/**
 * Whether to go on. `recent`: of the last chosen pairs that the version has not learnt, whether the reviewer and the model
 * said the same.
 */
export function stoppingHint(
  recent: readonly boolean[],
  { audit, moreNeeded }: AuditSummary,
): ReviewOverview['stopping'] {
  const last = recent.slice(-RECENT);
  const same = last.filter((agreed) => agreed).length;
  const recentAgreement = last.length === 0 ? null : same / last.length;
  const taught =
    last.length >= LEAST_RECENT && recentAgreement !== null && recentAgreement >= ENOUGH_AGREEMENT;
  const facts = { taught, recentAgreement, moreNeeded, audit };
  return {
    stop: audit.holds === 'holds' && taught,
    recentAgreement,
    moreNeeded,
    words: wordsFor(facts),
  };
}

interface Facts extends AuditSummary {
  taught: boolean;
  recentAgreement: number | null;
}

function wordsFor({ taught, recentAgreement, audit, moreNeeded }: Facts): string {
  const target = percent(audit.targetPrecision);
  if (audit.acceptPrecision === null) {
    return audit.judged === 0
      ? 'Go on: no pair of the random audit is judged yet, so nothing is known of the accepted answers.'
      : `Go on: none of the ${audit.judged} audited pairs is in the accept band, so nothing is known of the accepted answers.`;
  }
  const found = `${percent(audit.acceptPrecision.value)} of ${audit.accepted} audited accepted pairs are right`;
  if (audit.holds === 'broken') {
    return `Train now: ${found}, below the target of ${target} beyond chance. The new judgments move the threshold.`;
  }
  if (audit.holds === 'too few to say') {
    return `Go on: ${found}, too few to say whether the target of ${target} holds. About ${moreNeeded ?? 0} more audit judgments would settle it, if they turn out like these.`;
  }
  if (taught) {
    return `Enough for now: ${found}, which keeps the target of ${target}, and on the last chosen pairs you and the model say the same in ${percent(recentAgreement ?? 0)}. Train, and see what has changed.`;
  }
  const teach =
    recentAgreement === null
      ? 'no chosen pair has been judged since the version was made'
      : `on the last chosen pairs you and the model say the same in ${percent(recentAgreement)}`;
  return `The audit is done: ${found}, which keeps the target of ${target}. Chosen pairs still teach: ${teach}.`;
}

const percent = (share: number) => `${Math.round(share * 1000) / 10} %`;

import { formatCount, formatProbability, formatQuantity } from '#renderer/ui/format.ts';
import type { GivenAnswer, GivenVerdict } from './review-session.ts';

/** So near to even that neither side is meant. */
const UNDECIDED = 0.1;

const VERDICTS: Record<GivenVerdict, string> = {
  yes: '✓ yes',
  no: '✕ no',
  skip: '– cannot say',
};

/** An answer as sign and word. */
export function verdictWords(verdict: GivenVerdict): string {
  return VERDICTS[verdict];
}

/** What the model thought of a pair, said after it was judged: `the model agrees: 0.93`. */
export function modelWords({ verdict, model }: Pick<GivenAnswer, 'verdict' | 'model'>): string {
  const probability = model?.probability ?? null;
  if (probability === null) return 'the model gives no probability';
  const number = formatProbability(probability);
  if (verdict === 'skip') return `the model says ${number}`;
  if (Math.abs(probability - 0.5) < UNDECIDED) return `the model was undecided: ${number}`;
  return leansAlike(verdict, probability)
    ? `the model agrees: ${number}`
    : `the model sees it otherwise: ${number}`;
}

function leansAlike(verdict: GivenVerdict, probability: number): boolean {
  return (verdict === 'yes') === probability >= 0.5;
}

/** What a round brought: `31 yes, 15 no, 4 cannot say. The model leant the same way in 38 of 46.` */
export function roundWords(answers: readonly Pick<GivenAnswer, 'verdict' | 'model'>[]): string {
  const count = (verdict: GivenVerdict) =>
    answers.filter((given) => given.verdict === verdict).length;
  const parts = [
    `${formatCount(count('yes'))} yes`,
    `${formatCount(count('no'))} no`,
    ...(count('skip') > 0 ? [`${formatCount(count('skip'))} cannot say`] : []),
  ];
  const compared = answers.flatMap(({ verdict, model }) =>
    verdict === 'skip' || model === null || model.probability === null
      ? []
      : [leansAlike(verdict, model.probability)],
  );
  const alike = compared.filter(Boolean).length;
  const model =
    compared.length > 0
      ? ` The model leant the same way in ${formatCount(alike)} of ${formatCount(compared.length)}.`
      : '';
  return `${parts.join(', ')}.${model}`;
}

/** From so many new judgments on a training is worth its time. */
const ENOUGH_TO_TRAIN = 20;

/** Why to train now; null while too little was judged. */
export function trainHint(answers: readonly Pick<GivenAnswer, 'verdict'>[]): string | null {
  const judged = answers.filter(({ verdict }) => verdict !== 'skip').length;
  if (judged < ENOUGH_TO_TRAIN) return null;
  return `${formatQuantity(judged, 'judgment')} of this session count from the next training on.`;
}

/** What two lines hold. */
const MOST_LETTERS = 110;

/** The first terms beside the name, as many as fit, and how many more there are. */
export function termsShown(entry: { name: string; terms: readonly string[]; termCount: number }): {
  listed: string;
  more: number;
} {
  const others = entry.terms.filter((term) => term !== entry.name);
  const shown: string[] = [];
  for (const term of others) {
    if (shown.length > 0 && [...shown, term].join(', ').length > MOST_LETTERS) break;
    shown.push(term);
  }
  const total = entry.termCount - (entry.terms.length - others.length);
  return { listed: shown.join(', '), more: Math.max(0, total - shown.length) };
}

/** Fields that say something in a few letters: `group: 47`. */
export function fieldsShown(fields: Readonly<Record<string, unknown>> | undefined): string[] {
  return Object.entries(fields ?? {})
    .filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value) && value !== '')
    .map(([name, value]) => `${name}: ${value}`)
    .filter((text) => text.length <= 60)
    .slice(0, 4);
}

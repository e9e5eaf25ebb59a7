import { CANONICAL } from '#core/contract/data.ts';
import type { ScanReport } from '#core/contract/search.ts';
import { EVIDENCE_GROUP } from '#core/match/evidence.ts';
import type { Match } from '#core/train/match-texts.ts';

/** What decides what a user should know of an answer. */
export interface AnswerFacts {
  version: string;
  /** The promoted version, or null. */
  latest: string | null;
  hasModel: boolean;
  /** The collection that was searched. */
  collection: string;
  /** There was something to search with. */
  asked: boolean;
  matches: readonly Match[];
  /** Entries that the filters left. */
  admitted: number;
  scan: ScanReport;
  /** Why every vector is compared on the disk; null where that is not so. */
  withoutIndex: string | null;
}

/** What a user should know of an answer, one sentence after another; null where all is as it should be. */
export function noticeOf(facts: AnswerFacts): string | null {
  const sentences = [aboutVersion(facts), aboutScan(facts), facts.asked ? aboutHits(facts) : null];
  return sentences.filter((sentence) => sentence !== null).join(' ') || null;
}

function aboutVersion({ version, latest, hasModel, collection }: AnswerFacts): string | null {
  if (!hasModel)
    return `${version} has no match model yet: results are ordered by fused ranks, without a probability.`;
  if (collection !== CANONICAL)
    return `Probabilities are known for the dictionary alone: entries of ${collection} are ordered by fused ranks.`;
  if (latest === null)
    return `Nothing is promoted yet: these results are from ${version}, the newest version.`;
  if (version !== latest)
    return `These results are from ${version}; the promoted version is ${latest}.`;
  return null;
}

function aboutScan({ scan: { exact, recall }, withoutIndex }: AnswerFacts): string | null {
  if (withoutIndex !== null)
    return `Every vector is compared on the disk, which takes longer. ${withoutIndex}`;
  if (exact) return null;
  const measured = recall === null ? '' : `: on a sample it found ${percent(recall)} of them`;
  return `The vectors do not fit into the memory budget, so the nearest are found by an approximate index${measured}.`;
}

/** Rounded down, so that only what is perfect is called 100 %. */
const percent = (share: number) => `${Math.floor(share * 1000) / 10} %`;

function aboutHits({ matches, admitted }: AnswerFacts): string | null {
  if (admitted === 0) return 'No entry passes the filters.';
  if (matches.length === 0) return 'No term shares a word or a run of letters with this text.';
  if (matches.every(isUnfamiliar))
    return 'No term is written with such letters: what is found by meaning alone may be far off.';
  return null;
}

/** No run of letters of the text occurs in any term. */
function isUnfamiliar({ contributions, lexical }: Match): boolean {
  const familiarity = contributions.find(({ name }) => name === EVIDENCE_GROUP.familiarity);
  return familiarity === undefined ? lexical === 0 : familiarity.value === 0;
}

import type { MatchIndex } from './match-index.ts';
import { distinctWords } from './prepare-text.ts';

/** Share of a query's words from which on it counts as out of vocabulary. */
const UNKNOWN_SHARE = 0.5;

/** Whether at least half the distinct words of a query are in no term of the dictionary; also where it has no word at all. */
export function isOutOfVocabulary(
  { prepare, analysis, words }: Pick<MatchIndex, 'prepare' | 'analysis' | 'words'>,
  texts: readonly string[],
): boolean {
  const asked = new Set(texts.flatMap((text) => distinctWords(prepare(text), analysis)));
  const unknown = [...asked].filter((word) => !words.numberOf.has(word)).length;
  return unknown >= UNKNOWN_SHARE * asked.size;
}

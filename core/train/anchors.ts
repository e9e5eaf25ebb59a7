import type { Settings } from '#core/contract/workspace.ts';
import { rowsOfText } from '#core/index/text-lookup.ts';
import type { MatchIndex } from '#core/match/match-index.ts';
import { deriveSeed, seededRandom, shuffle } from '#core/math/seeded-random.ts';
import { normaliseText } from '#core/text/normalise.ts';
import type { PairCollector } from './collect-pairs.ts';
import type { JudgedQuery } from './judged-queries.ts';
import { queryEvidence } from './query-evidence.ts';

/** Anchors of each kind. */
const ANCHORS = 100;
/** Retrieved entries that are described for each. */
const CLOSEST = 20;

/**
 * Queries whose answer nobody needs to judge, because judgments rarely hold such: a term of the dictionary belongs to
 * its entry, and a term with its letters shuffled belongs to none. They keep the match model sensible far from the
 * judged pairs.
 */
export interface Anchors {
  exact: JudgedQuery[];
  nonsense: JudgedQuery[];
}

/** Draws anchors and adds their pairs to a collector. */
export async function collectAnchors(
  index: MatchIndex,
  collector: PairCollector,
  { seed, candidates }: Pick<Settings, 'seed' | 'candidates'>,
): Promise<void> {
  const { exact, nonsense } = drawAnchors(index, seededRandom(deriveSeed(seed, 'anchors')));
  const options = { candidates, closest: CLOSEST };
  for await (const { query, evidence } of queryEvidence(index, exact, options)) {
    collector.add(query, evidence, index.keyOf);
  }
  for await (const { evidence } of queryEvidence(index, nonsense, options)) {
    collector.addNonsense(evidence, index.keyOf);
  }
}

/** Draws anchors from the dictionary's own terms; a term that several entries share is none of the exact ones. */
export function drawAnchors(index: MatchIndex, random: () => number): Anchors {
  const own = Array.from({ length: index.firstLearnt }, (_, row) => row);
  const drawn = shuffle(own, random);
  const entryOf = (row: number) => index.entryOf[row] as number;
  const isUnique = (row: number) => {
    const equal = rowsOfText(index.equal, index.preparedOf(row), index.preparedOf);
    return new Set(equal.map(entryOf)).size === 1;
  };
  const exact: number[] = [];
  for (const row of drawn) {
    if (exact.length === ANCHORS) break;
    if (isUnique(row)) exact.push(row);
  }
  return {
    exact: exact.map((row) => anchor(index.termOf(row), [index.keyOf(entryOf(row))])),
    nonsense: drawn.slice(-ANCHORS).map((row) => anchor(scramble(index.termOf(row), random), [])),
  };
}

function anchor(query: string, yes: string[]): JudgedQuery {
  const normalised = normaliseText(query);
  const rest = { split: 'train' as const, group: normalised, no: [], leaked: false };
  return { query, normalised, texts: [query], self: null, yes, chosen: new Set(), ...rest };
}

/** The letters of a text in random order, its blanks where they were. */
function scramble(text: string, random: () => number): string {
  const letters = shuffle(
    [...text].filter((letter) => letter !== ' '),
    random,
  );
  return [...text].map((letter) => (letter === ' ' ? ' ' : letters.pop())).join('');
}

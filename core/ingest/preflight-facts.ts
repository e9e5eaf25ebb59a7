import type { Split } from '#core/contract/common.ts';
import type { Entry, Judgment } from '#core/contract/data.ts';
import { normaliseText } from '#core/text/normalise.ts';
import { contradictingPairs, pairId } from './contradictions.ts';

export type JudgedPair = Pick<Judgment, 'query' | 'key' | 'verdict'>;

export interface PreflightInput {
  entries: readonly Entry[];
  /** Those in force: undone ones left out. */
  judgments: readonly JudgedPair[];
  /** The split of a query; without it nothing is said about splits. */
  splitOf?: ((query: string) => Split) | undefined;
  /** The collections beside the canonical one: a query may be the key of one of their entries. */
  others?: readonly { name: string; keys: { has(key: string): boolean } }[] | undefined;
}

/** What the rules look at, worked out once. */
export interface PreflightFacts extends PreflightInput {
  entriesByKey: ReadonlyMap<string, Entry>;
  /** Normalised term -> the entries that it names, each once, in order. */
  entriesByTerm: ReadonlyMap<string, readonly Entry[]>;
  /** Whether a query stands for an entry's terms, of any collection. */
  isKey(query: string): boolean;
  /** The judgments whose pair is judged both yes and no. */
  contradicting: ReadonlySet<JudgedPair>;
  /** normaliseText, remembering what it has seen. */
  normalise: (text: string) => string;
}

/** Indexes the entries by key and by normalised term. */
export function factsOf(input: PreflightInput): PreflightFacts {
  const seen = new Map<string, string>();
  const normalise = (text: string): string => {
    const known = seen.get(text);
    if (known !== undefined) return known;
    const normal = normaliseText(text);
    seen.set(text, normal);
    return normal;
  };
  const entriesByTerm = new Map<string, Entry[]>();
  for (const entry of input.entries) {
    for (const term of new Set(entry.terms.map(normalise))) {
      const others = entriesByTerm.get(term);
      if (others) others.push(entry);
      else entriesByTerm.set(term, [entry]);
    }
  }
  const entriesByKey = new Map(input.entries.map((entry) => [entry.key, entry]));
  const contradicting = contradictingJudgments(input.judgments, normalise);
  const isKey = (query: string) =>
    entriesByKey.has(query) || (input.others ?? []).some(({ keys }) => keys.has(query));
  return { ...input, entriesByKey, entriesByTerm, isKey, contradicting, normalise };
}

/** What to call an entry: its first term, or its key. */
export function nameOf(entry: Entry): string {
  return entry.terms[0] ?? entry.key;
}

function contradictingJudgments(
  judgments: readonly JudgedPair[],
  normalise: (text: string) => string,
): Set<JudgedPair> {
  const pairs = contradictingPairs(judgments, normalise);
  if (pairs.size === 0) return new Set();
  return new Set(judgments.filter((judgment) => pairs.has(pairId(judgment, normalise))));
}

import type { Contribution, EntryRow, SearchHit } from '#core/contract/index.ts';
import { formatProbability } from '#renderer/ui/format.ts';

/** One step of the waterfall: from where to where on a scale of 0..1, and what it adds. */
export interface WaterfallStep {
  name: string;
  logOdds: number;
  start: number;
  end: number;
}

export interface Waterfall {
  steps: WaterfallStep[];
  /** Where even odds (probability 0.5) lie on the same scale. */
  zero: number;
  /** The sum: the log-odds of the match. */
  total: number;
}

/** Lays the pieces of evidence end to end, from even odds to the result. */
export function layWaterfall(contributions: readonly Contribution[]): Waterfall {
  let sum = 0;
  const ends = contributions.map(({ logOdds }) => {
    sum += logOdds;
    return sum;
  });
  const low = Math.min(0, ...ends);
  const span = Math.max(0, ...ends) - low || 1;
  const place = (value: number) => (value - low) / span;
  const steps = contributions.map(({ name, logOdds }, index) => ({
    name,
    logOdds,
    start: place(ends[index - 1] ?? 0),
    end: place(ends[index] ?? 0),
  }));
  return { steps, zero: place(0), total: sum };
}

/** How much of a bar a cosine fills; a negative one fills nothing. */
export function barShare(cosine: number): number {
  return Math.min(1, Math.max(0, cosine));
}

/** The next row for a key, or `box` where the list is left upwards. */
export function moveSelection(selected: number, key: string, count: number): number | 'box' {
  switch (key) {
    case 'ArrowDown':
      return Math.min(count - 1, selected + 1);
    case 'ArrowUp':
      return selected === 0 ? 'box' : selected - 1;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return selected;
  }
}

/** What stands nearest to a hit in the ranking, in words; empty for a single hit. */
export function describeRival(
  results: readonly SearchHit[],
  index: number,
): {
  label: string;
  name: string;
  at: string;
} | null {
  const rival = results[index === 0 ? 1 : 0];
  if (!rival) return null;
  return {
    label: index === 0 ? 'Next best is' : 'Best is',
    name: rival.name,
    at: rival.probability === null ? '' : `at ${formatProbability(rival.probability)}`,
  };
}

/** The hits with one hit's verdict changed, for showing it before the engine has answered. */
export function withVerdict(
  results: readonly SearchHit[],
  key: string,
  judged: SearchHit['judged'],
  judgmentId: string | null,
): SearchHit[] {
  return results.map((hit) => (hit.key === key ? { ...hit, judged, judgmentId } : hit));
}

/** A few terms to try, spread over the dictionary: short ones that are not simply an entry's name. */
export function sampleQueries(entries: readonly EntryRow[], count: number): string[] {
  const candidates = entries.flatMap(({ name, terms }) => {
    const term =
      terms.find((text) => text !== name && isHandy(text)) ?? (isHandy(name) ? name : '');
    return term ? [term] : [];
  });
  const step = Math.max(1, Math.floor(candidates.length / count));
  return candidates.filter((_, index) => index % step === 0).slice(0, count);
}

function isHandy(text: string): boolean {
  return text.length >= 3 && text.length <= 32 && !/[()[\]/,;]/.test(text);
}

/** The matching term first, then the others as they are. */
export function orderTerms(terms: readonly string[], matching: string): string[] {
  return [matching, ...terms.filter((term) => term !== matching)];
}

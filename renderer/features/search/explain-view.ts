import type { Contribution, Explanation, HitSummary, SearchHit } from '#core/contract/index.ts';
import { CANONICAL } from '#renderer/api/canonical.ts';
import { formatProbability } from '#renderer/ui/format.ts';
import { evidenceName } from './evidence-names.ts';

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

/** A single piece of evidence under its group. */
export interface Piece {
  name: string;
  label: string;
  hint: string;
  value: number;
  logOdds: number;
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

/** The pieces of each group, the strongest first; a group of one piece has nothing to open. */
export function piecesByGroup(evidence: Explanation['evidence']): Map<string, Piece[]> {
  const groups = new Map<string, Piece[]>();
  for (const { name, value, logOdds, group } of evidence) {
    const pieces = groups.get(group) ?? [];
    groups.set(group, pieces);
    pieces.push({ name, ...evidenceName(name), value, logOdds });
  }
  for (const pieces of groups.values()) {
    pieces.sort((a, b) => Math.abs(b.logOdds) - Math.abs(a.logOdds));
  }
  return groups;
}

/** A value of any size in few characters: `0.81`, `12.3`, `0`. */
export function shortValue(value: number): string {
  if (Number.isInteger(value)) return value.toString();
  return value.toFixed(Math.abs(value) >= 10 ? 1 : 2).replace('-', '−');
}

export interface Rival {
  label: string;
  name: string;
  /** `at 0.61, 1.9 of log-odds behind`; may be empty. */
  at: string;
}

/** The best other entry and how far apart they are. `rank` is the hit's own, from 1. */
export function rivalWords(
  runnerUp: HitSummary | null,
  margin: number | null,
  rank: number | null,
): Rival | null {
  if (!runnerUp) return null;
  const behind = margin === null ? rank === 1 : margin >= 0;
  const distance =
    margin === null
      ? ''
      : `${Math.abs(margin).toFixed(1)} log-odds ${margin >= 0 ? 'behind' : 'ahead'}`;
  const probability =
    runnerUp.probability === null ? '' : `at ${formatProbability(runnerUp.probability)}`;
  return {
    label: behind ? 'Next best is' : 'Best is',
    name: runnerUp.name,
    at: [probability, distance].filter(Boolean).join(', '),
  };
}

type Other = Explanation['others'][number];

export interface OtherVersion {
  version: string;
  mark: 'agrees' | 'differs' | 'failed';
  words: string;
}

/** What another version says of the same query, about the entry with this key and place. */
export function otherVersion(
  other: Other,
  { key, rank: here }: { key: string; rank: number | null },
): OtherVersion {
  const { version, first, rank, agrees, failure } = other;
  if (failure !== null) return { version, mark: 'failed', words: failure };
  if (agrees) {
    const elsewhere = rank === here ? '' : `, with this one ${rank ? ordinal(rank) : 'not found'}`;
    return { version, mark: 'agrees', words: `agrees${elsewhere}` };
  }
  if (first === null) return { version, mark: 'differs', words: 'finds nothing' };
  const place = rank === null ? 'and does not find this one' : `and this one ${ordinal(rank)}`;
  const words = first.key === key ? 'puts this one first' : `puts ${first.name} first ${place}`;
  return { version, mark: 'differs', words };
}

/** `1st`, `2nd`, `3rd`, `11th`. */
export function ordinal(rank: number): string {
  const endings: Record<number, string> = { 1: 'st', 2: 'nd', 3: 'rd' };
  const teen = Math.floor(rank / 10) % 10 === 1;
  return `${rank}${(!teen && endings[rank % 10]) || 'th'}`;
}

/** The heading over the evidence: `Why 0.93`, or the place where there is no probability. */
export function whyHeading({ probability }: SearchHit, place: number): string {
  return probability === null ? `Why ${ordinal(place)}` : `Why ${formatProbability(probability)}`;
}

/** The places of a hit in the lists that are fused while there is no match model; empty where the engine names none. */
export function fusedPlaces(evidence: Explanation['evidence']): { leg: string; place: string }[] {
  const legs: [string, string][] = [
    ['semanticRank', 'Meaning'],
    ['lettersRank', 'Letters'],
  ];
  return legs.flatMap(([name, leg]) => {
    const piece = evidence.find((candidate) => candidate.name === name);
    if (!piece) return [];
    // The engine tells a place as 1 / place, and 0 for an entry that the leg did not retrieve.
    const place = piece.value > 0 ? ordinal(Math.round(1 / piece.value)) : 'not among its best';
    return [{ leg, place }];
  });
}

/** Why a hit has a place and no probability. */
export function unscoredWords(collection: string = CANONICAL): string {
  return collection === CANONICAL
    ? 'This version has no match model, so there is no probability: the places in both lists are fused.'
    : `The match model knows the canonical collection only. In ${collection} the places in both lists are fused.`;
}

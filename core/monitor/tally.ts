import type { FirstHit } from '#core/contract/monitor.ts';
import type { Clock } from '#core/platform/clock.ts';
import { addCounts, type Counts, countFirstHit, countLatency, noCounts } from './counts.ts';
import { dayOf } from './day-files.ts';
import { TYPING_MS, typedOn } from './typing.ts';

/** One answered search. */
export interface AnsweredSearch {
  version: string;
  milliseconds: number;
  first: FirstHit;
  /** It was asked as the version's test queries were. */
  compared: boolean;
  /** What was typed, to tell typing on from another search; kept for seconds, never written. Null for a search by key. */
  text: string | null;
}

/** Day -> version -> counts. */
export type Batch = Map<string, Map<string, Counts>>;

/** Counts answers in memory. */
export interface Tally {
  searched(search: AnsweredSearch): void;
  matched(version: string, hits: readonly FirstHit[], compared: boolean): void;
  /** Takes out what is counted; `all`: also a search that may still be typed on. */
  take(all: boolean): Batch;
  /** Puts back what could not be written. */
  putBack(batch: Batch): void;
  /** A search may still be typed on. */
  typing(): boolean;
}

type LastSearch = AnsweredSearch & { day: string; at: number };

export function createTally(clock: Clock): Tally {
  let batch: Batch = new Map();
  let last: LastSearch | null = null;
  const today = () => dayOf(clock.now());
  /** What was typed in one go is one search: the first letters of a word say nothing of what people look for. */
  const settle = (): void => {
    if (last === null) return;
    const counts = countsIn(batch, last.day, last.version);
    counts.searches += 1;
    countFirstHit(counts, last.first, last.compared);
    last = null;
  };
  return {
    searched(search) {
      const now = { ...search, day: today(), at: clock.elapsed() };
      countLatency(countsIn(batch, now.day, search.version), search.milliseconds);
      if (last === null || !goesOn(last, now)) settle();
      last = now;
    },
    matched(version, hits, compared) {
      const counts = countsIn(batch, today(), version);
      counts.rows += hits.length;
      for (const hit of hits) countFirstHit(counts, hit, compared);
    },
    take(all) {
      if (last !== null && (all || clock.elapsed() - last.at > TYPING_MS)) settle();
      const taken = batch;
      batch = new Map();
      return taken;
    },
    putBack(taken) {
      for (const [day, versions] of taken) {
        const into = versionsIn(batch, day);
        for (const [version, counts] of versions) {
          const since = into.get(version);
          into.set(version, since ? addCounts(counts, since) : counts);
        }
      }
    },
    typing: () => last !== null,
  };
}

function versionsIn(batch: Batch, day: string): Map<string, Counts> {
  const versions = batch.get(day) ?? new Map<string, Counts>();
  batch.set(day, versions);
  return versions;
}

function countsIn(batch: Batch, day: string, version: string): Counts {
  const versions = versionsIn(batch, day);
  const counts = versions.get(version) ?? noCounts();
  versions.set(version, counts);
  return counts;
}

function goesOn(before: LastSearch, next: LastSearch): boolean {
  if (before.text === null || next.text === null || before.version !== next.version) return false;
  return typedOn({ text: before.text, at: before.at }, { text: next.text, at: next.at });
}

import type { Judgment } from '#core/contract/data.ts';
import { judgmentsOn, type LedgerState, pairOf } from './ledger.ts';
import type { SkipLine } from './ledger-line.ts';

/** "Cannot say" of one reviewer about one pair. */
export type Skip = Omit<SkipLine, 'type'>;

/** Who said what about which pair, as the ledger is at the moment of asking; nothing that was taken back is in it. */
export interface ReviewRecord {
  /** Judgments on a pair, oldest first, imported ones too. */
  on(query: string, key: string): Judgment[];
  /** For each pair that somebody judged in Plumbline, all judgments on it, in the order of the pairs' first judgments. */
  judged(): Judgment[][];
  /** Oldest first. */
  skips(): Skip[];
}

export function reviewRecord(state: LedgerState): ReviewRecord {
  const active = (judgments: readonly Judgment[]) =>
    judgments.filter(({ id }) => !state.undone.has(id));
  return {
    on: (query, key) => active(judgmentsOn(state, pairOf({ query, key }))),
    judged: () =>
      [...state.own]
        .map((id) => active(state.pairs.get(id) ?? []))
        .filter((judgments) => judgments.some(({ source }) => source !== 'import')),
    skips: () =>
      [...state.skips.values()]
        .filter(({ id }) => !state.undone.has(id))
        .map(({ type: _skip, ...skip }) => skip),
  };
}

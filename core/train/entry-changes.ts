import type { Incremental } from '#core/contract/versions.ts';
import type { TermPiece } from '#core/index/lance-terms.ts';
import type { TermRows } from './term-rows.ts';

/** Finds out which entries differ from those of an earlier index, as that is read. */
export interface EntryChanges {
  /** Terms of the earlier index; each is noted once. */
  note(batch: Pick<TermPiece, 'keys' | 'terms' | 'learntFrom'>): void;
  /** Once all were noted. Entries without terms are in no index, and so not counted. */
  counts(): Incremental['entries'];
}

/** Compares by key and own terms, in any order; what was learnt from queries does not count. */
export function entryChanges(
  now: Pick<TermRows, 'keys' | 'terms' | 'entryOf' | 'learntFrom'>,
): EntryChanges {
  const left = new Map<string, Set<string>>();
  now.terms.forEach((term, row) => {
    if (now.learntFrom[row] !== null) return;
    const key = now.keys[now.entryOf[row] as number] as string;
    const terms = left.get(key);
    if (terms) terms.add(term);
    else left.set(key, new Set([term]));
  });
  const known = new Set<string>();
  const changed = new Set<string>();
  const removed = new Set<string>();
  return {
    note({ keys, terms, learntFrom }) {
      terms.forEach((term, i) => {
        if (learntFrom[i] !== null) return;
        const key = keys[i] as string;
        const here = left.get(key);
        if (here === undefined) removed.add(key);
        else {
          known.add(key);
          if (!here.delete(term)) changed.add(key);
        }
      });
    },
    counts() {
      for (const key of known) if ((left.get(key)?.size ?? 0) > 0) changed.add(key);
      return {
        added: [...left.keys()].filter((key) => !known.has(key)).length,
        changed: changed.size,
        removed: removed.size,
      };
    },
  };
}

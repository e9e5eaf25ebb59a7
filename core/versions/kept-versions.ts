import type { PromotionEvent } from '#core/contract/versions.ts';
import type { StoredVersion } from './manifest-file.ts';

/** What stands in the way of deleting versions. */
export interface Needs {
  latest: string | null;
  /** What latest came from: where a rollback goes back to. */
  origin: string | null;
  /** Version -> titles of the jobs that need it. */
  jobs: ReadonlyMap<string, readonly string[]>;
}

/** Why a version cannot be deleted, in words; null where it can. */
export function whyKept(id: string, { latest, origin, jobs }: Needs): string | null {
  if (id === latest) return 'It is latest.';
  if (id === origin) return `Latest, ${latest}, came from it: a rollback goes back to it.`;
  const [title] = jobs.get(id) ?? [];
  return title === undefined ? null : `The job “${title}” needs it.`;
}

/**
 * The version that was latest before latest took its place; where the history does not say, its parent. A version that
 * was rolled back from is none: nobody goes back to that.
 */
export function originOf(
  latest: string | null,
  history: readonly PromotionEvent[],
  versions: readonly StoredVersion[],
): string | null {
  if (latest === null) return null;
  const come = history.findLast(({ to, kind }) => to === latest && kind !== 'rollback');
  const manifest = versions.find(({ id }) => id === latest)?.manifest;
  return come?.from ?? manifest?.parent ?? null;
}

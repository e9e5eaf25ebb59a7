import type { Route } from '#renderer/app/route.ts';

/** Which version is looked at, and which are marked to be compared. */
export interface Selection {
  current: string;
  /** At most two, in the order in which they were marked. */
  marked: readonly string[];
}

/** A click, or a link: this one alone. */
export function choose(version: string): Selection {
  return { current: version, marked: [] };
}

/** An arrow key: what is marked stays, so that the current one can be held against it. */
export function moveTo({ marked }: Selection, version: string): Selection {
  return { current: version, marked };
}

/** The space bar, or a click with Ctrl or Shift: marks a version or takes its mark away; of three the oldest gives way. */
export function toggle({ current, marked }: Selection, version: string): Selection {
  if (marked.length === 0 && version !== current) {
    return { current: version, marked: [current, version] };
  }
  const without = marked.filter((other) => other !== version);
  const kept = without.length < marked.length ? without : [...marked, version].slice(-2);
  return { current: version, marked: kept };
}

/** The two to compare, the older one first; null while there are not two. `newestFirst` are the versions that exist. */
export function comparedPair(
  { current, marked }: Selection,
  newestFirst: readonly string[],
): { from: string; to: string } | null {
  const chosen = marked.length === 1 ? [...marked, current] : marked;
  const [to, from] = newestFirst.filter((version) => chosen.includes(version));
  return to !== undefined && from !== undefined ? { from, to } : null;
}

/** Reads the address; what names no version here is left out. */
export function readSelection(
  params: Route['params'],
  newestFirst: readonly string[],
  fallback: string,
): Selection {
  const known = (version: string) => newestFirst.includes(version);
  const marked = (params.marked ?? '').split(',').filter(known).slice(0, 2);
  const named = params.version ?? '';
  return { current: known(named) ? named : fallback, marked };
}

/** The other way round. */
export function selectionParams({ current, marked }: Selection): Record<string, string> {
  return { version: current, marked: marked.join(',') };
}

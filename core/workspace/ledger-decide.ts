import type { Judgment } from '#core/contract/data.ts';

/** What the judgments about one pair come to. */
export type Decision =
  | { judgment: Judgment; contradiction: null }
  | { judgment: null; contradiction: Judgment[] }
  | null;

/**
 * What counts for one pair. What was judged in Plumbline stands against every imported row: the latest word, unless
 * reviewers contradict each other; then nothing counts until somebody settles it. Imported rows alone: yes against no is
 * a contradiction and nothing counts; the same row again changes nothing; another grade replaces the earlier one.
 */
export function decide(judgments: readonly Judgment[], undone: ReadonlySet<string>): Decision {
  const active = judgments.filter((judgment) => !undone.has(judgment.id));
  if (active.some(({ source }) => source !== 'import')) return decideOwn(lastWords(active));
  const [first, ...rest] = active;
  if (!first) return null;
  if (!agreed(active)) return { judgment: null, contradiction: active };
  return counts(rest.reduce((kept, next) => (next.grade === kept.grade ? kept : next), first));
}

function decideOwn(words: Judgment[]): Decision {
  const latest = words.at(-1);
  if (!latest) return null;
  return agreed(words) ? counts(latest) : { judgment: null, contradiction: words };
}

/**
 * The last word of each reviewer, oldest first, of judgments that are not undone. A settlement ends what was said before
 * it; what others say after it is a new opinion beside it.
 */
export function lastWords(active: readonly Judgment[]): Judgment[] {
  const settled = active.findLastIndex(({ settles }) => settles === true);
  const words = new Map<string | undefined, Judgment>();
  for (const judgment of active.slice(Math.max(0, settled))) {
    if (judgment.source === 'import') continue;
    words.delete(judgment.by); // so that the latest word stands last
    words.set(judgment.by, judgment);
  }
  return [...words.values()];
}

const counts = (judgment: Judgment): Decision => ({ judgment, contradiction: null });

const agreed = ([first, ...rest]: readonly Judgment[]) =>
  rest.every(({ verdict }) => verdict === first?.verdict);

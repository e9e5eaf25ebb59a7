import type { AddedToken } from './tokenizer-json.ts';

/** What of an added token decides where it is found. */
export type SoughtToken = Pick<
  AddedToken,
  'id' | 'content' | 'singleWord' | 'stripLeft' | 'stripRight'
>;

/** Pieces of text, and between them the ids of the added tokens that were found. */
export type Section = string | number;

const ENDS_WITH_WORD = /[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\p{Join_Control}]$/u;
const STARTS_WITH_WORD = /^[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\p{Join_Control}]/u;
const WHITE_SPACE = /^\p{White_Space}$/u;
/** Enough characters to see a whole code point. */
const CONTEXT = 2;

/** Cuts a text at its added tokens. */
export type SectionSplitter = (text: string) => Section[];

/**
 * Finds added tokens from the left, the longest where several begin at one place, as the reference library does: one that
 * is refused because it is part of a longer word is stepped over whole. Null where there is nothing to find.
 */
export function sectionSplitter(tokens: readonly SoughtToken[]): SectionSplitter | null {
  const sorted = tokens.filter(({ content }) => content !== '').sort(byContent);
  if (sorted.length === 0) return null;
  const ranges = rangesByFirstUnit(sorted);
  return (text) => {
    const sections: Section[] = [];
    let from = 0;
    for (let at = 0; at < text.length; ) {
      const range = ranges.get(text.charCodeAt(at));
      const token = range && longestAt(sorted, range, text, at);
      if (!token) {
        at += 1;
        continue;
      }
      const end = at + token.content.length;
      if (!token.singleWord || standsAlone(text, at, end)) {
        const start = token.stripLeft ? Math.max(from, spaceBefore(text, at)) : at;
        if (start > from) sections.push(text.slice(from, start));
        sections.push(token.id);
        from = token.stripRight ? spaceAfter(text, end) : end;
      }
      at = Math.max(end, from);
    }
    if (from < text.length) sections.push(text.slice(from));
    return sections;
  };
}

function byContent(a: SoughtToken, b: SoughtToken): number {
  if (a.content === b.content) return 0;
  return a.content < b.content ? -1 : 1;
}

type Range = readonly [from: number, to: number];

/** A sorted list instead of a tree: tens of thousands of terms cost no memory beside themselves. */
function rangesByFirstUnit(sorted: readonly SoughtToken[]): Map<number, Range> {
  const ranges = new Map<number, Range>();
  for (const [index, { content }] of sorted.entries()) {
    const unit = content.charCodeAt(0);
    ranges.set(unit, [ranges.get(unit)?.[0] ?? index, index + 1]);
  }
  return ranges;
}

/** The longest token that begins at a place; `range` holds those with its first character. */
function longestAt(
  sorted: readonly SoughtToken[],
  range: Range,
  text: string,
  at: number,
): SoughtToken | undefined {
  let [low, high] = range;
  let found: SoughtToken | undefined;
  for (let depth = 1; low < high; depth += 1) {
    const shortest = sorted[low];
    if (shortest?.content.length === depth) {
      found = shortest;
      while (sorted[low]?.content === shortest.content && low < high) low += 1;
    }
    if (at + depth >= text.length) break;
    const unit = text.charCodeAt(at + depth);
    low = firstNotBelow(sorted, low, high, depth, unit);
    high = firstNotBelow(sorted, low, high, depth, unit + 1);
  }
  return found;
}

/** First of [low, high) whose character at `depth` is at least `unit`. */
function firstNotBelow(
  sorted: readonly SoughtToken[],
  low: number,
  high: number,
  depth: number,
  unit: number,
): number {
  let from = low;
  let to = high;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((sorted[middle]?.content.charCodeAt(depth) ?? 0) < unit) from = middle + 1;
    else to = middle;
  }
  return from;
}

function standsAlone(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - CONTEXT), start);
  return !ENDS_WITH_WORD.test(before) && !STARTS_WITH_WORD.test(text.slice(end, end + CONTEXT));
}

function spaceBefore(text: string, at: number): number {
  let start = at;
  while (start > 0 && WHITE_SPACE.test(text.charAt(start - 1))) start -= 1;
  return start;
}

function spaceAfter(text: string, at: number): number {
  let end = at;
  while (end < text.length && WHITE_SPACE.test(text.charAt(end))) end += 1;
  return end;
}

import type { Entry, Finding } from '#core/contract/data.ts';
import { finding, firstRows } from './finding.ts';
import { nameOf, type PreflightFacts } from './preflight-facts.ts';
import { counted, formatCount, listed, quoted } from './words.ts';

const NAMES_SHOWN = 4;

/** Findings about the dictionary. */
export function termFindings(facts: PreflightFacts): Finding[] {
  return [
    noEntries(facts),
    entriesWithoutTerms(facts),
    sharedTerms(facts),
    repeatedTerms(facts),
    shortTerms(facts),
  ].filter((found) => found !== undefined);
}

function noEntries({ entries }: PreflightFacts): Finding | undefined {
  if (entries.length > 0) return undefined;
  return finding({
    rule: 'no-entries',
    level: 'block',
    title: 'No entries yet',
    detail: 'There is nothing to match against: add a canonical dictionary first.',
  });
}

function entriesWithoutTerms({ entries }: PreflightFacts): Finding | undefined {
  const bare = entries.filter(({ terms }) => terms.every((term) => term.trim() === ''));
  const [first] = bare;
  if (!first) return undefined;
  return finding({
    rule: 'entries-without-terms',
    level: 'warn',
    title: `${counted(bare.length, 'entry has', 'entries have')} no term`,
    detail: `${quoted(first.key)} cannot be found by any text until it has one.`,
    count: bare.length,
    rows: firstRows(bare, ({ key }) => ({ text: key })),
  });
}

function sharedTerms({ entriesByTerm, normalise }: PreflightFacts): Finding | undefined {
  const shared = [...entriesByTerm]
    .filter(([term, named]) => term !== '' && named.length > 1)
    .toSorted((a, b) => b[1].length - a[1].length);
  const [worst] = shared;
  if (!worst) return undefined;
  const written = ([term, [entry]]: readonly [string, readonly Entry[]]): string =>
    quoted(entry?.terms.find((spelling) => normalise(spelling) === term) ?? term);
  return finding({
    rule: 'shared-terms',
    level: 'warn',
    title: `${counted(shared.length, 'term belongs', 'terms belong')} to several entries`,
    detail: `${written(worst)} names ${formatCount(worst[1].length)} entries; scoring treats them as equal.`,
    count: shared.length,
    rows: firstRows(shared, (term) => ({ text: `${written(term)}: ${namesOf(term[1])}` })),
  });
}

function namesOf(entries: readonly Entry[]): string {
  const shown = entries.slice(0, NAMES_SHOWN).map((entry) => `${nameOf(entry)} (${entry.key})`);
  const hidden = entries.length - shown.length;
  return listed(hidden > 0 ? [...shown, `${formatCount(hidden)} more`] : shown);
}

function repeatedTerms({ entries, normalise }: PreflightFacts): Finding | undefined {
  const repeated = entries.flatMap((entry) => {
    const seen = new Set<string>();
    return entry.terms.flatMap((term) => {
      const normal = normalise(term);
      const again = normal !== '' && seen.has(normal);
      seen.add(normal);
      return again ? [{ term, entry }] : [];
    });
  });
  const rows = firstRows(repeated, inEntry);
  if (!rows[0]) return undefined;
  return finding({
    rule: 'repeated-terms',
    level: 'note',
    title: `${counted(repeated.length, 'term repeats', 'terms repeat')} another of the same entry`,
    detail: `${rows[0].text} stands there twice, apart from case and accents. Kept; a repetition adds nothing.`,
    count: repeated.length,
    rows,
  });
}

function shortTerms({ entries, normalise }: PreflightFacts): Finding | undefined {
  const short = entries.flatMap((entry) =>
    entry.terms.filter((term) => isShort(normalise(term))).map((term) => ({ term, entry })),
  );
  const rows = firstRows(short, inEntry);
  if (!rows[0]) return undefined;
  return finding({
    rule: 'short-terms',
    level: 'note',
    title: counted(short.length, 'empty or one-letter term'),
    detail: `${rows[0].text}, for example. Kept, though so little text says almost nothing about its entry.`,
    count: short.length,
    rows,
  });
}

function inEntry({ term, entry }: { term: string; entry: Entry }): { text: string } {
  return { text: `${quoted(term)} in ${nameOf(entry)} (${entry.key})` };
}

/** One letter or digit at most; a single ideograph is a word. */
function isShort(term: string): boolean {
  if (/\p{Ideographic}/u.test(term)) return false;
  return (term.match(/[\p{L}\p{N}]/gu) ?? []).length <= 1;
}

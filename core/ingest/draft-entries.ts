import type { Entry, FilePreview, Finding } from '#core/contract/data.ts';
import { normaliseText } from '#core/text/normalise.ts';
import { finding } from './finding.ts';
import { type KeyIsTerm, keysAreTerms } from './key-is-term.ts';
import { counted, quoted } from './words.ts';

/** A text as a file has it, not yet trimmed. */
export interface DraftTerm {
  text: string;
  line: number;
}

/** An entry as a file has it; its key is trimmed and unique. */
export interface DraftEntry {
  key: string;
  line: number;
  terms: DraftTerm[];
  fields?: Record<string, unknown>;
}

export type FileCounts = FilePreview['counts'];

type Row = { line: number; text: string };

/**
 * Entries with trimmed terms; empty ones are dropped and told, repeated ones are kept and told. Where keys
 * are terms, an entry's key comes first, unless one of its terms says the same.
 */
export function finishEntries(
  drafts: readonly DraftEntry[],
  keyIsTerm: KeyIsTerm,
): { entries: Entry[]; findings: Finding[]; counts: FileCounts } {
  const keysToo = keysAreTerms(
    drafts.map(({ key }) => key),
    keyIsTerm,
  );
  const rows: OddRows = { empty: [], repeated: [], bare: [] };
  const entries = drafts.map((draft) => finishEntry(draft, keysToo, rows));
  const terms = entries.reduce((sum, entry) => sum + entry.terms.length, 0);
  const findings = oddTerms(rows);
  if (keysToo && keyIsTerm === 'auto') findings.push(keysTaken(entries));
  return {
    entries,
    findings,
    counts: { entries: entries.length, terms, judgments: 0, yes: 0, no: 0 },
  };
}

interface OddRows {
  empty: Row[];
  repeated: Row[];
  bare: Row[];
}

function finishEntry(draft: DraftEntry, keysToo: boolean, rows: OddRows): Entry {
  const { key, line } = draft;
  const seen = new Set<string>();
  const terms: string[] = [];
  for (const { text, line: termLine } of draft.terms) {
    const term = text.trim();
    if (term === '') {
      rows.empty.push({ line: termLine, text: `an empty term of ${quoted(key)}` });
      continue;
    }
    if (seen.has(term))
      rows.repeated.push({ line: termLine, text: `${quoted(term)} in ${quoted(key)}` });
    seen.add(term);
    terms.push(term);
  }
  if (keysToo && !saysTheSame(terms, key)) terms.unshift(key);
  if (terms.length === 0) rows.bare.push({ line, text: quoted(key) });
  return { key, terms, ...(draft.fields ? { fields: draft.fields } : {}) };
}

function saysTheSame(terms: readonly string[], key: string): boolean {
  const wanted = normaliseText(key);
  return terms.some((term) => normaliseText(term) === wanted);
}

function oddTerms({ empty, repeated, bare }: OddRows): Finding[] {
  const findings: Finding[] = [];
  if (empty[0]) {
    findings.push(
      finding({
        rule: 'empty-terms',
        level: 'note',
        title: `${counted(empty.length, 'empty term')} left out`,
        detail: `Line ${empty[0].line} holds ${empty[0].text}. An empty text names nothing.`,
        rows: empty,
      }),
    );
  }
  if (repeated[0]) {
    findings.push(
      finding({
        rule: 'repeated-terms',
        level: 'note',
        title: `${counted(repeated.length, 'term')} repeated in the same entry`,
        detail: `Line ${repeated[0].line} repeats ${repeated[0].text}. Kept; a repetition adds nothing.`,
        rows: repeated,
      }),
    );
  }
  if (bare[0]) {
    findings.push(
      finding({
        rule: 'entries-without-terms',
        level: 'warn',
        title: `${counted(bare.length, 'entry has', 'entries have')} no term`,
        detail: `${bare[0].text} on line ${bare[0].line} cannot be found by any text until it has one. Kept.`,
        rows: bare,
      }),
    );
  }
  return findings;
}

function keysTaken(entries: readonly Entry[]): Finding {
  return finding({
    rule: 'keys-are-terms',
    level: 'note',
    title: 'Keys are terms too',
    detail: `Most keys read like names, as ${quoted(entries[0]?.key ?? '')} does, so each is also a term of its entry. The setting “key is a term” changes this.`,
    count: entries.length,
  });
}

import type { FeedbackColumns } from '#core/contract/data.ts';

/** Accepted headers of a feedback table, the canonical one first; case, spaces and `_` do not count. */
export const FEEDBACK_ALIASES: Record<keyof FeedbackColumns, readonly string[]> = {
  query: ['query_key', 'query', 'query_text', 'term', 'source_key', 'source', 'search_term'],
  key: [
    'matched_key',
    'match_key',
    'match',
    'target_key',
    'target',
    'candidate_key',
    'candidate',
    'matched',
    'key',
  ],
  verdict: ['correct', 'label', 'verdict', 'status', 'is_correct', 'is_match', 'judgment'],
};

/** Names under which an entry's id is known, in tables and in JSON records. */
export const ID_ALIASES: readonly string[] = [
  'id',
  '_id',
  'key',
  'concept_uri',
  'uri',
  'identifier',
  'code',
];

/** Names of columns that hold one text, best name first. */
export const NAME_ALIASES: readonly string[] = [
  'pref_label',
  'preferred_label',
  'name',
  'title',
  'label',
  'term',
  'text',
];

/** Names of columns that hold several texts. */
export const LIST_ALIASES: readonly string[] = [
  'terms',
  'synonyms',
  'synonym',
  'alt_labels',
  'alt_label',
  'alternative_labels',
  'alternative_label',
  'labels',
  'names',
  'titles',
  'aliases',
  'texts',
  'hidden_labels',
  'hidden_label',
];

/** Which columns of a table, or members of a record, make an entry. */
export interface EntryColumns {
  id: string;
  /** One text each, best name first. */
  names: string[];
  /** Several texts each. */
  lists: string[];
}

/** `skos:altLabel@fr`, `Alt Label` and `alt_label` are one name. */
function plainName(name: string): string {
  return name
    .toLowerCase()
    .replace(/^skos:/, '')
    .replace(/@[a-z-]+$/, '')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** The columns that go by one of the aliases, in the order of the aliases. */
function columnsNamed(header: readonly string[], aliases: readonly string[]): string[] {
  const plain = header.map(plainName);
  return aliases.flatMap((alias) => {
    const wanted = plainName(alias);
    return header.filter((_, index) => plain[index] === wanted);
  });
}

/** The columns of query, key and verdict, as far as the header has them; a mapping wins over the aliases. */
export function findFeedbackColumns(
  header: readonly string[],
  mapping?: FeedbackColumns,
): Partial<FeedbackColumns> {
  const found: Partial<FeedbackColumns> = {};
  for (const role of ['query', 'key', 'verdict'] as const) {
    const name = mapping
      ? header.find((column) => column === mapping[role].trim())
      : columnsNamed(header, FEEDBACK_ALIASES[role])[0];
    if (name !== undefined) found[role] = name;
  }
  return found;
}

/** Whether query, key and verdict all have a column. */
export function isComplete(columns: Partial<FeedbackColumns>): columns is FeedbackColumns {
  return columns.query !== undefined && columns.key !== undefined && columns.verdict !== undefined;
}

/** The columns that make an entry, or undefined where there is no id. A column has one role only. */
export function findEntryColumns(header: readonly string[]): EntryColumns | undefined {
  const id = columnsNamed(header, ID_ALIASES)[0];
  if (id === undefined) return undefined;
  return {
    id,
    names: [...new Set(columnsNamed(header, NAME_ALIASES))],
    lists: [...new Set(columnsNamed(header, LIST_ALIASES))],
  };
}

import type { FeedbackColumns } from '#core/contract/data.ts';

/** What a column of a feedback table can be. */
export const FEEDBACK_ROLES = ['query', 'key', 'verdict'] as const;
export type FeedbackRole = (typeof FEEDBACK_ROLES)[number];

/** Splink's column of labels: how sure a person is that two records belong together, 0..1. */
export const SPLINK_SCORE = 'clerical_match_score';

/**
 * Accepted headers of a feedback table, the canonical one first; case, spaces and `_` do not count. The last ones of each
 * are those of files of outcomes: who applied for what, and what became of it; and of Splink's labels.
 */
export const FEEDBACK_ALIASES: Record<FeedbackRole, readonly string[]> = {
  query: [
    'query_key',
    'query',
    'query_text',
    'term',
    'source_key',
    'source',
    'search_term',
    'job',
    'job_id',
    'vacancy',
    'vacancy_id',
    'position',
    'position_id',
    'unique_id_l',
  ],
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
    'candidate_id',
    'applicant',
    'applicant_id',
    'unique_id_r',
  ],
  verdict: [
    'correct',
    'label',
    'verdict',
    'status',
    'is_correct',
    'is_match',
    'judgment',
    'outcome',
    'stage',
    SPLINK_SCORE,
  ],
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

/** Which columns of a table, or members of a record, make an entry of a dictionary. */
export interface DictionaryColumns {
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

/**
 * The columns of query, key and verdict, as far as the header has them, and the outcome map. A mapping wins over the
 * aliases; where it leaves a role empty, the alias of a column that it does not name counts.
 */
export function findFeedbackColumns(
  header: readonly string[],
  mapping?: FeedbackColumns,
): Partial<FeedbackColumns> {
  const found: Partial<FeedbackColumns> = {};
  const wanted = (role: FeedbackRole) => mapping?.[role].trim() ?? '';
  const taken = new Set(FEEDBACK_ROLES.map((role) => columnCalled(header, wanted(role))));
  const free = header.filter((column) => !taken.has(column));
  for (const role of FEEDBACK_ROLES) {
    const name = wanted(role)
      ? columnCalled(header, wanted(role))
      : columnsNamed(free, FEEDBACK_ALIASES[role])[0];
    if (name !== undefined) found[role] = name;
  }
  return mapping?.outcomes ? { ...found, outcomes: mapping.outcomes } : found;
}

/** The column of this name: exactly, else without regard to case and outer spaces where only one is called so. */
export function columnCalled(header: readonly string[], name: string): string | undefined {
  if (header.includes(name)) return name;
  const loose = (title: string) => title.trim().toLowerCase();
  const alike = header.filter((column) => loose(column) === loose(name));
  return alike.length === 1 ? alike[0] : undefined;
}

/** Whether query, key and verdict all have a column. */
export function isComplete(columns: Partial<FeedbackColumns>): columns is FeedbackColumns {
  return columns.query !== undefined && columns.key !== undefined && columns.verdict !== undefined;
}

/** The columns that make an entry, or undefined where there is no id. A column has one role only. */
export function findDictionaryColumns(header: readonly string[]): DictionaryColumns | undefined {
  const id = columnsNamed(header, ID_ALIASES)[0];
  if (id === undefined) return undefined;
  return {
    id,
    names: [...new Set(columnsNamed(header, NAME_ALIASES))],
    lists: [...new Set(columnsNamed(header, LIST_ALIASES))],
  };
}

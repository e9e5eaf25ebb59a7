import type { Facet } from './slices.ts';

/** What is known of a test query beside its judgments. */
export type FacetQuery = {
  /** Its name in rankings. */
  query: string;
  /** What was searched with. */
  text: string;
  /** Fields of the right entry. */
  fields: Readonly<Record<string, unknown>>;
  /** Further columns of the row that it was imported from. */
  columns: Readonly<Record<string, string>>;
};

/** How texts are looked at; core/evaluate knows no text itself. */
export type TextFacets = {
  /** Words in the form in which `known` holds them. */
  words(text: string): string[];
  /** Words of the dictionary. */
  known: ReadonlySet<string>;
  /** "Latin" … */
  script(text: string): string;
  /** A language's name, or "unclear". */
  language(text: string): string;
};

/** More values are names, not kinds. */
const MOST_VALUES = 12;

/** The ways in which test queries are parted: by their text, by fields of the right entry, by columns of the feedback file. */
export function facetsOf(
  queries: readonly FacetQuery[],
  text: TextFacets,
  kinds: { fields: readonly string[]; columns: readonly string[] },
): Facet[] {
  const facet = (name: string, categoryIn: (query: FacetQuery) => string | undefined): Facet => ({
    facet: name,
    values: new Map(
      queries.flatMap((query) => {
        const value = categoryIn(query);
        return value === undefined ? [] : [[query.query, value] as const];
      }),
    ),
  });
  return [
    facet('Words in the query', (query) => lengthClass(text.words(query.text).length)),
    facet('Terms seen', (query) => seenClass(text.words(query.text), text.known)),
    facet('Script', (query) => text.script(query.text)),
    facet('Language', (query) => text.language(query.text)),
    ...kinds.fields.map((field) => facet(field, ({ fields }) => categoryOf(fields[field]))),
    ...kinds.columns.map((column) => facet(column, ({ columns }) => categoryOf(columns[column]))),
  ];
}

const lengthClass = (words: number) => (words >= 4 ? '4+' : String(words));

/** Do the query's words occur in the dictionary? */
function seenClass(words: readonly string[], known: ReadonlySet<string>): string {
  const seen = words.filter((word) => known.has(word)).length;
  if (seen === 0) return 'none';
  return seen === words.length ? 'all' : 'some';
}

/** A value of a kind as text; undefined for nothing and for what is no single value. */
function categoryOf(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** Finds the names whose values are kinds: between 2 and 12 different ones in all records. */
export interface CategoryFinder {
  add(record: Readonly<Record<string, unknown>>): void;
  /** In the order first seen. */
  names(): string[];
}

export function categoryFinder(): CategoryFinder {
  const values = new Map<string, Set<string>>();
  return {
    add(record) {
      for (const [name, value] of Object.entries(record)) {
        const category = categoryOf(value);
        if (category === undefined) continue;
        const known = values.get(name) ?? new Set();
        values.set(name, known);
        if (known.size <= MOST_VALUES) known.add(category);
      }
    },
    names: () =>
      [...values]
        .filter(([, known]) => known.size >= 2 && known.size <= MOST_VALUES)
        .map(([name]) => name),
  };
}

import type { FieldFilter, SearchMode } from '#core/contract/index.ts';
import { CANONICAL } from '#renderer/api/canonical.ts';

export type SearchBy = 'text' | 'key';

/** Everything about a search that the address keeps. */
export interface SearchState {
  /** The text, or the id of an entry. */
  text: string;
  by: SearchBy;
  mode: SearchMode;
  /** The collection that has the id. */
  from: string;
  /** The collection that is searched. */
  in: string;
  filters: FieldFilter[];
}

export const NEW_SEARCH: SearchState = {
  text: '',
  by: 'text',
  mode: 'hybrid',
  from: CANONICAL,
  in: CANONICAL,
  filters: [],
};

const MODES: readonly SearchMode[] = ['hybrid', 'meaning', 'letters'];
const MOST_FILTERS = 20;

/** Reads the parameters of an address; what cannot be read is as in a new search. */
export function readSearch(params: Readonly<Record<string, string>>): SearchState {
  return {
    text: params.q ?? '',
    by: params.by === 'key' ? 'key' : 'text',
    mode: MODES.find((mode) => mode === params.mode) ?? 'hybrid',
    from: params.from || CANONICAL,
    in: params.in || CANONICAL,
    filters: readFilters(params.filters ?? ''),
  };
}

/** The other way round; what is as in a new search is empty. */
export function writeSearch(state: SearchState): Record<string, string> {
  const unless = (usual: string, value: string) => (value === usual ? '' : value);
  return {
    q: state.text,
    by: unless('text', state.by),
    mode: unless('hybrid', state.mode),
    from: unless(CANONICAL, state.from),
    in: unless(CANONICAL, state.in),
    filters: state.filters.length > 0 ? JSON.stringify(state.filters) : '',
  };
}

function readFilters(text: string): FieldFilter[] {
  if (text === '') return [];
  try {
    const read: unknown = JSON.parse(text);
    return Array.isArray(read) ? read.filter(isFilter).slice(0, MOST_FILTERS) : [];
  } catch {
    // An address that was cut off or edited: better no filter than no screen.
    return [];
  }
}

function isFilter(value: unknown): value is FieldFilter {
  if (typeof value !== 'object' || value === null) return false;
  const { field, op, values, from, to } = value as Record<string, unknown>;
  if (typeof field !== 'string') return false;
  if (op === 'range') {
    return isEnd(from) && isEnd(to) && (from !== undefined || to !== undefined);
  }
  if (op !== 'is' && op !== 'not') return false;
  return Array.isArray(values) && values.length > 0 && values.every(isValue);
}

const isEnd = (value: unknown): boolean => value === undefined || typeof value === 'number';

const isValue = (value: unknown): boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

import type { EntryColumns } from '#core/contract/data.ts';
import { ID_ALIASES } from './column-names.ts';
import { kindOf } from './field-values.ts';

/** A table's header and its first rows, with a cell for each column. */
export interface TableSample {
  columns: readonly string[];
  rows: readonly (readonly string[])[];
}

/** Words of a column's name by which it holds keys. */
const KEY_WORDS = new Set([
  'id',
  'key',
  'uuid',
  'guid',
  'uri',
  'code',
  'sku',
  'ean',
  'gtin',
  'isbn',
]);
/** Names of columns that say what an entry is called. */
const NAMES = new Set(['title', 'name', 'headline', 'label', 'position', 'role', 'occupation']);
/** Words by which a column says what an entry is called, also among others, as in `job_title`. */
const NAME_WORDS = new Set(['title', 'headline']);
/** Words by which a column describes an entry. */
const TEXT_WORDS = new Set([
  'description',
  'summary',
  'text',
  'resume',
  'cv',
  'abstract',
  'body',
  'content',
  'profile',
  'bio',
  'about',
  'skills',
  'experience',
  'requirements',
  'responsibilities',
  'duties',
  'keywords',
  'synonyms',
]);
/** Keys are short: a column of longer texts is none, though each is different. */
const LONGEST_KEY = 64;

interface Column {
  name: string;
  words: string[];
  /** Those that are not empty. */
  values: string[];
  /** Every row has one of its own. */
  unique: boolean;
  meanLength: number;
}

/**
 * A guess at which columns make the entries: the key by its name and because it names each row once; the texts by their
 * names, what an entry is called before what describes it, or else the longest one. Undefined where there is no column.
 */
export function guessEntryColumns({ columns, rows }: TableSample): EntryColumns | undefined {
  const all = columns.map((name, at) => columnOf(name, at, rows));
  const key = guessKey(all);
  if (!key) return undefined;
  const texts = guessTexts(all.filter((column) => column !== key));
  return { key: key.name, texts: (texts.length > 0 ? texts : [key]).map(nameOf), joined: false };
}

const nameOf = ({ name }: Column) => name;

function columnOf(name: string, at: number, rows: TableSample['rows']): Column {
  const values = rows.map((cells) => cells[at]?.trim() ?? '').filter((value) => value !== '');
  return {
    name,
    words: wordsOf(name),
    values,
    unique: values.length === rows.length && new Set(values).size === values.length,
    meanLength: values.reduce((sum, value) => sum + value.length, 0) / Math.max(1, values.length),
  };
}

/** `vacancyId`, `vacancy_id` and `Vacancy ID` are the same two words. */
function wordsOf(name: string): string[] {
  const parts = name.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').toLowerCase();
  return parts.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}

function guessKey(columns: readonly Column[]): Column | undefined {
  const alias = ({ words }: Column) => ID_ALIASES.includes(words.join('_'));
  const named = columns
    .filter(({ words }) => words.some((word) => KEY_WORDS.has(word)))
    .toSorted((a, b) => Number(alias(b)) - Number(alias(a)));
  return (
    named.find(({ unique }) => unique) ??
    columns.find(({ unique, meanLength }) => unique && meanLength <= LONGEST_KEY) ??
    named[0] ??
    columns[0]
  );
}

function guessTexts(columns: readonly Column[]): Column[] {
  const wordy = columns.filter(isText);
  const has = (words: ReadonlySet<string>) => (column: Column) =>
    column.words.some((word) => words.has(word));
  const isName = (column: Column) => NAMES.has(column.words.join(' ')) || has(NAME_WORDS)(column);
  const names = wordy.filter(isName);
  const texts = wordy.filter((column) => !isName(column) && has(TEXT_WORDS)(column));
  if (names.length + texts.length > 0) return [...names, ...texts];
  return wordy.toSorted((a, b) => b.meanLength - a.meanLength).slice(0, 1);
}

/** Neither numbers nor dates nor addresses. */
function isText({ values }: Column): boolean {
  const texts = values.filter(
    (value) => kindOf(value) === 'text' && !/^(https?:|\d{4}-\d\d-\d\d)/i.test(value),
  );
  return texts.length * 2 > values.length;
}

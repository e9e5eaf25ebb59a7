import {
  CANONICAL,
  CollectionName,
  type EntryColumns,
  type FeedbackColumns,
  type FileKind,
  type OutcomeMap,
} from '#core/contract/data.ts';
import { PlumblineError } from '#core/contract/errors.ts';

/** What a command line says of an import. */
export interface ImportOptions {
  canonical?: string;
  /** `name=file` each. */
  collection?: readonly string[];
  feedback?: string;
  keyColumn?: string;
  textColumn?: readonly string[];
  joined?: boolean;
  field?: readonly string[];
  queryColumn?: string;
  matchColumn?: string;
  statusColumn?: string;
  /** `status=grade` each. */
  outcome?: readonly string[];
}

/** One file to import. */
export interface ImportSource {
  kind: FileKind;
  path: string;
  /** Where entries go. */
  collection: string;
  entryColumns?: EntryColumns;
  mapping?: FeedbackColumns;
}

/**
 * The files of an import in their order: entries before the judgments that name them. Throws BAD_INPUT for options that
 * do not fit together.
 */
export function importSources(options: ImportOptions): ImportSource[] {
  const entries = entrySources(options);
  const mapping = mappingOf(options);
  const { feedback } = options;
  if (feedback === undefined && mapping) {
    throw wrong(
      'There are columns or outcomes, but no judgments.',
      'Name their file with --feedback.',
    );
  }
  const judgments: ImportSource[] =
    feedback === undefined
      ? []
      : [{ kind: 'feedback', path: feedback, collection: CANONICAL, ...(mapping && { mapping }) }];
  const sources = [...entries, ...judgments];
  if (sources.length > 0) return sources;
  throw wrong(
    'There is nothing to import.',
    'Name files with --canonical, --collection or --feedback.',
  );
}

function entrySources(options: ImportOptions): ImportSource[] {
  const { canonical, collection = [] } = options;
  const named = collection.map(namedFile);
  const main = canonical === undefined ? [] : [{ collection: CANONICAL, path: canonical }];
  const columns = columnsOf(options);
  // Columns are those of a named collection; of the dictionary only where there is no other file.
  const tables = named.length > 0 ? named : main;
  if (columns && tables.length !== 1) {
    throw wrong(
      tables.length === 0
        ? 'There are columns, but no table of entries.'
        : 'The columns could be those of several files.',
      'Import one --collection at a time.',
    );
  }
  return [...main, ...named].map((file) => ({
    kind: 'canonical' as const,
    ...file,
    ...(columns && file === tables[0] && { entryColumns: columns }),
  }));
}

function namedFile(text: string): { collection: string; path: string } {
  const at = text.indexOf('=');
  const [collection, path] = [text.slice(0, Math.max(0, at)), text.slice(at + 1)];
  if (CollectionName.safeParse(collection).success && path !== '') return { collection, path };
  throw wrong(
    `“${text}” does not name a collection and its file.`,
    'Write it as vacancies=file.csv; a name is made of up to 64 letters, digits, - and _.',
  );
}

function columnsOf(options: ImportOptions): EntryColumns | undefined {
  const { keyColumn, textColumn = [], joined, field = [] } = options;
  if (keyColumn !== undefined && textColumn.length > 0) {
    const fields = field.length > 0 ? { fields: [...field] } : {};
    return { key: keyColumn, texts: [...textColumn], joined: joined ?? false, ...fields };
  }
  if (keyColumn === undefined && textColumn.length === 0 && !joined && field.length === 0) {
    return undefined;
  }
  throw wrong(
    'A table of entries needs a key column and at least one text column.',
    'Name them with --key-column and --text-column.',
  );
}

/** Columns that are left out are recognised by their names. */
function mappingOf(options: ImportOptions): FeedbackColumns | undefined {
  const { queryColumn: query, matchColumn: key, statusColumn: verdict, outcome = [] } = options;
  const outcomes = outcome.length > 0 ? { outcomes: outcomeMap(outcome) } : undefined;
  if (query === undefined && key === undefined && verdict === undefined && !outcomes) {
    return undefined;
  }
  return { query: query ?? '', key: key ?? '', verdict: verdict ?? '', ...outcomes };
}

function outcomeMap(texts: readonly string[]): OutcomeMap {
  const grades = new Map<string, number | null>();
  for (const text of texts) {
    const { status, grade } = outcomeOf(text);
    if (grades.has(status) && grades.get(status) !== grade) {
      throw wrong(`The status “${status}” has two grades.`, 'Give it one.');
    }
    grades.set(status, grade);
  }
  return Object.fromEntries(grades);
}

function outcomeOf(text: string): { status: string; grade: number | null } {
  const at = text.lastIndexOf('=');
  const status = text.slice(0, Math.max(0, at)).trim();
  const written = text.slice(at + 1).trim();
  const grade = written === '' ? null : Number(written);
  if (at >= 0 && (grade === null || (grade >= 0 && grade <= 1))) return { status, grade };
  throw wrong(
    `“${text}” does not say what a status means.`,
    'Write it as hired=1, with a grade from 0 (no) to 1 (yes), or withdrew= to leave its rows out.',
  );
}

function wrong(message: string, remedy: string): PlumblineError {
  return new PlumblineError('BAD_INPUT', message, { remedy });
}

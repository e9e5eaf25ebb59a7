import type {
  CollectionSummary,
  EntryColumns,
  FeedbackColumns,
  FileKind,
  FilePreview,
} from '#core/contract/index.ts';
import { CANONICAL } from '#renderer/api/canonical.ts';
import { formatQuantity } from '#renderer/ui/format.ts';

/** What a file can be imported as. */
export type FileUse = 'collection' | 'canonical' | 'feedback';

/** What the user has said of a file so far. */
export interface Choices {
  use?: FileUse;
  /** The name of the collection that it becomes. */
  collection?: string;
  mapping?: FeedbackColumns;
  entryColumns?: EntryColumns;
}

/** What is said of a file beside its content, when it is looked at or imported. */
export interface FileRequest {
  kind?: FileKind;
  mapping?: FeedbackColumns;
  collection?: string;
  entryColumns?: EntryColumns;
}

/** What the file is taken for; null where the user has to say so: a table that does not say it by itself. */
export function takenFor({ use }: Choices, preview: FilePreview): FileUse | null {
  if (use) return use;
  const unclear = preview.entryColumns || (preview.kind === 'feedback' && !preview.mapping);
  return unclear ? null : preview.kind;
}

/** How to look at a file. A name in the making is not sent: any will do, and each letter would be another question. */
export function lookRequest({ use, mapping, entryColumns }: Choices): FileRequest {
  if (!use) return {};
  if (use === 'feedback') {
    const complete =
      mapping && mapping.query !== '' && mapping.key !== '' && mapping.verdict !== '';
    return { kind: 'feedback', ...(complete && { mapping }) };
  }
  return {
    kind: 'canonical',
    ...(use === 'collection' && { collection: 'new' }),
    ...(entryColumns && { entryColumns }),
  };
}

/** How to import a file as its preview shows it. */
export function importRequest(
  choices: Choices,
  preview: FilePreview,
  name: string,
): FileRequest & { kind: FileKind } {
  const use = takenFor(choices, preview);
  if (use === 'feedback' || use === null) {
    return { kind: 'feedback', ...(preview.mapping && { mapping: preview.mapping }) };
  }
  return {
    kind: 'canonical',
    ...(use === 'collection' && { collection: name }),
    ...(preview.entryColumns && { entryColumns: preview.entryColumns }),
  };
}

/** The name that a collection gets: the one that was typed, or one made from the file's. */
export function collectionName({ collection }: Choices, fileName: string): string {
  return collection ?? suggestName(fileName);
}

const LONGEST_NAME = 64;

/** `Vacancies 2026 (v2).csv` -> `Vacancies-2026-v2`. */
export function suggestName(fileName: string): string {
  const base = fileName.replace(/\.[^.]*$/, '').normalize('NFC');
  const name = base
    .replace(/[^\p{L}\p{N}_]+/gu, '-')
    .replace(/^[-_]+/, '')
    .slice(0, LONGEST_NAME)
    .replace(/[-_]+$/, '');
  return name || 'collection';
}

/** Why a collection cannot be called so; null where it can. */
export function nameProblem(
  name: string,
  collections: readonly Pick<CollectionSummary, 'name'>[],
): string | null {
  if (!/^[\p{L}\p{N}][\p{L}\p{N}_-]{0,63}$/u.test(name)) {
    return 'Use up to 64 letters, digits, - and _.';
  }
  const known = [CANONICAL, ...collections.map((one) => one.name)];
  const alike = known.find((one) => one.toLowerCase() === name.toLowerCase());
  if (alike === CANONICAL) return 'This is the name of the canonical dictionary.';
  if (alike !== undefined && alike !== name) return `There is a collection ${alike} already.`;
  return null;
}

/** What the name means, where nothing is wrong with it. */
export function nameHint(
  name: string,
  collections: readonly Pick<CollectionSummary, 'name' | 'entries'>[],
): string {
  const before = collections.find((one) => one.name === name);
  if (!before) return 'A new collection.';
  return `Takes the place of ${name}, ${formatQuantity(before.entries, 'entry', 'entries')}.`;
}

/** Why a file cannot be imported as it stands; null where it can. */
export function importObstacle(
  choices: Choices,
  preview: FilePreview,
  fileName: string,
  collections: readonly CollectionSummary[],
): string | null {
  const use = takenFor(choices, preview);
  if (use === null) return 'Say what is in this table.';
  if (use === 'feedback') return feedbackObstacle(preview);
  if (preview.counts.entries === 0) return 'Choose columns that make entries.';
  return use === 'collection' ? nameProblem(collectionName(choices, fileName), collections) : null;
}

function feedbackObstacle({ mapping, statuses, counts }: FilePreview): string | null {
  if (!mapping) return 'Say which column holds what, then it can be imported.';
  if (counts.judgments > 0) return null;
  return statuses
    ? 'Say what each status means, then it can be imported.'
    : 'It holds no judgment.';
}

/** Would an import bring anything? */
export function bringsAnything({ counts }: FilePreview): boolean {
  return counts.entries + counts.judgments > 0;
}

/**
 * The obstacle, unless a finding says the same with its rows, or the field of the name does: nothing else can be wrong
 * with a file that brings something.
 */
export function obstacleToSay(obstacle: string | null, preview: FilePreview): string | null {
  const isSaid = preview.findings.some(({ rule }) => SAYS_IT.has(rule));
  return isSaid || bringsAnything(preview) ? null : obstacle;
}

const SAYS_IT: ReadonlySet<string> = new Set(['outcomes-not-mapped', 'columns-make-no-entries']);

import { z } from 'zod';
import {
  FileKind,
  ImportRecord,
  type Judgment,
  Judgment as JudgmentSchema,
} from '#core/contract/data.ts';
import { ReviewReason } from '#core/contract/review.ts';

/** A judgment; `import` names the import that brought it. */
export interface JudgmentLine {
  type: 'judgment';
  import?: string;
  judgment: Judgment;
  /** Where the writer knows it already. */
  pair?: Pair;
}

/** A normalised query and a key, and both in one string. */
export interface Pair {
  query: string;
  id: string;
}

/** Takes one judgment or skip back; or, with `collection`, the import that brought it, so that the collection is there no more. */
const UndoLine = z.object({
  type: z.literal('undo'),
  id: z.string(),
  /** The judgment's id, or the skip's, or the import's. */
  judgment: z.string(),
  collection: z.string().optional(),
  at: z.string(),
});
export type UndoLine = z.infer<typeof UndoLine>;

/** A reviewer cannot say: the pair is not asked of them again, and nothing counts for it. */
const SkipLine = z.object({
  type: z.literal('skip'),
  id: z.string(),
  query: z.string(),
  key: z.string(),
  by: z.string(),
  at: z.string(),
  reason: ReviewReason,
});
export type SkipLine = z.infer<typeof SkipLine>;

/** Opens an import: what follows under its id counts only once it is committed. */
const ImportLine = z.object({
  type: z.literal('import'),
  import: z.string(),
  kind: FileKind,
  /** Rows of the file. */
  rows: z.number().int(),
  name: z.string(),
  sha256: z.string(),
  at: z.string(),
  /** For entries: the hash of the file that this import puts in place, and the record to commit. */
  collection: z.string().optional(),
  record: ImportRecord.optional(),
});
export type ImportLine = z.infer<typeof ImportLine>;

/** Makes an import count. */
const CommitLine = z.object({
  type: z.literal('commit'),
  import: z.string(),
  /** Rows that the import added: the check that none is missing. */
  rows: z.number().int(),
  record: ImportRecord,
});
export type CommitLine = z.infer<typeof CommitLine>;

export type LedgerLine = JudgmentLine | UndoLine | SkipLine | ImportLine | CommitLine;

const RareLine = z.discriminatedUnion('type', [UndoLine, SkipLine, ImportLine, CommitLine]);

/** One line of the ledger's file, without its end. */
export function formatLedgerLine(line: LedgerLine): string {
  if (line.type !== 'judgment') return JSON.stringify(line);
  const { type, import: from, judgment } = line;
  return JSON.stringify(
    from === undefined ? { type, ...judgment } : { type, import: from, ...judgment },
  );
}

/** Reads one line; null where it is no line of a ledger. */
export function parseLedgerLine(text: string): LedgerLine | null {
  const value = parseJson(text);
  if (!isRecord(value)) return null;
  if (value.type !== 'judgment') return RareLine.safeParse(value).data ?? null;
  const { type, import: from, ...rest } = value;
  if (!isJudgment(rest)) return null;
  if (from === undefined) return { type, judgment: rest };
  return typeof from === 'string' ? { type, import: from, judgment: rest } : null;
}

/** The common shape is checked by hand: a schema takes several seconds for a million lines. */
function isJudgment(value: Record<string, unknown>): value is Judgment & Record<string, unknown> {
  const { id, query, key, verdict, source, at, grade, extra, by, settles } = value;
  const common =
    typeof id === 'string' &&
    typeof query === 'string' &&
    typeof key === 'string' &&
    (verdict === 'yes' || verdict === 'no') &&
    typeof source === 'string' &&
    typeof at === 'string';
  const plain =
    grade === undefined && extra === undefined && by === undefined && settles === undefined;
  if (common && source === 'import' && plain) return true;
  return common && JudgmentSchema.safeParse(value).success;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // the caller knows whether a torn line is expected here
  }
}

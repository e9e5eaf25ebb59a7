import { ImportRecord, type Judgment } from '#core/contract/data.ts';
import type { JobContext } from '#core/platform/job-context.ts';
import { isRepeated, type LedgerState, pairOf } from './ledger.ts';
import type { ImportLine, JudgmentLine, LedgerLine, Pair } from './ledger-line.ts';

/** One row of a feedback file. */
export type ImportedRow = Pick<Judgment, 'query' | 'key' | 'verdict' | 'grade' | 'extra'>;

/** What is known of a file before it is imported. */
export type ImportHeader = Omit<ImportRecord, 'id' | 'at' | 'kind' | 'skipped'>;

interface Target {
  state: LedgerState;
  /** Writes lines and flushes them. */
  append(lines: readonly LedgerLine[]): Promise<void>;
  /** ISO 8601, UTC. */
  at: string;
}

/** Rows written at once: some hundred kilobytes, so that flushing costs little and memory stays small. */
const ROWS_AT_ONCE = 4096;

/**
 * Appends an import: its opening line, the rows that say something new, and the commit that makes
 * them count. Reports progress in rows; throws CANCELLED, leaving an import without commit.
 */
export async function appendImport(
  target: Target,
  { rows: total, ...header }: ImportHeader & { rows: number },
  rows: Iterable<ImportedRow> | AsyncIterable<ImportedRow>,
  context: JobContext,
): Promise<ImportRecord> {
  const opening = openingLine(target, header, total);
  await target.append([opening]);
  const { added, skipped } = await appendRows(target, opening, total, rows, context);
  const about = { id: opening.import, kind: 'feedback', at: target.at, skipped };
  const record = ImportRecord.parse({ ...header, ...about });
  await context.breathe();
  await target.append([{ type: 'commit', import: opening.import, rows: added, record }]);
  context.progress(total, total, 'rows');
  return record;
}

function openingLine(
  { state, at }: Target,
  { name, sha256 }: ImportHeader,
  rows: number,
): ImportLine {
  return {
    type: 'import',
    import: `i${state.begun + 1}`,
    kind: 'feedback',
    rows,
    name,
    sha256,
    at,
  };
}

async function appendRows(
  { state, append, at }: Target,
  opening: ImportLine,
  total: number,
  rows: Iterable<ImportedRow> | AsyncIterable<ImportedRow>,
  context: JobContext,
): Promise<{ added: number; skipped: number }> {
  const said: Said = new Map();
  let lines: LedgerLine[] = [];
  let read = 0;
  let added = 0;
  for await (const row of rows) {
    read += 1;
    const pair = pairOf(row);
    if (isNew(state, said, pair, row)) {
      added += 1;
      lines.push({ ...rowLine(opening.import, added, at, row), pair });
    }
    if (lines.length >= ROWS_AT_ONCE) {
      await append(lines);
      lines = [];
    }
    if (read % 256 === 0) {
      context.progress(read, total, 'rows');
      await context.breathe();
    }
  }
  if (lines.length > 0) await append(lines);
  return { added, skipped: read - added };
}

/** What this file has said so far of each pair and grade: 1 yes, 2 no, 3 both. */
type Said = Map<string, number>;

/** New to the ledger and to this file; remembers it for the rest of the file. */
function isNew(state: LedgerState, said: Said, pair: Pair, row: ImportedRow): boolean {
  const of = row.grade === undefined ? pair.id : `${row.grade} ${pair.id}`;
  const verdict = row.verdict === 'yes' ? 1 : 2;
  const before = said.get(of) ?? 0;
  if (before & verdict || isRepeated(state, pair, row)) return false;
  said.set(of, before | verdict);
  return true;
}

function rowLine(from: string, number: number, at: string, row: ImportedRow): JudgmentLine {
  const { query, key, verdict, grade, extra } = row;
  const judgment: Judgment = {
    id: `${from}-${number}`,
    query,
    key,
    verdict,
    ...(grade === undefined ? {} : { grade }),
    source: 'import',
    at,
    ...(extra === undefined ? {} : { extra }),
  };
  return { type: 'judgment', import: from, judgment };
}

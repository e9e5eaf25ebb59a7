import type { FeedbackColumns, FilePreview, Finding } from '#core/contract/data.ts';
import type { JobContext } from '#core/platform/job-context.ts';
import {
  FEEDBACK_ALIASES,
  FEEDBACK_ROLES,
  type FeedbackRole,
  findFeedbackColumns,
  isComplete,
} from './column-names.ts';
import type { FileCounts } from './draft-entries.ts';
import { badInput, type Fault, faultList } from './faults.ts';
import { type FeedbackRow, feedbackRows } from './feedback-rows.ts';
import { type OpenedFile, openText, type SourceFile } from './open-text.ts';
import { statusesInWords } from './outcomes.ts';
import { openTable } from './table.ts';
import { listed, quoted } from './words.ts';

export interface FeedbackFile {
  rows: FeedbackRow[];
  columns: string[];
  mapping: FeedbackColumns;
  /** "CSV, comma" … */
  format: string;
  encoding: string;
  /** Of a status column: its values with their counts. */
  statuses?: NonNullable<FilePreview['statuses']>;
  findings: Finding[];
  counts: FileCounts;
}

/**
 * Reads a table of yes/no judgments, or of outcomes with a map of what each status means. Rows that say neither, or
 * whose status the map does not name, are left out and told in a finding. All or nothing: throws BAD_INPUT with file,
 * lines and remedy for columns that are missing, ragged rows, broken quotes, an empty query or key, or where no row is
 * left.
 */
export async function readFeedback(
  file: SourceFile & { mapping?: FeedbackColumns | undefined },
  ctx?: JobContext,
): Promise<FeedbackFile> {
  const read = await feedbackFromText(openText(file), file.mapping, ctx);
  if (read.rows.length === 0) throw badInput(file.name, nothingToImport(read));
  return read;
}

/** As readFeedback, for a file that has been opened; also where no row is left. */
export async function feedbackFromText(
  file: OpenedFile,
  wanted?: FeedbackColumns,
  ctx?: JobContext,
): Promise<FeedbackFile> {
  const faults = faultList(file.name);
  const table = openTable(file, faults);
  const mapping = findFeedbackColumns(table.header, wanted);
  if (!isComplete(mapping)) {
    throw badInput(file.name, columnsMissing(table.header, mapping, wanted, table.headerLine));
  }
  refuseDoubleUse(file.name, mapping, table.headerLine);
  const reader = feedbackRows(file.name, table.header, mapping, faults);
  for await (const batch of table.batches(ctx)) {
    for (const row of batch) reader.read(row);
    if (faults.full) break;
  }
  faults.throwIfAny();
  const statuses = reader.statuses();
  return {
    rows: reader.rows,
    columns: table.header,
    mapping,
    format: table.format,
    encoding: file.encoding,
    ...(statuses && { statuses }),
    findings: [...file.findings, ...reader.findings()],
    counts: countsOf(reader.rows),
  };
}

function countsOf(rows: readonly FeedbackRow[]): FileCounts {
  const yes = rows.reduce((sum, row) => sum + (row.verdict === 'yes' ? 1 : 0), 0);
  return { entries: 0, terms: 0, judgments: rows.length, yes, no: rows.length - yes };
}

const ROLES: Record<FeedbackRole, string> = {
  query: 'the query',
  key: 'the matched key',
  verdict: 'the verdict',
};

/** Says which columns the header has, which are missing, and by which names they would be known. */
export function columnsMissing(
  header: readonly string[],
  found: Partial<FeedbackColumns>,
  wanted: FeedbackColumns | undefined,
  line: number,
): Fault {
  const missing = FEEDBACK_ROLES.filter((role) => found[role] === undefined);
  const what = missing.map((role) =>
    wanted?.[role] ? `${ROLES[role]} (${quoted(wanted[role])})` : ROLES[role],
  );
  const names = missing.map(
    (role) => `${ROLES[role]} as ${listed(FEEDBACK_ALIASES[role].slice(0, 6), 'or')}`,
  );
  return {
    line,
    text: `The header names ${listed(header.map(quoted))}, but no column for ${listed(what)}.`,
    remedy: `Map the columns on the Data screen or with --query-column, --match-column and --status-column, or name ${listed(names, 'and')}.`,
  };
}

function refuseDoubleUse(
  file: string,
  { query, key, verdict }: FeedbackColumns,
  line: number,
): void {
  if (new Set([query, key, verdict]).size === 3) return;
  throw badInput(file, {
    line,
    text: `One column is mapped twice: ${listed([query, key, verdict].map(quoted))}.`,
    remedy: 'Choose three different columns for query, key and verdict.',
  });
}

/** Why no row is left: the first of them, and what to do. */
function nothingToImport({ findings, mapping, statuses = [] }: FeedbackFile): Fault {
  const [first] = findings.flatMap(({ rule, rows }) => (LEFT_OUT.has(rule) ? rows : []));
  const line = first?.line;
  if (line === undefined) {
    return {
      line: 1,
      text: 'The file has a header but no rows.',
      remedy: 'Choose a file with at least one judgment.',
    };
  }
  const said = `${quoted(mapping.verdict)} says ${statusesInWords(statuses)}`;
  return mapping.outcomes
    ? {
        line,
        text: `No row is left: ${said}, and the outcome map gives none of it a grade.`,
        remedy: 'Give at least one of them a grade from 0 (no) to 1 (yes).',
      }
    : {
        line,
        text: `No row says yes or no: ${said}.`,
        remedy:
          'Say what each status means on the Data screen or with --outcome, write yes or no (true or false, 1 or 0), or map another column as the verdict.',
      };
}

const LEFT_OUT = new Set(['outcomes-not-mapped', 'unmapped-statuses', 'outcomes-left-out']);

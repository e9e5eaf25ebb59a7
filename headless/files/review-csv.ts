import Papa from 'papaparse';
import { PlumblineError } from '#core/contract/errors.ts';
import { ReviewAnswer, type ReviewItem, ReviewReason } from '#core/contract/review.ts';

const HEADER = ['query', 'key', 'name', 'terms', 'verdict', 'reason'] as const;

/** One answer of a file, with the line (from 1) on which its row begins. */
export type AnswerRow = Pick<ReviewAnswer, 'query' | 'key' | 'verdict' | 'reason'> & {
  line: number;
};

/** A queue as CSV, blind: nothing of what the model thinks, and an empty column for the verdict. */
export function queueCsv(items: readonly ReviewItem[]): string {
  const rows = items.map(({ query, entry, reason }) => [
    query,
    entry.key,
    entry.name,
    entry.terms.join(' | '),
    '',
    reason,
  ]);
  return `${Papa.unparse([[...HEADER], ...rows], { newline: '\n' })}\n`;
}

const VERDICTS = new Map<string, AnswerRow['verdict'] | null>([
  ['', null],
  ...['yes', 'true', '1'].map((text) => [text, 'yes'] as const),
  ...['no', 'false', '0'].map((text) => [text, 'no'] as const),
  ['skip', 'skip'],
]);

/** Answers that were filled in, and how many rows were left without one. Throws BAD_INPUT naming every bad row. */
export function readAnswers(text: string, file: string): { answers: AnswerRow[]; left: number } {
  const [header, ...rows] = numberedRows(text);
  const at = columnsOf(header?.cells ?? [], file);
  const faults: { line: number; text: string }[] = [];
  const answers: AnswerRow[] = [];
  const seen = new Set<string>();
  let left = 0;
  for (const { line, cells } of rows) {
    if (cells.every((cell) => cell.trim() === '')) continue;
    const verdict = VERDICTS.get((cells[at.verdict] ?? '').trim().toLowerCase());
    const given = {
      query: cells[at.query] ?? '',
      key: cells[at.key] ?? '',
      reason: at.reason === -1 ? 'uncertain' : (cells[at.reason] ?? '').trim(),
    };
    const fault = faultOf({ ...given, verdict, cells, width: header?.cells.length ?? 0, seen });
    if (fault !== null) faults.push({ line, text: fault });
    else if (verdict === null || verdict === undefined) left += 1;
    else answers.push({ ...given, line, verdict, reason: ReviewReason.parse(given.reason) });
  }
  refuse(faults, file);
  return { answers, left };
}

interface GivenRow {
  query: string;
  key: string;
  reason: string;
  verdict: AnswerRow['verdict'] | null | undefined;
  cells: readonly string[];
  width: number;
  /** Pairs of the rows before; this row's is added. */
  seen: Set<string>;
}

function faultOf({ query, key, reason, verdict, cells, width, seen }: GivenRow): string | null {
  if (cells.length !== width)
    return `This row has ${cells.length} fields, the header has ${width}.`;
  if (verdict === undefined) return 'The verdict is none of yes, no, skip and empty.';
  if (!ReviewAnswer.shape.query.safeParse(query).success || query.trim() === '')
    return 'There is no query, or a far too long one.';
  if (key === '') return 'There is no key.';
  if (!ReviewReason.safeParse(reason).success)
    return `The reason is none of ${ReviewReason.options.join(', ')}.`;
  const pair = JSON.stringify([query, key]);
  if (seen.has(pair)) return 'This pair stands in the file twice.';
  seen.add(pair);
  return null;
}

function columnsOf(header: readonly string[], file: string) {
  const names = header.map((cell) => cell.trim().toLowerCase());
  const at = (name: string) => names.indexOf(name);
  const missing = ['query', 'key', 'verdict'].filter((name) => at(name) === -1);
  if (missing.length > 0) {
    throw new PlumblineError('BAD_INPUT', `There is no column ${missing.join(', ')}.`, {
      file,
      line: 1,
      remedy: 'Fill in a file that --queue wrote, and keep its header.',
    });
  }
  return { query: at('query'), key: at('key'), verdict: at('verdict'), reason: at('reason') };
}

function refuse(faults: readonly { line: number; text: string }[], file: string): void {
  const [first, ...further] = faults;
  if (!first) return;
  const more = further.length === 0 ? '' : ` There are ${further.length} more bad rows.`;
  throw new PlumblineError('BAD_INPUT', `${first.text}${more}`, {
    file,
    line: first.line,
    remedy: 'Mend the file; no answer of it was taken.',
    ...(further.length > 0 && { places: further }),
  });
}

/** Rows of a CSV whose delimiter a spreadsheet may have changed, with their lines. Throws BAD_INPUT for a broken quote. */
function numberedRows(text: string): { line: number; cells: string[] }[] {
  const delimitersToGuess = [',', ';', '\t'];
  const parsed = Papa.parse<string[]>(text.replace(/^\ufeff/, ''), { delimitersToGuess });
  const broken = parsed.errors.find(({ type }) => type === 'Quotes');
  let line = 1;
  const rows = parsed.data.map((cells) => {
    const row = { line, cells };
    line += 1 + cells.reduce((sum, cell) => sum + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0);
    return row;
  });
  if (!broken) return rows;
  throw new PlumblineError('BAD_INPUT', 'A quote opens here and is not closed properly.', {
    line: rows[broken.row ?? 0]?.line ?? 1,
    remedy: 'Close it, and write a quote inside a quoted value twice ("").',
  });
}

import { CANONICAL, type Finding, type ImportRecord } from '#core/contract/data.ts';
import { bytes, count } from '../terminal/numbers.ts';
import { printable } from '../terminal/width.ts';

/** What an import brought, and what there is to know of its files and of the workspace since. */
export interface ImportReport {
  imported: ImportRecord[];
  /** What a file itself shows, line by line. */
  files: { name: string; findings: Finding[] }[];
  /** Those of the workspace, once all files are in. */
  findings: Finding[];
}

/** Rows of a finding that the terminal lists. */
const ROWS_SHOWN = 5;

export function importLines({ imported, files, findings }: ImportReport): string[] {
  return [
    ...imported.map(importLine),
    ...files.flatMap(fileFindingLines),
    ...findings.map(findingLine),
  ];
}

function fileFindingLines({ name, findings }: ImportReport['files'][number]): string[] {
  return findings.flatMap((finding) => {
    const rows = finding.rows.filter(({ line }) => line !== undefined).slice(0, ROWS_SHOWN);
    return [
      `${printable(name)}: ${findingLine(finding)}`,
      ...rows.map(({ line, text }) => `  line ${line}: ${printable(text)}`),
    ];
  });
}

function importLine({ name, format, encoding, skipped, ...record }: ImportRecord): string {
  const again = skipped > 0 ? `; ${number(skipped, 'row')} brought nothing new` : '';
  const facts = `${format}, ${encoding}, ${bytes(record.bytes)}`;
  return `${printable(name)}: ${broughtBy(record)}${again} (${facts})`;
}

type Brought = Pick<ImportRecord, 'kind' | 'collection' | 'counts'>;

function broughtBy({ kind, collection = CANONICAL, counts }: Brought): string {
  if (kind === 'feedback') {
    return `${number(counts.judgments, 'judgment')} (${count(counts.yes)} yes, ${count(counts.no)} no)`;
  }
  const place = collection === CANONICAL ? '' : ` in ${collection}`;
  return `${number(counts.entries, 'entry', 'entries')} with ${number(counts.terms, 'term')}${place}`;
}

function number(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

function findingLine({ level, title, detail }: Finding): string {
  return `${level}: ${printable(title)}. ${printable(detail)}`;
}

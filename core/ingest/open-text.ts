import type { Finding } from '#core/contract/data.ts';
import { decodeText } from './decode-text.ts';
import { badInput, type Fault, faultList } from './faults.ts';
import { finding, MAX_FINDING_ROWS } from './finding.ts';
import { lineFinder } from './lines.ts';
import { counted, quoted } from './words.ts';

/** A file as it came: from a path, a drop or a request. */
export interface SourceFile {
  name: string;
  bytes: Uint8Array;
}

/** A file as text, with what was odd about it. */
export interface OpenedFile {
  name: string;
  text: string;
  encoding: string;
  findings: Finding[];
}

/** V8 holds strings of up to 2^29 characters; half of that leaves room to work. */
const MAX_BYTES = 2 ** 28;

const BINARY_KINDS: readonly { mark: string; what: string; remedy: string }[] = [
  {
    mark: 'PK\u0003\u0004',
    what: 'a ZIP archive or an Excel workbook',
    remedy: 'In a spreadsheet, save the sheet as CSV (UTF-8); unpack an archive first.',
  },
  {
    mark: '\u00d0\u00cf\u0011\u00e0',
    what: 'an old Excel workbook',
    remedy: 'Open it in a spreadsheet and save the sheet as CSV (UTF-8).',
  },
  { mark: '\u001f\u008b', what: 'a gzip archive', remedy: 'Unpack it first.' },
  { mark: 'PAR1', what: 'a Parquet file', remedy: 'Export it as CSV or JSON Lines.' },
  { mark: '%PDF', what: 'a PDF', remedy: 'Export the table in it as CSV.' },
];

/**
 * Decodes a file. Throws BAD_INPUT where there is no text to read: an empty file, a known binary format,
 * one of more than 256 MiB, or NUL bytes (with their lines).
 */
export function openText({ name, bytes }: SourceFile): OpenedFile {
  refuseBinary(name, bytes);
  refuseTooLarge(name, bytes);
  const { text, encoding } = decodeText(bytes);
  if (text.trim() === '') {
    throw badInput(name, EMPTY_FILE);
  }
  refuseNuls(name, text);
  return { name, text, encoding, findings: garbledCharacters(text, encoding) };
}

export const EMPTY_FILE: Fault = {
  line: 1,
  text: 'The file is empty.',
  remedy: 'Choose a file with content.',
};

/** Throws BAD_INPUT where the first bytes are those of a binary format that people take for a table. */
export function refuseBinary(name: string, bytes: Uint8Array): void {
  const start = String.fromCharCode(...bytes.subarray(0, 4));
  const kind = BINARY_KINDS.find(({ mark }) => start.startsWith(mark));
  if (kind)
    throw badInput(name, { line: 1, text: `This is ${kind.what}, not text.`, remedy: kind.remedy });
}

function refuseTooLarge(name: string, bytes: Uint8Array): void {
  if (bytes.length > MAX_BYTES) {
    throw badInput(name, {
      line: 1,
      text: `The file has ${counted(Math.ceil(bytes.length / 2 ** 20), 'MiB', 'MiB')}; at most ${MAX_BYTES / 2 ** 20} can be read at once.`,
      remedy: 'Split it into several files and import them one after another.',
    });
  }
}

function refuseNuls(name: string, text: string): void {
  let at = text.indexOf('\0');
  if (at === -1) return;
  const faults = faultList(name);
  const lineAt = lineFinder(text);
  for (let last = 0; at !== -1 && !faults.full; at = text.indexOf('\0', at + 1)) {
    const line = lineAt(at);
    if (line === last) continue;
    last = line;
    faults.add(nulFault(line));
  }
  faults.throwIfAny();
}

export function nulFault(line: number): Fault {
  return {
    line,
    text: 'This line holds a NUL byte, which no text does.',
    remedy: 'Export the file again as UTF-8 text, or remove the NUL bytes.',
  };
}

/** U+FFFD, or UTF-8 that was once read as windows-1252 (“Ã©” for “é”, “â€™” for “’”). */
const GARBLED =
  /\ufffd|Ã[\u0080-\u009f\u00a1-\u00bfƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œžŸ]|â€[\u0080-\u00bf™œ\u009d˜“”¦]/gu;

function garbledCharacters(text: string, encoding: string): Finding[] {
  const rows: { line: number; text: string }[] = [];
  let lineAt: ((offset: number) => number) | undefined;
  let count = 0;
  for (const { index } of text.matchAll(GARBLED)) {
    count++;
    if (rows.length >= MAX_FINDING_ROWS) continue;
    lineAt ??= lineFinder(text);
    rows.push({ line: lineAt(index), text: around(text, index) });
  }
  return garbledFindings(rows, count, encoding);
}

/** The same for texts that come one by one, with the lines on which their rows begin. */
export function garbledTexts(encoding: string) {
  const rows: { line: number; text: string }[] = [];
  let count = 0;
  return {
    look(text: string, line: number): void {
      for (const { index } of text.matchAll(GARBLED)) {
        count += 1;
        if (rows.length < MAX_FINDING_ROWS) rows.push({ line, text: around(text, index) });
      }
    },
    findings: () => garbledFindings(rows, count, encoding),
  };
}

const around = (text: string, index: number) =>
  quoted(text.slice(Math.max(0, index - 20), index + 20));

function garbledFindings(
  rows: { line: number; text: string }[],
  count: number,
  encoding: string,
): Finding[] {
  const [first] = rows;
  if (!first) return [];
  return [
    finding({
      rule: 'garbled-characters',
      level: 'warn',
      title: `${counted(count, 'character looks', 'characters look')} garbled`,
      detail: `Line ${first.line} reads ${first.text}. The file was read as ${encoding}; if that is wrong, save it as UTF-8 and import it again.`,
      count,
      rows,
    }),
  ];
}

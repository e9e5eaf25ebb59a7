import { createHash, type Hash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { PlumblineError } from '#core/contract/errors.ts';
import type { FileReader } from '#core/platform/files.ts';
import { applyLedgerLine, commitInPieces, emptyLedger, type LedgerState } from './ledger.ts';
import { type LedgerLine, parseLedgerLine } from './ledger-line.ts';

/** A ledger's file as far as it has been read or written. */
export interface LedgerLog {
  state: LedgerState;
  /** Of everything that counts. */
  hash: Hash;
  /** Of the pending import's rows. */
  rowsHash: Hash | null;
  /** Size up to which the file is known. */
  bytes: number;
  fileLines: number;
  /** Where the pending import begins, from 1. */
  pendingFileLine: number;
  /** The last line is no line of a ledger: its writing was cut off. */
  torn: boolean;
}

/**
 * Reads a ledger; a missing file is an empty one. A last line that cannot be read counts as never
 * written. Throws DAMAGED, with the line, for any other line that cannot be read.
 */
export async function loadLedgerLog(files: FileReader, path: string): Promise<LedgerLog> {
  const log = emptyLog();
  if (!(await files.exists(path))) return log;
  // Measured first: what is appended while we read makes the file look changed, and is read again.
  log.bytes = await files.size(path);
  for await (const text of files.readLines(path)) {
    if (log.torn) throw damaged(path, log.fileLines);
    log.fileLines += 1;
    if (text !== '') await readLine(log, text, path);
  }
  return log;
}

function emptyLog(): LedgerLog {
  return {
    state: emptyLedger(),
    hash: createHash('sha256'),
    rowsHash: null,
    bytes: 0,
    fileLines: 0,
    pendingFileLine: 0,
    torn: false,
  };
}

async function readLine(log: LedgerLog, text: string, path: string): Promise<void> {
  const line = parseLedgerLine(text);
  if (!line) {
    log.torn = true;
    return;
  }
  try {
    // Nobody else knows this log yet, so that a large import may be taken in with pauses.
    if (line.type === 'commit') for (const _ of commitInPieces(log.state, line)) await nextTurn();
    else applyLedgerLine(log.state, line);
  } catch (error) {
    throw damaged(path, log.fileLines, error);
  }
  noteLine(log, line, text);
}

/** Takes in a line that is number `log.fileLines` of the file. */
export function takeLine(log: LedgerLog, line: LedgerLine, text: string): void {
  applyLedgerLine(log.state, line);
  noteLine(log, line, text);
}

function noteLine(log: LedgerLog, line: LedgerLine, text: string): void {
  if (line.type === 'import') {
    log.rowsHash = createHash('sha256');
    log.pendingFileLine = log.fileLines;
  } else if (line.type === 'commit') {
    log.hash.update(log.rowsHash?.digest('hex') ?? '').update(text);
    log.rowsHash = null;
  } else if (line.type === 'judgment' && line.import !== undefined) {
    if (log.state.pending?.line.import === line.import) log.rowsHash?.update(text);
  } else if (counts(log, line)) {
    log.hash.update(text);
  }
}

/** A skip, taken back or not, changes nothing that a version rests on. */
function counts({ state }: LedgerLog, line: LedgerLine): boolean {
  return line.type !== 'skip' && !(line.type === 'undo' && state.skips.has(line.judgment));
}

/** Hex sha256 over every line that counts, in order. */
export function digestOf(log: LedgerLog): string {
  return log.hash.copy().digest('hex');
}

function damaged(path: string, line: number, cause?: unknown): PlumblineError {
  const why = cause instanceof Error ? ` ${cause.message}` : '';
  return new PlumblineError('DAMAGED', `This line of the ledger cannot be read.${why}`, {
    file: path,
    line,
    remedy:
      'Bring the file back from a copy, or mend or remove this line; no other line is affected.',
  });
}

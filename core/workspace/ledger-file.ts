import type { FileReader, Files } from '#core/platform/files.ts';
import { collectionOfImport, committedImport } from './ledger.ts';
import { formatLedgerLine, type ImportLine, type LedgerLine } from './ledger-line.ts';
import { type LedgerLog, loadLedgerLog, takeLine } from './ledger-log.ts';
import { repairOf } from './ledger-repair.ts';
import { endsWithLineEnd, offsetOfLine } from './line-offsets.ts';

export interface LedgerPlace {
  path: string;
  /** Where the entries of a collection lie that imports put in place. */
  collection(name: string): string;
}

/** A ledger's file, read once and again whenever its size is not the expected one. */
export interface KeptLog {
  current(): Promise<LedgerLog>;
  forget(): void;
}

export function keepLog(files: FileReader, path: string): KeptLog {
  let log: LedgerLog | null = null;
  return {
    async current() {
      const bytes = (await files.exists(path)) ? await files.size(path) : 0;
      if (log === null || log.bytes !== bytes) log = await loadLedgerLog(files, path);
      return log;
    },
    forget() {
      log = null;
    },
  };
}

/** The writing end of a ledger's file. */
export interface LedgerFile {
  /** What is known now; during a long import what was known before it, without waiting. */
  current(): Promise<LedgerLog>;
  /** Inside `change` only: writes lines, flushed, and takes them in. */
  append(lines: readonly LedgerLine[]): Promise<void>;
  /** Runs one change after another; what a failed one left in the file is cut off again. */
  change<Result>(work: (log: LedgerLog) => Promise<Result>): Promise<Result>;
  /** Mends what a killed or failed writer left at the end. */
  tidy(): Promise<void>;
}

/**
 * `shared`: another thread of this process may be writing decisions. What a failed change leaves is then
 * not cut, since the cut could take one of them with it; a later `tidy` does it.
 */
export function ledgerFile(files: Files, place: LedgerPlace, shared: boolean): LedgerFile {
  const kept = keepLog(files, place.path);
  const inTurn = turns();
  let during: LedgerLog | null = null;
  let unclean = false;

  async function tidy(): Promise<void> {
    kept.forget();
    await repairLedger(files, place, await kept.current());
    kept.forget();
    unclean = false;
  }

  /** The failure that the caller hears of is the first one; a failed mending is tried again before the next change. */
  async function afterFailure(): Promise<void> {
    kept.forget();
    unclean = true;
    if (!shared) await tidy().catch(() => {});
  }

  async function change<Result>(work: (log: LedgerLog) => Promise<Result>): Promise<Result> {
    if (unclean && !shared) await tidy();
    during = await kept.current();
    const linesBefore = during.fileLines;
    try {
      return await work(during);
    } catch (error) {
      if (unclean || during.fileLines !== linesBefore) await afterFailure();
      throw error;
    } finally {
      during = null;
    }
  }

  return {
    current: () => (during ? Promise.resolve(during) : inTurn(kept.current)),
    change: (work) => inTurn(() => change(work)),
    tidy: () => inTurn(tidy),
    async append(lines) {
      const log = await kept.current();
      for (const line of lines) if (line.type === 'commit') committedImport(log.state, line);
      const texts = lines.map(formatLedgerLine);
      const text = `${texts.join('\n')}\n`;
      unclean = true;
      await files.append(place.path, text);
      unclean = false;
      takeLines(log, lines, texts);
      log.bytes += Buffer.byteLength(text);
    },
  };
}

function takeLines(log: LedgerLog, lines: readonly LedgerLine[], texts: readonly string[]): void {
  lines.forEach((line, index) => {
    log.fileLines += 1;
    takeLine(log, line, texts[index] ?? '');
  });
}

async function repairLedger(files: Files, place: LedgerPlace, log: LedgerLog): Promise<void> {
  const { path } = place;
  if (log.bytes === 0) return;
  const { pending } = log.state;
  const repair = repairOf({
    pending,
    torn: log.torn,
    ended: await endsWithLineEnd(path),
    fileLines: log.fileLines,
    pendingFileLine: log.pendingFileLine,
    collection: pending && (await hashInPlace(files, place, pending.line)),
  });
  if (repair.cutBefore !== null) {
    await files.truncate(path, await offsetOfLine(path, repair.cutBefore));
  }
  if (repair.endLine) await files.append(path, '\n');
  if (repair.commit) await files.append(path, `${formatLedgerLine(repair.commit)}\n`);
}

/** Of the file that lies where an import puts its entries; null where there is none, or it brings none. */
async function hashInPlace(
  files: FileReader,
  place: LedgerPlace,
  { record }: ImportLine,
): Promise<string | null> {
  const name = record && collectionOfImport(record);
  if (name === undefined || name === null) return null;
  const path = place.collection(name);
  return (await files.exists(path)) ? files.sha256(path) : null;
}

/** Runs pieces of work one after another, in the order asked for. */
function turns(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work, work);
    last = next;
    return next;
  };
}

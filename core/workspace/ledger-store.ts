import { ImportRecord, type Judgment } from '#core/contract/data.ts';
import { PlumblineError } from '#core/contract/errors.ts';
import type { Clock } from '#core/platform/clock.ts';
import type { FileReader, Files } from '#core/platform/files.ts';
import type { JobContext } from '#core/platform/job-context.ts';
import {
  findJudgment,
  judgmentsOn,
  type Ledger,
  latestImportOf,
  pairOf,
  summariseLedger,
} from './ledger.ts';
import { decide } from './ledger-decide.ts';
import {
  type KeptLog,
  keepLog,
  type LedgerFile,
  type LedgerPlace,
  ledgerFile,
} from './ledger-file.ts';
import { appendImport, type ImportedRow, type ImportHeader } from './ledger-import.ts';
import { digestOf } from './ledger-log.ts';
import { type ReviewRecord, reviewRecord, type Skip } from './ledger-reviews.ts';

/** A decision made in Plumbline. */
export type NewDecision = Pick<
  Judgment,
  'query' | 'key' | 'verdict' | 'grade' | 'by' | 'settles'
> & {
  source: Exclude<Judgment['source'], 'import'>;
};

/** An imported collection: `entriesSha256` is the hash of the file that is put in place. */
export type CollectionHeader = ImportHeader & {
  skipped: number;
  collection: string;
  entriesSha256: string;
};

export interface LedgerReader {
  /** What the ledger amounts to now; the same object while nothing has changed. */
  read(): Promise<Ledger>;
  /** What counts for a query and an entry; null when nothing does or judgments contradict each other. */
  judgmentOn(query: string, key: string): Promise<Judgment | null>;
  /** Who said what, skips too. It goes on knowing what is appended through this ledger. */
  reviews(): Promise<ReviewRecord>;
  /** Hex sha256 over every line that counts. */
  sha256(): Promise<string>;
  /** Entries are being put in their place: their file and what the ledger says of it may disagree. */
  placing(): Promise<boolean>;
}

/** Calls are served one after another; each is on the disk when it returns. */
export interface LedgerWriter extends LedgerReader {
  judge(decision: NewDecision): Promise<Judgment>;
  /** Takes one judgment back and returns it. Throws NOT_FOUND when none that counts has this id. */
  undo(judgmentId: string): Promise<Judgment>;
  /** Records that a reviewer cannot say. */
  skip(skip: Omit<Skip, 'id' | 'at'>): Promise<Skip>;
  /** Takes a judgment or a skip back. Throws NOT_FOUND as `undo` does. */
  undoAnswer(id: string): Promise<void>;
  /** Adds a file's rows, all or none, without those that say nothing new. `rows`: how many there are. */
  importRows(
    header: ImportHeader & { rows: number },
    rows: Iterable<ImportedRow> | AsyncIterable<ImportedRow>,
    context: JobContext,
  ): Promise<ImportRecord>;
  /** Records that `place` puts a collection in its place, both or neither. */
  importCollection(header: CollectionHeader, place: () => Promise<void>): Promise<ImportRecord>;
  /** Records that a collection is there no more, then calls `remove`; from the record on, it is not. */
  removeCollection(name: string, remove: () => Promise<void>): Promise<void>;
  /** Mends what a killed or failed writer left at the end. Nobody else may be writing meanwhile. */
  tidy(): Promise<void>;
}

/** Reads the ledger anew whenever its file has changed. Reading throws DAMAGED as loadLedgerLog does. */
export function ledgerReader(files: FileReader, { path }: LedgerPlace): LedgerReader {
  return readerOf(keepLog(files, path));
}

function readerOf(kept: Pick<KeptLog, 'current'>): LedgerReader {
  let summary: { digest: string; ledger: Ledger } | null = null;
  return {
    async read() {
      const log = await kept.current();
      const digest = digestOf(log);
      if (summary?.digest !== digest) summary = { digest, ledger: summariseLedger(log.state) };
      return summary.ledger;
    },
    async judgmentOn(query, key) {
      const { state } = await kept.current();
      return decide(judgmentsOn(state, pairOf({ query, key })), state.undone)?.judgment ?? null;
    },
    reviews: async () => reviewRecord((await kept.current()).state),
    sha256: async () => digestOf(await kept.current()),
    placing: async () => (await kept.current()).state.pending?.line.collection !== undefined,
  };
}

/** Writes the ledger; the caller holds the workspace's lock. `shared`: see ledgerFile. */
export function ledgerWriter(
  files: Files,
  place: LedgerPlace,
  { clock, shared = false }: { clock: Clock; shared?: boolean },
): LedgerWriter {
  const file = ledgerFile(files, place, shared);
  const at = () => clock.now().toISOString();
  return {
    ...readerOf(file),
    judge: (decision) => judge(file, decision, at()),
    undo: (id) => undo(file, id, at()),
    skip: (skip) => addSkip(file, skip, at()),
    undoAnswer: (id) => undoAnswer(file, id, at()),
    importRows: (header, rows, context) =>
      file.change(({ state }) =>
        appendImport({ state, append: file.append, at: at() }, header, rows, context),
      ),
    importCollection: (header, placeIt) => importCollection(file, header, placeIt, at()),
    removeCollection: (name, remove) => removeCollection(file, name, remove, at()),
    tidy: file.tidy,
  };
}

function judge(file: LedgerFile, decision: NewDecision, at: string): Promise<Judgment> {
  return file.change(async ({ state }) => {
    const judgment: Judgment = { id: `j${state.decisions + 1}`, ...decision, at };
    await file.append([{ type: 'judgment', judgment }]);
    return judgment;
  });
}

function undo(file: LedgerFile, id: string, at: string): Promise<Judgment> {
  return file.change(async ({ state }) => {
    const judgment = findJudgment(state, id);
    if (!judgment) throw unknownJudgment(id);
    await file.append([{ type: 'undo', id: `u${state.decisions + 1}`, judgment: id, at }]);
    return judgment;
  });
}

function addSkip(file: LedgerFile, skip: Omit<Skip, 'id' | 'at'>, at: string): Promise<Skip> {
  return file.change(async ({ state }) => {
    const made: Skip = { id: `s${state.decisions + 1}`, ...skip, at };
    await file.append([{ type: 'skip', ...made }]);
    return made;
  });
}

function undoAnswer(file: LedgerFile, id: string, at: string): Promise<void> {
  return file.change(async ({ state }) => {
    const known = findJudgment(state, id) ?? (state.undone.has(id) ? null : state.skips.get(id));
    if (!known) throw unknownJudgment(id);
    await file.append([{ type: 'undo', id: `u${state.decisions + 1}`, judgment: id, at }]);
  });
}

function importCollection(
  file: LedgerFile,
  { skipped, entriesSha256, ...header }: CollectionHeader,
  placeIt: () => Promise<void>,
  at: string,
): Promise<ImportRecord> {
  return file.change(async ({ state }) => {
    const id = `i${state.begun + 1}`;
    const record = ImportRecord.parse({ ...header, id, kind: 'canonical', at, skipped });
    const { name, sha256, counts } = header;
    const opening = {
      import: id,
      kind: 'canonical' as const,
      rows: counts.entries,
      name,
      sha256,
      at,
    };
    await file.append([{ type: 'import', ...opening, collection: entriesSha256, record }]);
    await placeIt();
    await file.append([{ type: 'commit', import: id, rows: 0, record }]);
    return record;
  });
}

/** One line is enough: whatever happens after it, readers see no collection and the next writer removes the file. */
function removeCollection(
  file: LedgerFile,
  collection: string,
  remove: () => Promise<void>,
  at: string,
): Promise<void> {
  return file.change(async ({ state }) => {
    const record = latestImportOf(state, collection);
    if (record && !state.undone.has(record.id)) {
      const id = `u${state.decisions + 1}`;
      await file.append([{ type: 'undo', id, judgment: record.id, collection, at }]);
    }
    await remove();
  });
}

function unknownJudgment(id: string): PlumblineError {
  return new PlumblineError('NOT_FOUND', `There is no judgment ${id} to take back.`, {
    remedy: 'It may have been taken back already; reload the list of judgments.',
  });
}

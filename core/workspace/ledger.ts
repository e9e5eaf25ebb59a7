import { CANONICAL, type ImportRecord, type Judgment } from '#core/contract/data.ts';
import { PlumblineError } from '#core/contract/errors.ts';
import { normaliseText } from '#core/text/normalise.ts';
import { decide } from './ledger-decide.ts';
import type {
  CommitLine,
  ImportLine,
  JudgmentLine,
  LedgerLine,
  Pair,
  SkipLine,
} from './ledger-line.ts';

/** A judgment with what it is found by, worked out on arrival so that a commit does not block for long. */
interface PlacedJudgment {
  judgment: Judgment;
  pair: Pair;
}

/** An import whose commit has not been read yet. */
export interface PendingImport {
  line: ImportLine;
  rows: PlacedJudgment[];
  /** Nobody else has written since it began, so that the file may be cut there. */
  alone: boolean;
}

/** Everything read so far. Grows in place: a ledger of a million lines is not copied for each. */
export interface LedgerState {
  /** Normalised query and key -> its judgments, oldest first. */
  pairs: Map<string, Judgment[]>;
  /** Ids of the pairs that somebody judged in Plumbline, undone ones too. */
  own: Set<string>;
  /** By id, undone ones too. */
  skips: Map<string, SkipLine>;
  undone: Set<string>;
  /** Normalised queries in the order in which they were first seen, undone ones too: splits rest on it. */
  queries: Set<string>;
  imports: ImportRecord[];
  /** Imports ever begun; decisions, skips and undos ever made: the next ids follow from them. */
  begun: number;
  decisions: number;
  pending: PendingImport | null;
}

/** Yes and no about one pair, with nobody to settle it: from imported files, or the last words of reviewers. */
export interface Contradiction {
  query: string;
  key: string;
  judgments: Judgment[];
}

/** What the lines amount to. */
export interface Ledger {
  /** One judgment for each pair that has one, in the order in which the pairs were first judged. */
  effective: Judgment[];
  contradictions: Contradiction[];
  imports: ImportRecord[];
  /** Normalised queries in the order first seen. */
  queries: string[];
  /** Collections that were imported and then removed. */
  removed: string[];
}

export function emptyLedger(): LedgerState {
  return {
    pairs: new Map(),
    own: new Set(),
    skips: new Map(),
    undone: new Set(),
    queries: new Set(),
    imports: [],
    begun: 0,
    decisions: 0,
    pending: null,
  };
}

/** Takes the next line in, changing `state`. Throws DAMAGED for a commit that does not fit its import. */
export function applyLedgerLine(state: LedgerState, line: LedgerLine): void {
  switch (line.type) {
    case 'judgment':
      applyJudgment(state, line);
      break;
    case 'import':
      state.begun += 1;
      state.pending = { line, rows: [], alone: true };
      break;
    case 'commit':
      for (const _ of commitInPieces(state, line)); // without a pause
      break;
    case 'skip':
      noteDecision(state);
      state.skips.set(line.id, line);
      break;
    case 'undo':
      noteDecision(state);
      state.undone.add(line.judgment);
  }
}

function noteDecision(state: LedgerState): void {
  state.decisions += 1;
  if (state.pending) state.pending.alone = false;
}

function applyJudgment(
  state: LedgerState,
  { import: from, judgment, pair = pairOf(judgment) }: JudgmentLine,
): void {
  const { pending } = state;
  if (from !== undefined) {
    // Rows of an import that was given up, with decisions made since, stay in the file and count for nothing.
    if (pending?.line.import === from) pending.rows.push({ judgment, pair });
    return;
  }
  noteDecision(state);
  state.own.add(pair.id);
  addJudgment(state, { judgment, pair });
}

/** The import that a commit completes. Throws DAMAGED when some of its rows are missing. */
export function committedImport({ pending }: LedgerState, line: CommitLine): PendingImport {
  if (pending?.line.import === line.import && pending.rows.length === line.rows) return pending;
  throw new PlumblineError('DAMAGED', `Rows of import ${line.import} are missing.`, {
    remedy: 'Import the file again.',
  });
}

const PIECE = 8192;

/** Makes an import's rows count, some thousands at a time; between them the caller may let others run. */
export function* commitInPieces(state: LedgerState, line: CommitLine): Generator<void> {
  const { rows } = committedImport(state, line);
  for (let from = 0; from < rows.length; from += PIECE) {
    for (const row of rows.slice(from, from + PIECE)) addJudgment(state, row);
    yield;
  }
  state.imports.push(line.record);
  state.pending = null;
}

function addJudgment(state: LedgerState, { judgment, pair }: PlacedJudgment): void {
  const known = state.pairs.get(pair.id);
  if (known) known.push(judgment);
  else state.pairs.set(pair.id, [judgment]);
  state.queries.add(pair.query);
}

export function pairOf(row: Pick<Judgment, 'query' | 'key'>): Pair {
  const query = normaliseText(row.query);
  return { query, id: `${query}\u0000${row.key}` };
}

/** All judgments about a pair, oldest first, undone ones too. */
export function judgmentsOn(state: LedgerState, pair: Pair): readonly Judgment[] {
  return state.pairs.get(pair.id) ?? [];
}

/** Whether an imported row says what an imported row that counts has said before. */
export function isRepeated(
  state: LedgerState,
  pair: Pair,
  row: Pick<Judgment, 'verdict' | 'grade'>,
): boolean {
  return judgmentsOn(state, pair).some(
    (known) =>
      known.source === 'import' &&
      known.verdict === row.verdict &&
      known.grade === row.grade &&
      !state.undone.has(known.id),
  );
}

/** What the lines read so far amount to. An import without its commit counts for nothing. */
export function summariseLedger(state: LedgerState): Ledger {
  const effective: Judgment[] = [];
  const contradictions: Contradiction[] = [];
  for (const judgments of state.pairs.values()) {
    const decision = decide(judgments, state.undone);
    if (decision?.judgment) effective.push(decision.judgment);
    if (decision?.contradiction) contradictions.push(contradictionOf(decision.contradiction));
  }
  return {
    effective,
    contradictions,
    imports: [...state.imports],
    queries: [...state.queries],
    removed: removedCollections(state),
  };
}

function contradictionOf(judgments: Judgment[]): Contradiction {
  return { query: judgments[0]?.query ?? '', key: judgments[0]?.key ?? '', judgments };
}

/** The active judgment with this id, or null. */
export function findJudgment(state: LedgerState, id: string): Judgment | null {
  if (state.undone.has(id)) return null;
  for (const judgments of state.pairs.values()) {
    const found = judgments.find((judgment) => judgment.id === id);
    if (found) return found;
  }
  return null;
}

/** The collection that an import brought; null for judgments. Imports of before there were several name none. */
export function collectionOfImport({ kind, collection }: ImportRecord): string | null {
  return kind === 'canonical' ? (collection ?? CANONICAL) : null;
}

/** The import that a collection's entries come from, also one that was taken back; undefined where there is none. */
export function latestImportOf(state: LedgerState, collection: string): ImportRecord | undefined {
  return state.imports.findLast((record) => collectionOfImport(record) === collection);
}

function removedCollections(state: LedgerState): string[] {
  const names = new Set(state.imports.map(collectionOfImport));
  return [...names].filter((name): name is string => {
    const latest = name === null ? undefined : latestImportOf(state, name);
    return latest !== undefined && state.undone.has(latest.id);
  });
}

import type { MatchedTable } from '#core/contract/tables.ts';
import { counted, formatCount } from '#core/ingest/words.ts';
import type { Clock } from '#core/platform/clock.ts';
import type { Files } from '#core/platform/files.ts';
import type { JobContext } from '#core/platform/job-context.ts';
import { assignRows } from './assign-rows.ts';
import { type LookedAtTable, lookAtTable } from './look-at-table.ts';
import { CHUNK_ROWS, type MatchTexts, matchRows } from './match-rows.ts';
import { openRows } from './row-writer.ts';
import {
  jsonText,
  pathsOf,
  readMatch,
  readProgress,
  readRequest,
  type StoredMatch,
  type StoredRequest,
} from './stored-match.ts';
import { summariseMatch } from './summarise-match.ts';

export type MatchStage = 'read' | 'match' | 'assign';

export interface MatchDeps {
  files: Files;
  /** Of all matches. */
  matches: string;
  clock: Clock;
  context: JobContext;
  /** Opens what answers, for as long as `work` takes. */
  withMatcher<Result>(
    request: StoredRequest,
    work: (match: MatchTexts) => Promise<Result>,
  ): Promise<Result>;
  stage(stage: MatchStage, state: 'running' | 'done', detail?: string): void;
  /** The table as it is now, from time to time and when matching stops. */
  report(table: MatchedTable): void;
}

/** Milliseconds between two notes of how long it has taken. */
const NOTE_MS = 5000;

/**
 * Begins a match, or goes on with it from the first row that is missing; the version is the one of its beginning. What is
 * there when it stops, for whatever reason, stays. Throws BAD_INPUT where the table has faults or has changed, NOT_FOUND
 * where it is gone, DISK_FULL, CANCELLED.
 */
export async function runMatch(id: string, deps: MatchDeps): Promise<MatchedTable> {
  const { files, matches, context } = deps;
  const { folder, request } = await readRequest(files, matches, id);
  if ((await readProgress(files, folder)).done)
    return summariseMatch(files, await readMatch(files, matches, id));
  deps.stage('read', 'running');
  const looked = await lookAtTable(files, { folder, request }, context);
  const match = await readMatch(files, matches, id);
  deps.report(await summariseMatch(files, match));
  deps.stage('read', 'done', readWords(looked));
  await matchMissing(match, looked, deps);
  if (request.oneToOne) {
    deps.stage('assign', 'running');
    await assignRows(files, match, context);
    deps.stage('assign', 'done');
  }
  return finish(match, deps);
}

const readWords = ({ shape }: LookedAtTable) =>
  `${shape.format}, ${shape.encoding}, ${counted(shape.rows, 'row')}`;

async function matchMissing(
  match: StoredMatch,
  looked: LookedAtTable,
  deps: MatchDeps,
): Promise<void> {
  const { files, stage } = deps;
  stage('match', 'running');
  const writer = await openRows(files, match, CHUNK_ROWS);
  const before = writer.rows;
  if (before < looked.shape.rows) {
    await deps.withMatcher(match.request, async (ask) => {
      const { context, note } = notes(match, deps);
      try {
        const around = { name: match.request.name, context, afterChunk: () => note(NOTE_MS) };
        await matchRows(looked, writer, ask, around);
      } finally {
        await note(0);
      }
    });
  }
  stage('match', 'done', before > 0 ? `from row ${formatCount(before + 1)} on` : '');
}

/** Keeps and reports how far the match is and how long it has taken, once `after` milliseconds have passed. */
function notes(match: StoredMatch, { files, clock, context, report }: MatchDeps) {
  const watch = stopwatch(context, clock);
  const before = match.progress.seconds;
  let noted = clock.elapsed();
  return {
    context: watch.context,
    async note(after: number) {
      if (clock.elapsed() - noted < after) return;
      noted = clock.elapsed();
      match.progress.seconds = before + watch.seconds();
      await writeProgress(files, match);
      report(await summariseMatch(files, match));
    },
  };
}

/** Time that passes but for pauses: they are in `breathe`, which otherwise takes no time to speak of. */
function stopwatch(context: JobContext, clock: Clock) {
  const began = clock.elapsed();
  let away = 0;
  const breathe = async () => {
    const from = clock.elapsed();
    try {
      await context.breathe();
    } finally {
      const gone = clock.elapsed() - from;
      if (gone > PAUSE_MS) away += gone;
    }
  };
  return {
    context: { ...context, breathe },
    seconds: () => (clock.elapsed() - began - away) / 1000,
  };
}

const PAUSE_MS = 1000;

async function finish(match: StoredMatch, { files }: MatchDeps): Promise<MatchedTable> {
  match.progress.done = true;
  await writeProgress(files, match);
  // Every row has its cells: the table itself is needed no more.
  if (match.request.input.path === null) await files.remove(pathsOf(files, match.folder).input);
  return summariseMatch(files, match);
}

async function writeProgress(files: Files, { folder, progress }: StoredMatch): Promise<void> {
  await files.writeAtomic(pathsOf(files, folder).progress, jsonText(progress));
}

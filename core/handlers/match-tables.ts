import type { z } from 'zod';
import { PlumblineError } from '#core/contract/errors.ts';
import type { ExportedTable, ExportTableRequest } from '#core/contract/tables.ts';
import { blobReader } from '#core/match-tables/blob-reader.ts';
import { exportMatch } from '#core/match-tables/export-match.ts';
import { inspectTable } from '#core/match-tables/inspect-table.ts';
import { listMatches, removeMatch } from '#core/match-tables/match-store.ts';
import {
  type Choice,
  choosePlaces,
  type OpenMatch,
  openMatch,
  pageOfRows,
} from '#core/match-tables/page-rows.ts';
import { readMatch } from '#core/match-tables/stored-match.ts';
import { normaliseText } from '#core/text/normalise.ts';
import type { EngineContext } from './engine-context.ts';
import { engineRouter } from './implementer.ts';
import { decideRow } from './match-decisions.ts';
import { baseName } from './read-source.ts';
import { jobsOn } from './start-match.ts';
import { turns } from './turns.ts';
import { blobOf, writeTable } from './write-table.ts';

/** The part of `match` that is about whole tables. */
export const matchTableHandlers = (engine: EngineContext) => {
  const inTurn = turns();
  const placesOf = keptPlaces(engine);
  const open = async (id: string): Promise<OpenMatch> => {
    const { files, layout } = engine.session().reader;
    return openMatch(files, await readMatch(files, layout.matches, id));
  };
  return {
    inspect: engineRouter.match.inspect.handler(async ({ input: { source } }) => {
      const { files, quietContext } = engine.deps;
      if ('content' in source) {
        const { name, content } = source;
        const reader = blobReader(files, content);
        return inspectTable({ name, path: name, files: reader }, content.size, quietContext);
      }
      const { path } = source;
      await refuseFolder(engine, path);
      const table = { name: baseName(path), path, files };
      return inspectTable(table, await files.size(path), quietContext);
    }),
    tables: engineRouter.match.tables.handler(() => {
      const { files, layout } = engine.session().reader;
      return listMatches(files, layout.matches);
    }),
    page: engineRouter.match.page.handler(async ({ input }) => {
      const matched = await open(input.id);
      const { files } = engine.session().reader;
      return pageOfRows(files, matched, await placesOf(matched, input), input);
    }),
    correct: engineRouter.match.correct.handler(({ input }) =>
      inTurn(() => decideRow(engine, input)),
    ),
    export: engineRouter.match.export.handler(async ({ input, signal }) =>
      exportTable(engine, await open(input.id), input, signal),
    ),
    remove: engineRouter.match.remove.handler(({ input: { id } }) =>
      inTurn(async () => {
        const session = engine.session();
        const { files, layout } = session.writer();
        const jobs = session.jobs();
        const { going, left } = jobsOn(jobs, id);
        if (going.length > 0) {
          throw new PlumblineError('BUSY', 'This table is being matched.', {
            remedy: 'Cancel the job first.',
          });
        }
        await removeMatch(files, layout.matches, id);
        for (const job of left) await jobs.dismiss(job);
        return { id };
      }),
    ),
  };
};

async function refuseFolder({ deps: { files } }: EngineContext, path: string): Promise<void> {
  if (!(await files.isFolder(path))) return;
  throw new PlumblineError('BAD_INPUT', 'This is a folder, not a table.', {
    file: path,
    remedy: 'Choose a file inside it.',
  });
}

/** Keeps the last choice of rows: whoever pages through one does not have it made anew for each page. */
function keptPlaces(engine: EngineContext) {
  let last: { of: string; places: Uint32Array } | null = null;
  return async (matched: OpenMatch, { band, filter, order }: Choice): Promise<Uint32Array> => {
    const { match, index, decisions } = matched;
    const state = [match.request.id, match.progress.done, index.rows, [...decisions]];
    const of = JSON.stringify([engine.session().folder, ...state, band, filter, order]);
    if (last?.of === of) return last.places;
    const { files } = engine.session().reader;
    const deps = { files, context: engine.deps.quietContext, fold: normaliseText };
    const places = await choosePlaces(matched, { band, filter, order }, deps);
    last = { of, places };
    return places;
  };
}

async function exportTable(
  engine: EngineContext,
  matched: OpenMatch,
  { path, ...options }: z.output<typeof ExportTableRequest>,
  signal: AbortSignal | undefined,
): Promise<ExportedTable> {
  const { files } = engine.deps;
  const { breathe } = engine.deps.quietContext;
  const context = {
    breathe: () => {
      signal?.throwIfAborted();
      return breathe();
    },
  };
  const { pieces, rows } = exportMatch(files, matched, options, context);
  if (path !== undefined) {
    const bytes = await writeTable(files, path, pieces);
    return { name: baseName(path), rows: rows(), bytes, content: null };
  }
  const stem = matched.match.request.name.replace(/\.[^.]*$/, '');
  const content = await blobOf(pieces);
  const name = `${stem}-matched.${options.format}`;
  return { name, rows: rows(), bytes: content.size, content };
}

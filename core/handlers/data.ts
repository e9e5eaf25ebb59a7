import type { Split } from '#core/contract/common.ts';
import { CANONICAL, type Entry, type EntryRow, type JudgmentRow } from '#core/contract/data.ts';
import { PlumblineError } from '#core/contract/errors.ts';
import { inspectFile } from '#core/ingest/inspect-file.ts';
import { collectionHandlers } from './data-collections.ts';
import type { EngineContext } from './engine-context.ts';
import { engineRouter } from './implementer.ts';
import { pageOf } from './page.ts';
import { openSource } from './read-source.ts';
import type { WorkspaceData } from './workspace-data.ts';

/** Terms of an entry that travel with its row; `termCount` says how many there are. */
const TERMS_SHOWN = 12;
const NONE = { yes: 0, no: 0 };

function entryRow(entry: Entry, judged: WorkspaceData['judged']): EntryRow {
  const { key, terms } = entry;
  return {
    key,
    name: terms[0] ?? key,
    terms: terms.slice(0, TERMS_SHOWN),
    termCount: terms.length,
    judgments: judged.get(key) ?? NONE,
  };
}

export function judgmentRow(
  { entryByKey }: WorkspaceData,
  splitOf: (query: string) => Split,
  judgment: WorkspaceData['snapshot']['judgments'][number],
): JudgmentRow {
  const { extra: _columns, ...rest } = judgment;
  const entry = entryByKey.get(judgment.key);
  return {
    ...rest,
    split: splitOf(judgment.query),
    entryName: entry ? (entry.terms[0] ?? entry.key) : null,
  };
}

export const dataHandlers = (engine: EngineContext) => ({
  inspect: engineRouter.data.inspect.handler(async ({ input }) => {
    const { source: given, ...rest } = input;
    const source = openSource(engine.deps.files, given);
    const { settings } = await engine.session().reader.about();
    const request = { ...rest, source, keyIsTerm: settings.keyIsTerm };
    return inspectFile(request, engine.deps.quietContext);
  }),
  ...collectionHandlers(engine),
  entries: engineRouter.data.entries.handler(async ({ input }) => {
    const data = await engine.session().data();
    const { entries } = await data.collection(input.collection);
    const { total, rows } = pageOf(entries, input, ({ key, terms }) => [key, ...terms].join('\n'));
    // What is matched is canonical; an entry of another collection is judged as a query.
    const judged = input.collection === CANONICAL ? data.judged : data.judgedQueries();
    return { total, rows: rows.map((entry) => entryRow(entry, judged)) };
  }),
  judgments: engineRouter.data.judgments.handler(async ({ input }) => {
    const data = await engine.session().data();
    const splitOf = await data.splits();
    // Newest first: what somebody just judged is what they look for.
    const newest = data.snapshot.judgments.toReversed();
    const { total, rows } = pageOf(newest, input, ({ query, key }) => `${query}\n${key}`);
    return { total, rows: rows.map((judgment) => judgmentRow(data, splitOf, judgment)) };
  }),
  findings: engineRouter.data.findings.handler(async () =>
    (await engine.session().data()).findings(),
  ),
  judge: engineRouter.data.judge.handler(async ({ input }) => {
    const session = engine.session();
    const writer = session.writer();
    if (input.query.trim() === '') {
      throw new PlumblineError('BAD_INPUT', 'There is no query to judge.', {
        remedy: 'Search for a text first, then judge what was found.',
      });
    }
    const { entryByKey } = await session.data();
    if (!entryByKey.has(input.key)) {
      throw new PlumblineError('NOT_FOUND', `There is no entry ${input.key}.`, {
        remedy: 'Judge a query against an entry of the dictionary.',
      });
    }
    return writer.ledger.judge(input);
  }),
  undo: engineRouter.data.undo.handler(({ input }) =>
    engine.session().writer().ledger.undo(input.id),
  ),
});

import type { Split } from '#core/contract/common.ts';
import type { EntryRow, JudgmentRow } from '#core/contract/data.ts';
import { PlumblineError } from '#core/contract/errors.ts';
import { inspectFile } from '#core/ingest/inspect-file.ts';
import type { EngineContext } from './engine-context.ts';
import { engineRouter } from './implementer.ts';
import { pageOf } from './page.ts';
import { readSource } from './read-source.ts';
import type { WorkspaceData } from './workspace-data.ts';

/** Terms of an entry that travel with its row; `termCount` says how many there are. */
const TERMS_SHOWN = 12;
const NONE = { yes: 0, no: 0 };

function entryRow(
  { judged }: WorkspaceData,
  entry: WorkspaceData['snapshot']['entries'][number],
): EntryRow {
  const { key, terms } = entry;
  return {
    key,
    name: terms[0] ?? key,
    terms: terms.slice(0, TERMS_SHOWN),
    termCount: terms.length,
    judgments: judged.get(key) ?? NONE,
  };
}

function judgmentRow(
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
    const { name, bytes } = await readSource(engine.deps.files, input.source);
    const { settings } = await engine.session().reader.about();
    const { kind, mapping } = input;
    const options = { name, bytes, keyIsTerm: settings.keyIsTerm };
    return inspectFile(
      { ...options, ...(kind && { kind }), ...(mapping && { mapping }) },
      engine.deps.quietContext,
    );
  }),
  entries: engineRouter.data.entries.handler(async ({ input }) => {
    const data = await engine.session().data();
    const { total, rows } = pageOf(data.snapshot.entries, input, ({ key, terms }) =>
      [key, ...terms].join('\n'),
    );
    return { total, rows: rows.map((entry) => entryRow(data, entry)) };
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

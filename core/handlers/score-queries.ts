import type { Entry } from '#core/contract/data.ts';
import { PlumblineError } from '#core/contract/errors.ts';
import type { ScoreRequest } from '#core/contract/evaluate.ts';
import { openText } from '#core/ingest/open-text.ts';
import { readFeedback } from '#core/ingest/read-feedback.ts';
import { parseBeirQrels, parseBeirQueries } from '#core/interop/beir.ts';
import { normaliseText } from '#core/text/normalise.ts';
import { gatherQueries, type JudgedQuery } from '#core/train/judged-queries.ts';
import type { ScoreOptions } from '#core/train/score-version.ts';
import type { EngineContext } from './engine-context.ts';
import { readSource } from './read-source.ts';
import type { WorkspaceData } from './workspace-data.ts';

/** What to measure on, and how. */
export interface ChosenQueries {
  queries: JudgedQuery[];
  options: Pick<ScoreOptions, 'qrels' | 'countQueriesWithoutRelevant'>;
}

/** The queries that a request asks for: a feedback file's, BEIR files', or the workspace's own test split. */
export async function chooseQueries(
  engine: EngineContext,
  request: ScoreRequest,
): Promise<ChosenQueries> {
  const { feedback, queries, qrels } = request;
  if (feedback) return { queries: await fromFeedback(engine, feedback), options: {} };
  if (queries && qrels) return fromBeir(engine, queries, qrels);
  if (queries || qrels) {
    throw new PlumblineError('BAD_INPUT', 'Queries and qrels belong together.', {
      remedy: 'Give both, or neither.',
    });
  }
  return { queries: await ownTestSplit(engine), options: {} };
}

/** The judged queries of the workspace's test split. */
export async function ownTestSplit(engine: EngineContext): Promise<JudgedQuery[]> {
  const data = await engine.session().data();
  const splitOf = await data.splits();
  const { entries, judgments } = data.snapshot;
  const place = (group: string) => ({ split: splitOf(group), group });
  const others = await otherEntries(data);
  const queries = gatherQueries({ entries, others, judgments, splitOf: place });
  return queries.filter(({ split }) => split === 'test');
}

async function otherEntries({ snapshot, collection }: WorkspaceData) {
  const others: (readonly Entry[])[] = [];
  for (const { name } of snapshot.collections) others.push((await collection(name)).entries);
  return others;
}

async function fromFeedback(
  engine: EngineContext,
  source: NonNullable<ScoreRequest['feedback']>,
): Promise<JudgedQuery[]> {
  const { rows } = await readFeedback(
    await readSource(engine.deps.files, source),
    engine.deps.quietContext,
  );
  const data = await engine.session().data();
  const judgments = rows.map(({ query, key, verdict, grade }, i) => ({
    ...{ id: `row${i + 1}`, query, key, verdict },
    ...(grade !== undefined && { grade }),
    ...{ source: 'import' as const, at: '' },
  }));
  return gatherQueries({
    entries: data.snapshot.entries,
    others: await otherEntries(data),
    judgments,
    splitOf: (group) => ({ split: 'test', group }),
  });
}

async function fromBeir(
  engine: EngineContext,
  queriesSource: NonNullable<ScoreRequest['queries']>,
  qrelsSource: NonNullable<ScoreRequest['qrels']>,
): Promise<ChosenQueries> {
  const queriesFile = openText(await readSource(engine.deps.files, queriesSource));
  const qrelsFile = openText(await readSource(engine.deps.files, qrelsSource));
  const texts = parseBeirQueries(queriesFile.text, queriesFile.name);
  const qrels = parseBeirQrels(qrelsFile.text, qrelsFile.name);
  const { entries } = (await engine.session().data()).snapshot;
  const terms = new Set(entries.flatMap((entry) => entry.terms.map(normaliseText)));
  const queries = [...texts].map(([id, text]): JudgedQuery => {
    const grades = [...(qrels.get(id) ?? [])];
    const normalised = normaliseText(text);
    return {
      query: id,
      normalised,
      texts: [text],
      self: null,
      split: 'test',
      group: normalised,
      yes: grades.filter(([, grade]) => grade > 0).map(([key]) => key),
      no: grades.filter(([, grade]) => grade <= 0).map(([key]) => key),
      // Grades of relatedness say nothing about which pairs are the same thing: no pair is measured.
      chosen: new Set(grades.map(([key]) => key)),
      leaked: terms.has(normalised),
    };
  });
  return { queries, options: { qrels, countQueriesWithoutRelevant: true } };
}

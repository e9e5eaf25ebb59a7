import { z } from 'zod';
import { QueryResult } from '#core/contract/evaluation-detail.ts';
import { Metrics } from '#core/contract/metrics.ts';
import type { Measurement } from './evaluate-version.ts';
import type { JudgedPair } from './pair-metrics.ts';
import { type PerQuery, RANKING_MEASURES, type RankingMeasure } from './ranking-metrics.ts';

/** A judged pair of the test split with the probability that the version gives it. */
export type TestPair = JudgedPair & { query: string; key: string };

/** What a version measured on a test split, with everything that is worked out from it later. */
export type Scores = Measurement & {
  /** Representative judged pairs; none without a match model. */
  pairs: TestPair[];
};

/** Raised whenever the file holds something new: files of before are measured again. */
const SCHEMA = 2;

const Row = z.tuple([
  z.string(),
  /** Values of `measures`; null for a query that does not count. */
  z.array(z.number()).nullable(),
  QueryResult.shape.outcome,
  /** Key found, right key, rank of the right one. */
  z.string().nullable(),
  z.string().nullable(),
  z.number().int().nullable(),
]);

/** The content of predictions/per-query.json and of the cached scores. Rows are queries; pairs name theirs by its row. */
const StoredScores = z.object({
  schema: z.literal(SCHEMA),
  metrics: Metrics.nullable(),
  measures: z.array(z.string()),
  queries: z.array(Row),
  /** Row of the query, key, probability, 1 yes or 0 no. */
  pairs: z.array(z.tuple([z.number().int(), z.string(), z.number(), z.number().int()])),
});

/** As text, one query a line; `null` where nothing was measured. */
export function formatScores(scores: Scores | null): string {
  const rows = new Map((scores?.outcomes ?? []).map(({ query }, row) => [query, row]));
  const queries = (scores?.outcomes ?? []).map(({ query, outcome, found, right, rank }) => {
    const measured = scores?.perQuery.get(query);
    const values = measured ? RANKING_MEASURES.map((measure) => measured[measure]) : null;
    return [query, values, outcome, found, right, rank];
  });
  const pairs = (scores?.pairs ?? []).map(({ query, key, probability, isYes }) => [
    ...[rows.get(query) ?? -1, key, probability],
    Number(isYes),
  ]);
  const head = { schema: SCHEMA, metrics: scores?.metrics ?? null, measures: RANKING_MEASURES };
  const lines = (list: readonly unknown[]) => `[${list.map((row) => `\n${JSON.stringify(row)}`)}]`;
  return `${JSON.stringify(head).slice(0, -1)},\n"queries":${lines(queries)},\n"pairs":${lines(pairs)}}\n`;
}

/** Null for what holds no measurement, cannot be read, or is of another schema. */
export function parseScores(text: string): Scores | null {
  const stored = readStored(text);
  if (!stored?.metrics) return null;
  const { metrics, measures, queries, pairs } = stored;
  if (measures.join() !== RANKING_MEASURES.join()) return null;
  const perQuery = new Map<string, PerQuery>();
  for (const [query, values] of queries) if (values) perQuery.set(query, measuresOf(values));
  return {
    ...{ metrics, perQuery },
    outcomes: queries.map(([query, , outcome, found, right, rank]) => ({
      ...{ query, outcome, found, right, rank },
    })),
    pairs: pairs.map(([row, key, probability, isYes]) => ({
      ...{ query: queries[row]?.[0] ?? '', key, probability },
      isYes: isYes === 1,
    })),
  };
}

function readStored(text: string): z.infer<typeof StoredScores> | null {
  try {
    return StoredScores.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null; // whoever asked measures again
  }
}

const measuresOf = (values: readonly number[]) =>
  Object.fromEntries(RANKING_MEASURES.map((measure, i) => [measure, values[i] ?? 0])) as Record<
    RankingMeasure,
    number
  >;

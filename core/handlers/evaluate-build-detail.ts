import { chosenPoints } from '#core/calibrate/chosen-points.ts';
import type { EvaluationDetail, QueryResult } from '#core/contract/evaluation-detail.ts';
import type { Settings } from '#core/contract/workspace.ts';
import type { ResampleOptions } from '#core/evaluate/bootstrap.ts';
import { confusedEntries } from '#core/evaluate/confusion.ts';
import { detailNotes } from '#core/evaluate/detail-notes.ts';
import { compareMeasures } from '#core/evaluate/measure-comparisons.ts';
import { measurePoint } from '#core/evaluate/operating-point.ts';
import { type JudgedPair, pairColumns } from '#core/evaluate/pair-metrics.ts';
import { precisionRecall } from '#core/evaluate/precision-recall.ts';
import { changedQueries } from '#core/evaluate/query-changes.ts';
import { scoreHistogram } from '#core/evaluate/score-histogram.ts';
import { sliceMeasures } from '#core/evaluate/slices.ts';
import type { Scores } from '#core/evaluate/stored-scores.ts';
import { deriveSeed } from '#core/math/seeded-random.ts';
import { readCalibratePairs } from '#core/train/version-files.ts';
import type { StoredVersion } from '#core/versions/manifest-file.ts';
import type { EngineContext } from './engine-context.ts';
import { facetsOfQueries } from './evaluate-facets.ts';

/** What a detail is worked out from. */
export interface DetailParts {
  stored: StoredVersion;
  /** Null: the version keeps nothing of each query. */
  scores: Scores | null;
  /** The scores are on today's test set. */
  today: boolean;
  /** Judged queries in it. */
  testQueries: number;
  /** The version that it is compared with, on the same test set. */
  before: { version: string; scores: Scores } | null;
  settings: Settings;
  notes: string[];
}

/** Works out everything below the headline numbers; the learning curve is left to the caller. */
export async function buildDetail(
  engine: EngineContext,
  parts: DetailParts,
): Promise<EvaluationDetail> {
  const { stored, scores, today, before, settings } = parts;
  const session = engine.session();
  const calibrate = await readCalibratePairs(session.reader.files, stored.folder);
  const probability = (calibrate?.length ?? 0) > 0 || (scores?.pairs.length ?? 0) > 0;
  const notes = [
    ...detailNotes({
      ...{ scores, today, testQueries: parts.testQueries, probability },
      calibrate: calibrate && counts(calibrate),
      thresholdNotes: scores?.metrics.bands.thresholds.notes ?? [],
    }),
    ...parts.notes,
  ];
  const head = { version: stored.id, today, against: before?.version ?? null, notes };
  if (scores === null) return { ...NOTHING, ...head };
  const { breathe } = engine.deps.quietContext;
  const options = { seed: settings.seed, breathe };
  const data = await session.data();
  const facets = await facetsOfQueries(scores.outcomes, data, { breathe });
  const named = namer(data.entryByKey);
  return {
    ...head,
    precisionRecall: precisionRecall(scores.pairs),
    scores: scoreHistogram(scores.pairs),
    operatingPoints: probability ? pointsOf(scores, calibrate, settings) : [],
    slices: await sliceMeasures(facets, scores.perQuery, before?.scores.perQuery ?? null, {
      ...options,
      seed: deriveSeed(settings.seed, 'slices'),
    }),
    confusion: confusedEntries(scores.outcomes).map(({ right, found, ...rest }) => ({
      ...rest,
      ...{ right: named(right), found: named(found) },
    })),
    ...(await changesOf(parts, named, options)),
    queries: resultsOf(scores, named),
    learningCurve: null,
  };
}

const NOTHING = {
  ...{ precisionRecall: null, learningCurve: null },
  ...{ scores: [], operatingPoints: [], slices: [], confusion: [] },
  ...{ comparisons: [], differences: [], queries: [] },
};

function counts(pairs: readonly JudgedPair[]): { yes: number; no: number } {
  const yes = pairs.filter(({ isYes }) => isYes).length;
  return { yes, no: pairs.length - yes };
}

type Named = (key: string) => { key: string; name: string | null };

/** An entry's first term stands for it. */
function namer(entries: ReadonlyMap<string, { terms: readonly string[] }>): Named {
  return (key) => {
    const entry = entries.get(key);
    return { key, name: entry ? (entry.terms[0] ?? key) : null };
  };
}

function pointsOf(
  { metrics, pairs }: Scores,
  calibrate: readonly JudgedPair[] | null,
  settings: Settings,
): EvaluationDetail['operatingPoints'] {
  const chosenOn = calibrate && pairColumns(calibrate);
  const points = chosenPoints(metrics.bands.thresholds, chosenOn, settings);
  return points.map((point) => measurePoint(point, pairs, settings));
}

async function changesOf(
  { stored, scores, before }: DetailParts,
  named: Named,
  { seed, breathe }: ResampleOptions,
): Promise<Pick<EvaluationDetail, 'comparisons' | 'differences'>> {
  if (!scores || !before) return { comparisons: [], differences: [] };
  const comparisons = await compareMeasures(before.scores.perQuery, scores.perQuery, {
    // As the overview compares, so that both say the same of NDCG@10.
    ...{ seed: deriveSeed(seed, 'comparison'), breathe },
    ...{ from: before.version, to: stored.id },
  });
  const differences = changedQueries(before.scores, scores).map(({ right, ...change }) => ({
    ...change,
    right: right === null ? null : named(right),
  }));
  return { comparisons, differences };
}

/** Worst first; queries that nothing could do well on come last. */
function resultsOf({ outcomes, perQuery }: Scores, named: Named): QueryResult[] {
  const results = outcomes.map(({ query, right, found, rank, outcome }) => ({
    ...{ query, rank, outcome },
    right: right === null ? null : named(right),
    found: found === null ? null : named(found),
    ndcg: perQuery.get(query)?.['ndcg@10'] ?? 0,
  }));
  const place = ({ outcome, ndcg }: QueryResult) => (outcome === 'nothing-right' ? 2 : ndcg);
  const beyond = ({ rank }: QueryResult) => rank ?? Number.MAX_SAFE_INTEGER;
  return results.sort(
    (a, b) => place(a) - place(b) || beyond(b) - beyond(a) || (a.query < b.query ? -1 : 1),
  );
}

import type { EvaluationOverview } from '#core/contract/evaluate.ts';
import type { EvaluationDetail } from '#core/contract/evaluation-detail.ts';
import { drawConfusion } from './draw-confusion.ts';
import { drawDifferences } from './draw-differences.ts';
import { drawLearningCurve } from './draw-learning-curve.ts';
import { drawPrecisionRecall } from './draw-precision-recall.ts';
import { drawPredictions, drawReliability } from './draw-reliability.ts';
import { drawScores } from './draw-scores.ts';
import { drawSlices } from './draw-slices.ts';
import { drawVersions } from './draw-versions.ts';
import type { Drawing, DrawOptions } from './figure.ts';
import { namedCuts } from './named-cuts.ts';
import type { DataTable } from './tables/data-table.ts';
import { learningTable } from './tables/learning-table.ts';
import { precisionRecallTable, scoresTable } from './tables/pair-tables.ts';
import { confusionTable, differencesTable, slicesTable } from './tables/query-tables.ts';
import { predictionsTable, reliabilityTable } from './tables/reliability-table.ts';
import { versionsTable } from './tables/versions-table.ts';
import { versionColours } from './theme.ts';
import { versionMarks } from './version-marks.ts';

/** What the figures of a version are drawn from. */
export interface FigureData {
  overview: EvaluationOverview;
  detail: EvaluationDetail;
  /** All versions that there are: the colour of one follows from its place among them. */
  versions: readonly { version: string; createdAt: string }[];
}

export type FigureName =
  | 'versions'
  | 'reliability'
  | 'precision-recall'
  | 'scores'
  | 'learning-curve'
  | 'differences'
  | 'confusion'
  | 'slices';

/** One figure of a version: how it is drawn, and its numbers. */
export interface FigureSpec {
  name: FigureName;
  title: string;
  /** What it shows, in one sentence. */
  label: string;
  /** Said where there is nothing to draw. */
  missing: string;
  /** Drawings that stand one below the other; null: there is nothing to draw. */
  draw(options: DrawOptions): (Drawing | null)[];
  /** Name of a file -> table. */
  tables: Partial<Record<string, DataTable>>;
}

/** Every figure of a version, in the order of reading. */
export function figuresOf(data: FigureData): FigureSpec[] {
  return [
    versionsFigure(data),
    reliabilityFigure(data),
    precisionRecallFigure(data),
    scoresFigure(data),
    slicesFigure(data),
    confusionFigure(data),
    differencesFigure(data),
    learningFigure(data),
  ];
}

const NO_PAIRS = 'No judged pair of the test split has a probability.';

function colourOf({ versions, detail }: FigureData, { theme }: DrawOptions): string {
  return versionColours(versions, theme).get(detail.version) ?? theme.accent;
}

const cutsOf = ({ overview: { metrics } }: FigureData) =>
  metrics ? namedCuts(metrics.bands.thresholds) : [];

function versionsFigure({ overview, versions }: FigureData): FigureSpec {
  return {
    name: 'versions',
    title: 'NDCG@10 across versions',
    label:
      'NDCG@10 of each version with its 95 % interval; a hollow point was measured when it was made',
    missing: 'No version has been measured.',
    draw: (options) => [
      drawVersions(versionMarks(overview, versionColours(versions, options.theme)), options),
    ],
    tables: { versions: versionsTable(overview) },
  };
}

function reliabilityFigure(data: FigureData): FigureSpec {
  const { reliability = [], predictions = [] } = data.overview.metrics ?? {};
  return {
    name: 'reliability',
    title: 'Reliability',
    label:
      'Observed against predicted probability in bins of equal mass, with Wilson 95 % intervals; below, how often each tenth is predicted',
    missing: NO_PAIRS,
    draw: (options) => {
      const look = {
        ...options,
        width: Math.min(options.width, 340),
        colour: colourOf(data, options),
      };
      return [drawReliability(reliability, look), drawPredictions(predictions, look)];
    },
    tables: {
      reliability: reliabilityTable({ reliability }),
      predictions: predictionsTable({ predictions }),
    },
  };
}

function precisionRecallFigure(data: FigureData): FigureSpec {
  const { precisionRecall } = data.detail;
  return {
    name: 'precision-recall',
    title: 'Precision and recall',
    label: 'Precision against recall over all thresholds on test; the chosen thresholds as lines',
    missing: NO_PAIRS,
    draw: (options) => [
      precisionRecall &&
        drawPrecisionRecall(precisionRecall, {
          ...options,
          colour: colourOf(data, options),
          cuts: cutsOf(data),
        }),
    ],
    tables: precisionRecall ? { 'precision-recall': precisionRecallTable(precisionRecall) } : {},
  };
}

function scoresFigure(data: FigureData): FigureSpec {
  const { scores } = data.detail;
  return {
    name: 'scores',
    title: 'Probabilities by verdict',
    label: 'How many confirmed pairs (above) and rejected pairs (below) have each probability',
    missing: NO_PAIRS,
    draw: (options) => [drawScores(scores, { ...options, cuts: cutsOf(data) })],
    tables: { scores: scoresTable(scores) },
  };
}

function slicesFigure({ overview, detail }: FigureData): FigureSpec {
  const overall = overview.metrics?.intervals['ndcg@10'] ?? null;
  return {
    name: 'slices',
    title: 'Parts of the test queries',
    label: 'NDCG@10 of each part of the test queries with its 95 % interval and number of queries',
    missing: 'The test queries are not parted.',
    draw: (options) => [drawSlices(detail.slices, { ...options, overall })],
    tables: { slices: slicesTable(detail.slices) },
  };
}

function confusionFigure({ detail: { confusion } }: FigureData): FigureSpec {
  return {
    name: 'confusion',
    title: 'Entries most often confused',
    label: 'Right entry → the entry that was put first instead, by number of test queries',
    missing: 'No test query was answered with a wrong entry.',
    draw: (options) => [drawConfusion(confusion, options)],
    tables: { confusion: confusionTable(confusion) },
  };
}

function differencesFigure({ detail: { differences, against } }: FigureData): FigureSpec {
  return {
    name: 'differences',
    title: against === null ? 'Differences by query' : `Differences by query from ${against}`,
    label: 'What each test query gained or lost in NDCG@10, largest gain first',
    missing:
      against === null
        ? 'There is no other version that was measured on the same test set.'
        : `No test query ranks its entry differently from ${against}.`,
    draw: (options) => [drawDifferences(differences, options)],
    tables: { differences: differencesTable(differences) },
  };
}

function learningFigure({ detail: { learningCurve } }: FigureData): FigureSpec {
  const points = learningCurve?.points ?? [];
  return {
    name: 'learning-curve',
    title: 'Learning curve',
    label: 'MRR@10 and NDCG@10 on test after learning from growing parts of the train judgments',
    missing: 'The learning curve has not been measured for this version.',
    draw: (options) => [drawLearningCurve({ points }, options)],
    tables: { 'learning-curve': learningTable({ points }) },
  };
}

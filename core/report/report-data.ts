import type { Split } from '#core/contract/common.ts';
import type { RunRecord } from '#core/contract/runs.ts';
import type { Manifest, PromotionEvent, VersionSummary } from '#core/contract/versions.ts';
import type { Settings } from '#core/contract/workspace.ts';
import type { FigureData } from '#core/plots/figures.ts';

/** Everything that a report shows, as the engine's own procedures gave it. */
export interface ReportData extends FigureData {
  /** When it was written, ISO 8601. */
  at: string;
  workspace: { name: string; settings: Settings };
  manifest: Manifest;
  status: VersionSummary['status'];
  /** When it became latest, oldest first. */
  promotions: readonly PromotionEvent[];
  run: Pick<RunRecord, 'startedAt' | 'finishedAt' | 'environment' | 'parameters'> | null;
  /** What each stage of the run said. */
  stages: readonly { stage: string; message: string }[];
  splits: readonly { split: Split; queries: number; yes: number; no: number }[];
  model: ModelWeights | null;
}

/** How a version combines its evidence. */
export interface ModelWeights {
  /** On standardised evidence: comparable with each other. */
  weights: readonly { name: string; group: string; weight: number }[];
  intercept: number;
  trainedOn: { pairs: number; positives: number; queries: number; nearMisses: number };
  calibration: string | null;
  /** Mean log loss on held-out pairs of calibrate. */
  tried: readonly { kind: string; logLoss: number; differenceError: number }[];
}

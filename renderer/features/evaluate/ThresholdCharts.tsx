import { useCallback } from 'react';
import type { PrecisionRecall, ScoreBin } from '#core/contract/index.ts';
import {
  curvePositions,
  drawPrecisionRecall,
  positionOf,
} from '#core/plots/draw-precision-recall.ts';
import { drawScores } from '#core/plots/draw-scores.ts';
import { precisionRecallTable, scoresTable } from '#core/plots/tables/pair-tables.ts';
import { variableTheme as theme } from '#core/plots/theme.ts';
import { ChartCard } from '#renderer/charts/ChartCard.tsx';
import { PlotFigure } from '#renderer/charts/PlotFigure.tsx';
import { formatMetric } from '#renderer/ui/format.ts';
import { makeDraggable } from './drag-cuts.ts';
import { nearestStop, stopAtRecall } from './threshold-steps.ts';
import type { WhatIf } from './use-what-if.ts';
import { whatIfCuts } from './what-if-cuts.ts';

interface CurveProps {
  version: string;
  curve: PrecisionRecall;
  colour: string;
  whatIf: WhatIf;
}

/** Precision against recall on test; the tried thresholds are lines that can be dragged. */
export function PrecisionRecallChart({ version, curve, colour, whatIf }: CurveProps) {
  const { thresholds, move } = whatIf;
  const draw = useCallback(
    (width: number) => {
      const cuts = whatIfCuts(thresholds);
      const drawing = drawPrecisionRecall(curve, { width, theme, interactive: true, colour, cuts });
      if (!drawing) return null;
      const positions = curvePositions(curve);
      const lines = cuts.flatMap(({ tone, threshold }) => {
        const position = positionOf(positions, threshold);
        if (position === null || tone === 'review') return [];
        const onDrag = (recall: number) => move(tone, stopAtRecall(curve, recall));
        return [{ name: tone, at: position.recall, onDrag }];
      });
      return makeDraggable(drawing, lines);
    },
    [curve, colour, thresholds, move],
  );
  return (
    <ChartCard
      title="Precision and recall"
      note={
        curve.averagePrecision === null
          ? 'test split'
          : `average precision ${formatMetric(curve.averagePrecision)}`
      }
      fileName={`plumbline-precision-recall-${version}`}
      table={precisionRecallTable(curve)}
    >
      <PlotFigure
        label="Precision against recall at every threshold, on the test split"
        draw={draw}
      />
    </ChartCard>
  );
}

interface ScoresProps {
  version: string;
  scores: readonly ScoreBin[];
  whatIf: WhatIf;
}

/** Which probabilities confirmed and rejected pairs get, with the same lines. */
export function ScoresChart({ version, scores, whatIf }: ScoresProps) {
  const { thresholds, stops, move } = whatIf;
  const draw = useCallback(
    (width: number) => {
      const cuts = whatIfCuts(thresholds);
      const drawing = drawScores(scores, { width, theme, interactive: true, cuts });
      if (!drawing) return null;
      const lines = cuts.flatMap(({ tone, threshold }) => {
        if (tone === 'review') return [];
        const onDrag = (value: number) => move(tone, nearestStop(stops, value));
        return [{ name: tone, at: threshold, onDrag }];
      });
      return makeDraggable(drawing, lines);
    },
    [scores, thresholds, stops, move],
  );
  return (
    <ChartCard
      title="Scores by verdict"
      note="judged pairs of test"
      fileName={`plumbline-scores-${version}`}
      table={scoresTable(scores)}
    >
      <PlotFigure label="How many confirmed and rejected pairs get each probability" draw={draw} />
    </ChartCard>
  );
}

import { useCallback } from 'react';
import type { Metrics } from '#core/contract/index.ts';
import { drawPredictions, drawReliability } from '#core/plots/draw-reliability.ts';
import { reliabilityTable } from '#core/plots/tables/reliability-table.ts';
import { variableTheme } from '#core/plots/theme.ts';
import { ChartCard } from '#renderer/charts/ChartCard.tsx';
import { PlotFigure } from '#renderer/charts/PlotFigure.tsx';
import { formatCount, formatMetric } from '#renderer/ui/format.ts';
import classes from './EvaluateScreen.module.css';

interface Props {
  version: string;
  metrics: Metrics;
  colour: string;
}

const look = { theme: variableTheme, interactive: true };

/** Does a probability of 0.8 come true four times out of five? */
export function ReliabilityChart({ version, metrics, colour }: Props) {
  const { reliability, predictions, pairs } = metrics;
  const diagram = useCallback(
    (width: number) =>
      drawReliability(reliability, { ...look, colour, width: Math.min(width, 300) }),
    [reliability, colour],
  );
  const histogram = useCallback(
    (width: number) =>
      drawPredictions(predictions, { ...look, colour, width: Math.min(width, 300) }),
    [predictions, colour],
  );
  return (
    <ChartCard
      title="Reliability"
      note="test split, 95 % Wilson"
      fileName={`plumbline-reliability-${version}`}
      table={reliabilityTable(metrics)}
    >
      <div className={classes.reliability}>
        <div>
          <PlotFigure label="Observed against predicted probability" draw={diagram} />
          <PlotFigure label="How often each probability is predicted" draw={histogram} />
        </div>
        {pairs.test && (
          <dl className={classes.losses}>
            <dt>Brier</dt>
            <dd>{formatMetric(pairs.test.brier)}</dd>
            <dt>Log loss</dt>
            <dd>{formatMetric(pairs.test.log_loss)}</dd>
            <dt>ECE, equal mass</dt>
            <dd>{formatMetric(pairs.test.ece)}</dd>
            <dt>ECE, equal width</dt>
            <dd>{formatMetric(pairs.test.ece_equal_width)}</dd>
            <dt>ROC AUC</dt>
            <dd>{pairs.test.roc_auc === null ? '–' : formatMetric(pairs.test.roc_auc)}</dd>
            <dt>Pairs</dt>
            <dd>{formatCount(pairs.test.n)}</dd>
          </dl>
        )}
      </div>
    </ChartCard>
  );
}

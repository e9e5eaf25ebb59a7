import { type ReactNode, useCallback } from 'react';
import type { LearningCurve } from '#core/contract/index.ts';
import { drawLearningCurve } from '#core/plots/draw-learning-curve.ts';
import { learningTable } from '#core/plots/tables/learning-table.ts';
import { variableTheme as theme } from '#core/plots/theme.ts';
import { ChartCard } from '#renderer/charts/ChartCard.tsx';
import { PlotFigure } from '#renderer/charts/PlotFigure.tsx';
import { Ago } from '#renderer/ui/Ago.tsx';
import { engineWords } from '#renderer/ui/format.ts';
import classes from './EvaluateScreen.module.css';
import { staleWords } from './learning-view.ts';
import tables from './tables.module.css';

interface Props {
  curve: LearningCurve;
  version: string;
  /** Measuring again. */
  action: ReactNode;
}

const VERDICTS: Record<LearningCurve['verdict'], string> = {
  'still rising': 'Still rising',
  'flat within noise': 'Flat within noise',
  unknown: 'Too little to say',
};

/** What learning from growing parts of the judgments is worth on test, with what that means. */
export function LearningChart({ curve, version, action }: Props) {
  const draw = useCallback(
    (width: number) => drawLearningCurve(curve, { width, theme, interactive: true }),
    [curve],
  );
  const stale = staleWords(curve, version);
  return (
    <div className={classes.learning}>
      <ChartCard
        title="Learning curve"
        note="on test, 95 % bootstrap"
        fileName={`plumbline-learning-curve-${curve.version}`}
        table={learningTable(curve)}
      >
        <PlotFigure label="MRR@10 and NDCG@10 by the number of judgments learnt from" draw={draw} />
      </ChartCard>
      <div className={classes.aside}>
        <h2>{VERDICTS[curve.verdict]}</h2>
        <p title="Paired over the test queries, 95 % interval">{engineWords(curve.words)}</p>
        <p className={tables.quiet}>
          Measured <Ago at={curve.at} inWords />.
        </p>
        {stale && <p className={classes.remark}>{stale} Measure again.</p>}
        <div className={classes.act}>{action}</div>
      </div>
    </div>
  );
}

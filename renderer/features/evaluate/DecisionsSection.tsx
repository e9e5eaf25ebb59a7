import { useMemo } from 'react';
import type { EvaluationDetail, Metrics, PrecisionRecall } from '#core/contract/index.ts';
import { useWorkspace } from '#renderer/api/hooks.ts';
import classes from './EvaluateScreen.module.css';
import { Nothing } from './Nothing.tsx';
import { OperatingPointsCard } from './OperatingPointsCard.tsx';
import { PrecisionRecallChart, ScoresChart } from './ThresholdCharts.tsx';
import { useWhatIf } from './use-what-if.ts';
import { WhatIfCard } from './WhatIfCard.tsx';
import { withOwnCuts } from './what-if.ts';

interface Props {
  detail: EvaluationDetail;
  bands: Metrics['bands'];
  colour: string;
}

/** What thresholds do: the bands', those that one tries, and those of other rules. */
export function DecisionsSection({ detail, bands, colour }: Props) {
  const workspace = useWorkspace().data;
  const { precisionRecall, operatingPoints, version } = detail;
  const curve = useMemo(
    () => precisionRecall && withOwnCuts(precisionRecall, bands),
    [precisionRecall, bands],
  );
  return (
    <>
      {curve ? (
        <Tried key={version} curve={curve} detail={detail} bands={bands} colour={colour} />
      ) : (
        <Nothing title="Precision and recall">
          No judged pair of the test split has a probability, so there is no curve and nothing to
          try. A full train on more judgments gives probabilities.
        </Nothing>
      )}
      {operatingPoints.length > 0 && (
        <OperatingPointsCard points={operatingPoints} workspace={workspace} />
      )}
    </>
  );
}

function Tried({ detail, bands, curve, colour }: Props & { curve: PrecisionRecall }) {
  const { accept, reject } = bands.thresholds;
  const own = useMemo(() => ({ accept, reject }), [accept, reject]);
  const whatIf = useWhatIf(curve, own);
  const { version, scores } = detail;
  return (
    <>
      <WhatIfCard curve={curve} whatIf={whatIf} />
      <div className={classes.halves}>
        {curve.positives > 0 ? (
          <PrecisionRecallChart version={version} curve={curve} colour={colour} whatIf={whatIf} />
        ) : (
          <Nothing title="Precision and recall">
            No confirmed pair is on the test split, so there is no recall to draw.
          </Nothing>
        )}
        {scores.length > 0 && <ScoresChart version={version} scores={scores} whatIf={whatIf} />}
      </div>
    </>
  );
}

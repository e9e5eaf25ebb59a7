import type { EvaluationDetail, EvaluationOverview } from '#core/contract/index.ts';
import { ComparedMeasures } from './ComparedMeasures.tsx';
import { DifferencesCard } from './DifferencesCard.tsx';
import { DifferencesChart } from './DifferencesChart.tsx';
import classes from './EvaluateScreen.module.css';
import { MissesCard } from './MissesCard.tsx';
import { Nothing } from './Nothing.tsx';

interface Props {
  detail: EvaluationDetail;
  overview: EvaluationOverview;
}

/** Two versions on the same test queries: by measure, by kind of miss, by query. */
export function CompareSection({ detail, overview }: Props) {
  const { version, against, comparisons, differences } = detail;
  if (against === null || comparisons.length === 0) {
    return (
      <Nothing title="Nothing to compare">
        The two were not scored on the same test set. Re-score the versions, or choose another one
        to compare with.
      </Nothing>
    );
  }
  const pair = { version, against };
  return (
    <div className={classes.compared}>
      <div>
        <ComparedMeasures {...pair} comparisons={comparisons} />
        {differences.length === 0 ? (
          <Nothing title="Queries that differ">
            Every test query ranks its entries alike in both versions.
          </Nothing>
        ) : (
          <DifferencesCard {...pair} differences={differences} />
        )}
      </div>
      <div>
        <MissesCard {...pair} errors={overview.metrics?.errors ?? null} />
        {differences.length > 0 && <DifferencesChart {...pair} differences={differences} />}
      </div>
    </div>
  );
}

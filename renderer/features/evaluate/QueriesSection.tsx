import type { EvaluationDetail } from '#core/contract/index.ts';
import { ConfusionCard } from './ConfusionCard.tsx';
import classes from './EvaluateScreen.module.css';
import { Nothing } from './Nothing.tsx';
import { QueriesCard } from './QueriesCard.tsx';

/** Every test query, and which entries are taken for others. */
export function QueriesSection({ detail }: { detail: EvaluationDetail }) {
  if (detail.queries.length === 0) {
    return (
      <Nothing title="Every query">
        No judged query is on the test split yet, so there is nothing to list. Judge more queries:
        every fifth goes to test.
      </Nothing>
    );
  }
  return (
    <div className={classes.listAndSide}>
      <QueriesCard queries={detail.queries} />
      <ConfusionCard confusion={detail.confusion} />
    </div>
  );
}

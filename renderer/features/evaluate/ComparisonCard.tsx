import type { Comparison, EvaluationOverview, Metrics } from '#core/contract/index.ts';
import { formatRoute } from '#renderer/app/route.ts';
import { Card } from '#renderer/ui/Card.tsx';
import { formatCount } from '#renderer/ui/format.ts';
import classes from './EvaluateScreen.module.css';
import { furtherMeasures } from './evaluate-tables.ts';
import { describeComparison, describeP, missingComparison } from './evaluate-view.ts';

interface Props {
  version: string;
  overview: EvaluationOverview;
  metrics: Metrics;
}

/** The version against the one before it, and the measures that have no chart. */
export function ComparisonCard({ version, overview, metrics }: Props) {
  const { comparison, stale } = overview;
  return (
    <Card title={`About ${version}`} aside={comparison && <Outcome comparison={comparison} />}>
      <p className={classes.sentence}>
        {comparison
          ? describeComparison(comparison)
          : `No comparison: ${missingComparison(stale)}.`}
      </p>
      <p className={classes.sentence}>
        <a href={formatRoute({ screen: 'versions', params: { version } })}>{version} on Versions</a>
      </p>
      <dl className={classes.measures}>
        {furtherMeasures(metrics).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

function Outcome({ comparison: { wins, losses, ties, pValue } }: { comparison: Comparison }) {
  return (
    <span className={classes.outcome} title="Queries that rank their entry higher, lower, the same">
      <span data-tone="good">{formatCount(wins)} won</span>
      <span data-tone="bad">{formatCount(losses)} lost</span>
      <span>{formatCount(ties)} tied</span>
      <span>{describeP(pValue)}</span>
    </span>
  );
}

import { useVersions } from '#renderer/api/hooks.ts';
import { formatRoute } from '#renderer/app/route.ts';
import { Ago } from '#renderer/ui/Ago.tsx';
import { Card } from '#renderer/ui/Card.tsx';
import { formatCount, formatQuantity } from '#renderer/ui/format.ts';
import { IntervalNumber } from '#renderer/ui/IntervalNumber.tsx';
import { CopyableKey } from '#renderer/ui/KeyText.tsx';
import classes from './ResultCard.module.css';
import { lastResult } from './train-view.ts';

const STATUS = {
  latest: { text: 'promoted', tone: 'good' },
  passed: { text: 'passed the gate', tone: 'plain' },
  refused: { text: 'refused by the gate', tone: 'bad' },
  unmeasured: { text: 'not measured', tone: 'plain' },
  damaged: { text: 'damaged', tone: 'bad' },
} as const;

/** The newest version, in two lines. */
export function LastResult() {
  const version = lastResult(useVersions().data ?? []);
  if (!version) return null;
  const { text, tone } = STATUS[version.status];
  return (
    <Card title="Last result" aside={<Ago at={version.createdAt} inWords />}>
      <p className={classes.head}>
        <CopyableKey value={version.version} />
        <span className={classes.verdict} data-tone={tone}>
          {text}
        </span>
        <a href={formatRoute({ screen: 'versions', params: { version: version.version } })}>
          Versions
        </a>
      </p>
      {version.metrics ? (
        <p>
          NDCG@10 <IntervalNumber interval={version.metrics.intervals['ndcg@10']} />
        </p>
      ) : (
        <p>{formatQuantity(version.data.terms + version.data.learntTerms, 'term')} indexed</p>
      )}
      <p className={classes.ran}>
        {version.embedder}, {formatCount(version.dimensions)} dimensions
      </p>
    </Card>
  );
}

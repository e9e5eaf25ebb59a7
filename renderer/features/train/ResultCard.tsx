import { IconCheck, IconX } from '@tabler/icons-react';
import type { GateRule, TrainResult } from '#core/contract/index.ts';
import { formatRoute } from '#renderer/app/route.ts';
import { Card } from '#renderer/ui/Card.tsx';
import { engineWords, formatCount } from '#renderer/ui/format.ts';
import { IntervalNumber } from '#renderer/ui/IntervalNumber.tsx';
import { CopyableKey } from '#renderer/ui/KeyText.tsx';
import classes from './ResultCard.module.css';
import { ruleNumbers, verdictOf } from './train-view.ts';

/** What a training came to: the version, its numbers, and each rule of the gate with its reason. */
export function ResultCard({ result, embedded }: { result: TrainResult; embedded: string | null }) {
  const { text, tone } = verdictOf(result);
  const { version, metrics, learning, gate } = result;
  return (
    <Card title="Result" aside={<span>peak memory {formatCount(result.peak_rss_mb)} MB</span>}>
      <p className={classes.head}>
        {version && <CopyableKey value={version} />}
        <span className={classes.verdict} data-tone={tone}>
          {text}
        </span>
        {version && <a href={formatRoute({ screen: 'versions', params: { version } })}>Versions</a>}
      </p>
      {metrics && (
        <p className={classes.numbers}>
          <span>
            NDCG@10 <IntervalNumber interval={metrics.intervals['ndcg@10']} />
          </span>
          <span>
            Top-1 <IntervalNumber interval={metrics.intervals.top1} />
          </span>
          <span className={classes.on}>on {formatCount(metrics.test.queries)} test queries</span>
          <a href="#/evaluate">Evaluate</a>
        </p>
      )}
      {learning && <p className={classes.ran}>{engineWords(learning.words)}</p>}
      {embedded && <p className={classes.ran}>Embedded {embedded}</p>}
      {gate.length > 0 && <Gate rules={gate} />}
    </Card>
  );
}

/** The rules of the gate, each with its number, its bound and why. */
function Gate({ rules }: { rules: readonly GateRule[] }) {
  return (
    <ul className={classes.gate} aria-label="Rules of the gate">
      {rules.map((rule) => (
        <li key={rule.rule} data-pass={rule.pass || undefined}>
          {rule.pass ? (
            <IconCheck size={15} stroke={2.4} aria-label="passes" />
          ) : (
            <IconX size={15} stroke={2.4} aria-label="fails" />
          )}
          <span>
            {engineWords(rule.title)}
            <span className={classes.reason}>{engineWords(rule.reason)}</span>
          </span>
          <span className={classes.value}>{ruleNumbers(rule)}</span>
        </li>
      ))}
    </ul>
  );
}

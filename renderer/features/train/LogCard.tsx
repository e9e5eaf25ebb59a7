import type { JobState } from '#core/contract/index.ts';
import { Card } from '#renderer/ui/Card.tsx';
import { CopyButton } from '#renderer/ui/CopyButton.tsx';
import { engineWords } from '#renderer/ui/format.ts';
import { ScrollRegion } from '#renderer/ui/ScrollRegion.tsx';
import classes from './LogCard.module.css';
import { logText, logTime } from './train-view.ts';

/** What the training said, newest last. */
export function LogCard({ job }: { job: JobState }) {
  if (job.log.length === 0) return null;
  return (
    <Card title="Log" aside={<CopyButton text={() => logText(job)} variant="subtle" />}>
      <ScrollRegion className={classes.log} label="Lines of the log">
        {/* Reversed on both sides: the newest line stays in view without a script that scrolls. */}
        <ol>
          {job.log.toReversed().map(({ at, level, stage, message }) => (
            <li key={`${at} ${stage} ${message}`} data-level={level}>
              <time dateTime={at}>{logTime(at)}</time>
              <span>{stage}</span>
              <span>
                {level !== 'info' && <b>{level === 'warn' ? 'warning: ' : 'error: '}</b>}
                {engineWords(message)}
              </span>
            </li>
          ))}
        </ol>
      </ScrollRegion>
    </Card>
  );
}

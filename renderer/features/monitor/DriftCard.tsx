import { Button } from '@mantine/core';
import {
  IconAlertTriangle,
  IconArrowsDiff,
  IconCircleCheck,
  IconCircleDotted,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { Drift } from '#core/contract/index.ts';
import { Card } from '#renderer/ui/Card.tsx';
import { engineWords, formatCount } from '#renderer/ui/format.ts';
import classes from './MonitorScreen.module.css';
import { psiWords, shareRows, VERDICTS } from './monitor-view.ts';

const MARKS = {
  stable: IconCircleCheck,
  shifting: IconArrowsDiff,
  shifted: IconAlertTriangle,
  unknown: IconCircleDotted,
};

/** Whether the queries that come are still those that the version was measured on, in one sentence; numbers on demand. */
export function DriftCard({ drift }: { drift: Drift }) {
  const [open, setOpen] = useState(false);
  const { title, tone } = VERDICTS[drift.verdict];
  const Mark = MARKS[drift.verdict];
  return (
    <Card className={classes.wide}>
      <div className={classes.verdict} data-tone={tone}>
        <Mark size={18} stroke={1.8} aria-hidden="true" />
        <div>
          <h2>{title}</h2>
          <p>{engineWords(drift.words)}</p>
        </div>
        <Button size="compact-xs" aria-expanded={open} onClick={() => setOpen(!open)}>
          Numbers
        </Button>
      </div>
      {open && (
        <dl className={classes.numbers}>
          <dt>Queries looked at</dt>
          <dd>{formatCount(drift.queries)}</dd>
          <dt>Population stability index</dt>
          <dd>{psiWords(drift.psi)}</dd>
          {shareRows(drift).map(({ name, words, meaning }) => (
            <div key={name} style={{ display: 'contents' }}>
              <dt title={meaning}>{name}</dt>
              <dd>{words}</dd>
            </div>
          ))}
        </dl>
      )}
    </Card>
  );
}

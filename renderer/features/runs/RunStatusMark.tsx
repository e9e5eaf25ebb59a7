import { IconBolt, IconCheck, IconMinus, IconX } from '@tabler/icons-react';
import type { RunStatus } from '#core/contract/index.ts';
import { Ring } from '#renderer/ui/Ring.tsx';
import classes from './RunStatusMark.module.css';
import { STATUS_WORDS } from './runs-view.ts';

/** How a run stands, as shape and word. */
export function RunStatusMark({ status }: { status: RunStatus }) {
  return (
    <span className={classes.mark} data-status={status}>
      <Shape status={status} />
      {STATUS_WORDS[status]}
    </span>
  );
}

function Shape({ status }: { status: RunStatus }) {
  const look = { size: 14, stroke: 2.2, 'aria-hidden': true };
  if (status === 'finished') return <IconCheck {...look} />;
  if (status === 'failed') return <IconX {...look} />;
  if (status === 'cancelled') return <IconMinus {...look} />;
  if (status === 'killed') return <IconBolt {...look} />;
  return <Ring share={null} />;
}

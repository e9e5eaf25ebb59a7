import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWorkspace } from '#renderer/api/hooks.ts';
import { useSettingsChange } from '#renderer/api/use-settings-change.ts';
import { Card } from '#renderer/ui/Card.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { formatQuantity } from '#renderer/ui/format.ts';
import classes from './MonitorScreen.module.css';
import { MonitorSketch } from './MonitorSketch.tsx';

const KEPT =
  'Only counts are kept, in this workspace: how many searches, how long they took, where their probabilities lay. Never a text.';

/** There is no version yet. */
export function NothingToCount() {
  return (
    <Centre>
      <EmptyState
        picture={<MonitorSketch />}
        title="Monitoring needs a version"
        action={
          <Button component="a" href="#/train" variant="filled">
            Train
          </Button>
        }
      >
        Once one answers searches, this screen shows how that goes day by day. {KEPT}
      </EmptyState>
    </Centre>
  );
}

/** Nobody searched in the period. */
export function NothingCounted({ days }: { days: number }) {
  return (
    <Centre>
      <EmptyState
        picture={<MonitorSketch />}
        title={`Nothing was searched in the last ${formatQuantity(days, 'day')}`}
        action={
          <Button component="a" href="#/search" variant="filled">
            Search
          </Button>
        }
      >
        {KEPT}
      </EmptyState>
    </Centre>
  );
}

/** Nothing is recorded, because the settings say so; small where older counts are still shown. */
export function MonitorOff({ small = false }: { small?: boolean }) {
  const change = useSettingsChange();
  const readOnly = useWorkspace().data?.readOnly ?? true;
  const button = (
    <Button
      variant="filled"
      disabled={readOnly}
      loading={change.isPending}
      onClick={() => change.mutate({ monitor: true })}
    >
      Switch on
    </Button>
  );
  if (small) {
    return (
      <Card>
        <div className={classes.verdict}>
          <p>Monitoring is off: what is shown was counted before.</p>
          {button}
        </div>
      </Card>
    );
  }
  return (
    <Centre>
      <EmptyState picture={<MonitorSketch />} title="Monitoring is off" action={button}>
        {KEPT}
      </EmptyState>
    </Centre>
  );
}

function Centre({ children }: { children: ReactNode }) {
  return <div className={classes.centre}>{children}</div>;
}

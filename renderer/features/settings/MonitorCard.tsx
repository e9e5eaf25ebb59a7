import { useQuery } from '@tanstack/react-query';
import type { WorkspaceSummary } from '#core/contract/index.ts';
import { engine } from '#renderer/api/client.ts';
import { useSettingsChange } from '#renderer/api/use-settings-change.ts';
import { Card } from '#renderer/ui/Card.tsx';
import { ConfirmButton } from '#renderer/ui/ConfirmButton.tsx';
import { formatBytes } from '#renderer/ui/format.ts';
import { NumberSetting } from '#renderer/ui/NumberSetting.tsx';
import { Switch } from '#renderer/ui/Switch.tsx';
import { useClearMonitor } from '../monitor/use-monitor.ts';
import cache from './CacheCard.module.css';
import shared from './SettingsScreen.module.css';

const DAYS_RANGE = [1, 3650] as const;

/** Whether searches are counted, and for how long the counts are kept. */
export function MonitorCard({
  workspace: { settings, readOnly },
}: {
  workspace: WorkspaceSummary;
}) {
  const change = useSettingsChange();
  const { data: report } = useQuery(engine.monitor.report.queryOptions({ input: {} }));
  return (
    <Card title="Monitor" aside={<Clear bytes={report?.bytes} readOnly={readOnly} />}>
      <Switch
        label="Count searches"
        checked={settings.monitor}
        disabled={readOnly || change.isPending}
        hint="How many, how long they took, where their probabilities lay. Never a text."
        onChange={(monitor) => change.mutate({ monitor })}
      />
      <div className={cache.limit}>
        <span>Keep for</span>
        <NumberSetting
          title="Days for which counts are kept"
          value={settings.monitorDays}
          range={DAYS_RANGE}
          disabled={readOnly}
          onKeep={(value) => value !== null && change.mutate({ monitorDays: value })}
        />
        <span>days</span>
      </div>
      <p className={shared.small} style={{ marginTop: 10 }}>
        {report && `${formatBytes(report.bytes)} are kept. `}
        <a href="#/monitor" style={{ color: 'var(--accent)' }}>
          Open Monitor
        </a>
      </p>
    </Card>
  );
}

function Clear({ bytes, readOnly }: { bytes: number | undefined; readOnly: boolean }) {
  const clear = useClearMonitor();
  const obstacle = readOnly
    ? 'This workspace can only be read here.'
    : bytes === 0
      ? 'Nothing is kept.'
      : null;
  return (
    <ConfirmButton
      label="Clear"
      name="Clear the monitor"
      question="All that was counted of searches and tables is deleted, of every version. It cannot be had back."
      obstacle={obstacle}
      busy={clear.isPending}
      onConfirm={() => clear.mutate()}
    />
  );
}

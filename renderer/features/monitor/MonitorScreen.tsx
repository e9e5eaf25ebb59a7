import { useMemo } from 'react';
import type { MonitorReport } from '#core/contract/index.ts';
import { isUnreachable, toFailure } from '#renderer/api/failure.ts';
import { useVersions, useWorkspace } from '#renderer/api/hooks.ts';
import { navigate, useRoute } from '#renderer/app/navigate.ts';
import { Card } from '#renderer/ui/Card.tsx';
import { ErrorState } from '#renderer/ui/ErrorState.tsx';
import { engineWords, formatBytes, formatQuantity } from '#renderer/ui/format.ts';
import { Page } from '#renderer/ui/Page.tsx';
import { SkeletonLines } from '#renderer/ui/Skeleton.tsx';
import { BandsChart, LatencyChart, RowsChart, SearchesChart } from './DailyCharts.tsx';
import { DriftCard } from './DriftCard.tsx';
import { MonitorHead } from './MonitorHead.tsx';
import classes from './MonitorScreen.module.css';
import { MonitorOff, NothingCounted, NothingToCount } from './MonitorStates.tsx';
import { monitorState, type Place, periodOf, placeParams, readPlace } from './monitor-view.ts';
import { ScoresChart } from './ScoresChart.tsx';
import { SharesCard } from './SharesCard.tsx';
import { useMonitor } from './use-monitor.ts';

/** How searches go day by day, and whether the queries that come are still those that the version was measured on. */
export function MonitorScreen() {
  const place = readPlace(useRoute().params);
  const { data: workspace } = useWorkspace();
  const { data: versions } = useVersions();
  const { data: report, error, isPlaceholderData } = useMonitor(place);
  const change = (part: Partial<Place>) => navigate('monitor', placeParams({ ...place, ...part }));

  if (versions?.length === 0) {
    return (
      <Page title="Monitor">
        <NothingToCount />
      </Page>
    );
  }
  const head = (
    <MonitorHead
      place={place}
      shown={report?.version ?? workspace?.inUse ?? ''}
      versions={versions ?? []}
      onChange={change}
    />
  );
  if (error && !report && !isUnreachable(error)) {
    return (
      <Page title="Monitor" actions={head}>
        <Card flush>
          <ErrorState failure={toFailure(error)} />
        </Card>
      </Page>
    );
  }
  if (!report) {
    return (
      <Page title="Monitor">
        <SkeletonLines count={8} height={44} />
      </Page>
    );
  }
  return (
    <Page title="Monitor" actions={head}>
      <Report report={report} days={place.days} stale={isPlaceholderData} />
    </Page>
  );
}

interface Props {
  report: MonitorReport;
  days: number;
  stale: boolean;
}

function Report({ report, days, stale }: Props) {
  const today = new Date().toISOString().slice(0, 10);
  const period = useMemo(() => periodOf(days, new Date(`${today}T12:00:00Z`)), [days, today]);
  const state = monitorState(report);
  if (state === 'off') return <MonitorOff />;
  if (state === 'empty') return <NothingCounted days={days} />;
  const version = report.version ?? '';
  // Days of a longer period are shown for a moment, until those of the new one have come.
  const shown = report.days.filter(({ day }) => day >= period.from);
  const chart = { days: shown, period, version };
  return (
    <>
      {!report.recording && <MonitorOff small />}
      {report.failure && <p className={classes.failure}>{engineWords(report.failure)}</p>}
      <div className={classes.grid} data-stale={stale || undefined}>
        <DriftCard drift={report.drift} />
        <SearchesChart {...chart} />
        <LatencyChart {...chart} />
        <BandsChart {...chart} />
        <ScoresChart drift={report.drift} version={version} />
        <SharesCard drift={report.drift} />
        <RowsChart {...chart} />
      </div>
      <p className={classes.foot}>
        Counts alone are kept, never a text: {formatBytes(report.bytes)} for at most{' '}
        {formatQuantity(report.retentionDays, 'day')}.{' '}
        <a href="#/settings?show=monitor">Settings</a>
      </p>
    </>
  );
}

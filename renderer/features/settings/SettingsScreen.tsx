import { isUnreachable, toFailure } from '#renderer/api/failure.ts';
import { useWorkspace } from '#renderer/api/hooks.ts';
import { useJobs } from '#renderer/api/jobs.ts';
import { hasEnded } from '#renderer/api/watch-job.ts';
import { Card } from '#renderer/ui/Card.tsx';
import { ErrorState } from '#renderer/ui/ErrorState.tsx';
import { Fact, Page } from '#renderer/ui/Page.tsx';
import { SkeletonLines } from '#renderer/ui/Skeleton.tsx';
import { InterruptedBanner } from '../jobs/InterruptedBanner.tsx';
import { interruptedJobs } from '../jobs/job-lists.ts';
import { AdditionPanel } from '../models/AdditionPanel.tsx';
import { FolderNotices } from '../models/FolderNotices.tsx';
import { AddModel } from './AddModel.tsx';
import { CacheCard } from './CacheCard.tsx';
import { DevicesCard } from './DevicesCard.tsx';
import { MatchingCard } from './MatchingCard.tsx';
import { ModelsCard } from './ModelsCard.tsx';
import { MonitorCard } from './MonitorCard.tsx';
import { PrivacyCard } from './PrivacyCard.tsx';
import { ScheduleCard } from './ScheduleCard.tsx';
import { ServicesCard } from './ServicesCard.tsx';
import classes from './SettingsScreen.module.css';
import { ShownCard } from './ShownCard.tsx';

/** What the workspace may use and do by itself: models, devices, the cache of vectors, the network, services, a schedule. */
export function SettingsScreen() {
  const { data: workspace, error } = useWorkspace();
  const jobs = useJobs();
  const busy = jobs.some((job) => !hasEnded(job));

  if (!workspace) {
    return (
      <Page title="Settings">
        {error && !isUnreachable(error) ? (
          <Card flush>
            <ErrorState failure={toFailure(error)} />
          </Card>
        ) : (
          <SkeletonLines count={8} height={42} />
        )}
      </Page>
    );
  }
  const { settings, readOnly } = workspace;
  return (
    <Page title="Settings" facts={<Fact>of this workspace</Fact>}>
      {interruptedJobs(jobs, 'settings').map((job) => (
        <InterruptedBanner key={job.id} job={job} busy={busy} />
      ))}
      <FolderNotices about="models" />
      <AdditionPanel readOnly={readOnly} />
      <ModelsCard readOnly={readOnly} />
      <AddModel offline={settings.offline} readOnly={readOnly} />
      <div className={classes.columns}>
        <div className={classes.column}>
          <DevicesCard readOnly={readOnly} />
          <MatchingCard workspace={workspace} />
          <ShownCard id="services">
            <ServicesCard workspace={workspace} />
          </ShownCard>
        </div>
        <div className={classes.column}>
          <PrivacyCard offline={settings.offline} readOnly={readOnly} />
          <CacheCard limitMb={settings.cacheLimitMb} readOnly={readOnly} />
          <ShownCard id="schedule">
            <ScheduleCard workspace={workspace} />
          </ShownCard>
          <ShownCard id="monitor">
            <MonitorCard workspace={workspace} />
          </ShownCard>
        </div>
      </div>
    </Page>
  );
}

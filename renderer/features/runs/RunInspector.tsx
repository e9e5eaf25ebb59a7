import type { Ref } from 'react';
import type { JobState, RunDetail, RunSummary } from '#core/contract/index.ts';
import { isUnreachable, toFailure } from '#renderer/api/failure.ts';
import { formatRoute } from '#renderer/app/route.ts';
import { Ago } from '#renderer/ui/Ago.tsx';
import { ErrorState } from '#renderer/ui/ErrorState.tsx';
import { CopyableKey } from '#renderer/ui/KeyText.tsx';
import { Segments } from '#renderer/ui/Segments.tsx';
import { SkeletonLines } from '#renderer/ui/Skeleton.tsx';
import { PARTS, type PartId } from './place.ts';
import { RunFiles } from './RunFiles.tsx';
import classes from './RunInspector.module.css';
import { RunLog } from './RunLog.tsx';
import { RunOverview } from './RunOverview.tsx';
import { RunSetup } from './RunSetup.tsx';
import { RunStatusMark } from './RunStatusMark.tsx';
import { durationWords, modeTitle } from './runs-view.ts';
import { useLiveJob, useRun } from './use-runs.ts';

interface Props {
  ref: Ref<HTMLHeadingElement>;
  run: RunSummary;
  models: readonly { id: string; name: string }[];
  part: PartId;
  onPart(part: PartId): void;
}

/** Everything about one run. */
export function RunInspector({ ref, run, models, part, onPart }: Props) {
  const { data, error } = useRun(run);
  const live = useLiveJob(run);
  return (
    <div className={classes.root}>
      <header className={classes.header}>
        <h2 ref={ref} tabIndex={-1}>
          {modeTitle(run.mode)}
        </h2>
        <RunStatusMark status={run.status} />
        <span className={classes.when}>
          <Ago at={run.startedAt} inWords />, {durationWords(run, new Date())}
        </span>
      </header>
      <p className={classes.ids}>
        <CopyableKey value={run.id} limit={26} />
        {run.version && (
          <a href={formatRoute({ screen: 'versions', params: { version: run.version } })}>
            {run.version}
          </a>
        )}
      </p>
      <Segments<PartId> label="Part of the run" value={part} options={PARTS} onChange={onPart} />
      {error && !data && !isUnreachable(error) && <ErrorState failure={toFailure(error)} />}
      {!data && !error && <SkeletonLines count={6} height={30} />}
      {data && <Part run={run} detail={data} models={models} part={part} live={live} />}
    </div>
  );
}

interface PartProps {
  run: RunSummary;
  detail: RunDetail;
  models: Props['models'];
  part: PartId;
  live: JobState | undefined;
}

function Part({ run, detail, models, part, live }: PartProps) {
  switch (part) {
    case 'setup':
      return <RunSetup run={detail.run} models={models} />;
    case 'log':
      return <RunLog detail={detail} live={live} />;
    case 'files':
      return <RunFiles detail={detail} />;
    case 'overview':
      return <RunOverview summary={run} detail={detail} live={live} />;
  }
}

import type { RunDetail, RunFilter, RunSummary } from '#core/contract/runs.ts';
import { readNotifications } from '#core/notify/notification-log.ts';
import { readMlflow } from '#core/runs/mlflow-file.ts';
import { readLog } from '#core/runs/read-log.ts';
import { readMetrics, testMeasures } from '#core/runs/read-metrics.ts';
import { filesBelow } from '#core/runs/run-files.ts';
import { isWanted } from '#core/runs/run-filter.ts';
import type { Session } from './session.ts';

const MOST_LOG_LINES = 2000;

/** The runs that are looked for, newest first. */
export async function listRuns(session: Session, filter: RunFilter): Promise<RunSummary[]> {
  const { files, layout } = session.reader;
  const runs = (await session.runs.list()).filter((run) => isWanted(run, filter));
  return Promise.all(
    runs.map(async (run) => {
      const folder = files.join(layout.runs, run.id);
      const measures = testMeasures(await readMetrics(files, folder));
      const pushed = (await readMlflow(files, folder))?.complete ?? false;
      return { ...run, measures, pushed };
    }),
  );
}

/** Everything that is kept of a run. Throws NOT_FOUND or DAMAGED. */
export async function runDetail(session: Session, id: string): Promise<RunDetail> {
  const { files, layout } = session.reader;
  const run = await session.runs.read(id);
  const folder = files.join(layout.runs, id);
  return {
    run,
    metrics: await readMetrics(files, folder),
    ...(await readLog(files, folder, MOST_LOG_LINES)),
    artifacts: [
      ...(await artifactsIn(session, layout.runs, id)),
      ...(run.version === null ? [] : await artifactsIn(session, layout.versions, run.version)),
    ],
    notifications: await readNotifications(files, folder),
    mlflow: await readMlflow(files, folder),
  };
}

/** The files of one run or version; paths from the workspace on. None where it is deleted. */
async function artifactsIn(
  { reader: { files, layout } }: Session,
  parent: string,
  id: string,
): Promise<RunDetail['artifacts']> {
  const below = await filesBelow(files, files.join(parent, id));
  const kind = parent === layout.runs ? 'runs' : 'versions';
  return below.map(({ path, bytes }) => ({ path: `${kind}/${id}/${path}`, bytes }));
}

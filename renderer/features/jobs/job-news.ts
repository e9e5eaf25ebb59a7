import type { JobState } from '#core/contract/index.ts';
import { formatBytes, formatCount, formatQuantity } from '#renderer/ui/format.ts';
import { JOB_SCREENS } from './job-lists.ts';

interface News {
  message: string;
  detail?: string;
  tone: 'plain' | 'good' | 'bad';
  screen: (typeof JOB_SCREENS)[keyof typeof JOB_SCREENS];
  /** What to open on it. */
  params?: Record<string, string>;
}

/** What to say in the corner when a job ended; null for what its own screen shows better (a cancelled job). */
export function jobNews(job: JobState): News | null {
  const screen = JOB_SCREENS[job.kind];
  if (job.status === 'failed') {
    return {
      message: `${job.title} stopped`,
      detail: job.error?.message ?? '',
      tone: 'bad',
      screen,
    };
  }
  if (job.status !== 'done') return null;
  return { ...successOf(job), screen };
}

function successOf(job: JobState): Omit<News, 'screen'> {
  if (job.imported) return importNews(job.imported);
  if (job.kind === 'rescore') return { message: 'Every version re-scored', tone: 'good' };
  if (job.kind === 'learning-curve') {
    return { message: 'Learning curve measured', tone: 'good', params: { section: 'learning' } };
  }
  if (job.model) {
    const { name, dimensions } = job.model;
    return {
      message: `${name} added`,
      detail: `${formatCount(dimensions)} dimensions. It can be chosen on Train.`,
      tone: 'good',
    };
  }
  if (job.verdict) return probeNews(job.verdict);
  if (job.matched) return matchNews(job.matched);
  if (job.exported) return exportNews(job.exported);
  if (job.bundle) return bundleNews(job.bundle);
  if (job.kind === 'push-mlflow') return { message: 'Pushed to MLflow', tone: 'good' };
  if (job.kind === 'recreate') return recreateNews(job);
  return trainNews(job);
}

function importNews({ kind, name, counts }: NonNullable<JobState['imported']>) {
  const brought =
    kind === 'canonical'
      ? formatQuantity(counts.entries, 'entry', 'entries')
      : formatQuantity(counts.judgments, 'judgment');
  return { message: `${name} imported`, detail: brought, tone: 'good' as const };
}

function probeNews({ modelName, reports }: NonNullable<JobState['verdict']>) {
  const chosen = reports.find((report) => report.chosen);
  return {
    message: `${modelName} measured`,
    detail: chosen
      ? `Fastest: ${chosen.name}, ${chosen.dtype}.`
      : 'It runs on no device of this machine; Settings says why.',
    tone: chosen ? ('good' as const) : ('bad' as const),
  };
}

function matchNews({ id, name, done, bands }: NonNullable<JobState['matched']>) {
  const found = done - bands.none;
  return {
    message: `${name} matched`,
    detail: `An entry for ${formatCount(found)} of ${formatQuantity(done, 'row')}.`,
    tone: 'good' as const,
    params: { table: id },
  };
}

function exportNews({ version, path, bytes }: NonNullable<JobState['exported']>) {
  return {
    message: `${version} exported`,
    detail: `${path}, ${formatBytes(bytes)}.`,
    tone: 'good' as const,
    params: { version },
  };
}

function bundleNews({ version, origin, known }: NonNullable<JobState['bundle']>) {
  const params = { version };
  if (known) return { message: `${version} was here already`, tone: 'plain' as const, params };
  const renamed = origin !== version && { detail: `It was ${origin} where it was made.` };
  return { message: `${version} imported`, ...renamed, tone: 'good' as const, params };
}

function recreateNews({ train, title }: JobState): Omit<News, 'screen'> {
  const version = train?.version;
  if (!version) return { message: `${title} done`, tone: 'good' };
  return { message: `${version} made again`, tone: 'good', params: { version } };
}

function trainNews(job: JobState): Omit<News, 'screen'> {
  const { version, promoted, metrics, gate } = job.train ?? {};
  if (!version) return { message: `${job.title} done`, tone: 'good' };
  if (promoted) return { message: `${version} promoted`, tone: 'good' };
  const refused = metrics && gate?.some((rule) => !rule.pass);
  return {
    message: `${version} made${refused ? ', not promoted' : ''}`,
    ...(refused && { detail: 'The gate refused it; Train says why.' }),
    tone: 'plain',
  };
}

import type { JobState } from '#core/contract/index.ts';
import { formatQuantity } from '#renderer/ui/format.ts';

interface News {
  message: string;
  detail?: string;
  tone: 'plain' | 'good' | 'bad';
  screen: 'data' | 'train' | 'evaluate';
}

/** What to say in the corner when a job ended; null for what its own screen shows better (a cancelled job). */
export function jobNews(job: JobState): News | null {
  const screen = { train: 'train', import: 'data', rescore: 'evaluate' }[
    job.kind
  ] as News['screen'];
  if (job.status === 'failed') {
    return {
      message: `${job.title} stopped`,
      detail: job.error?.message ?? '',
      tone: 'bad',
      screen,
    };
  }
  if (job.status !== 'done') return null;
  if (job.imported) {
    const { kind, name, counts } = job.imported;
    const brought =
      kind === 'canonical'
        ? formatQuantity(counts.entries, 'entry', 'entries')
        : formatQuantity(counts.judgments, 'judgment');
    return { message: `${name} imported`, detail: brought, tone: 'good', screen };
  }
  if (job.kind === 'rescore') return { message: 'Every version re-scored', tone: 'good', screen };
  return trainNews(job);
}

function trainNews(job: JobState): News {
  const { version, promoted, metrics, gate } = job.train ?? {};
  if (!version) return { message: `${job.title} done`, tone: 'good', screen: 'train' };
  if (promoted) return { message: `${version} promoted`, tone: 'good', screen: 'train' };
  const refused = metrics && gate?.some((rule) => !rule.pass);
  return {
    message: `${version} made${refused ? ', not promoted' : ''}`,
    ...(refused && { detail: 'The gate refused it; Train says why.' }),
    tone: 'plain',
    screen: 'train',
  };
}

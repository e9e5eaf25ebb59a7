import type { JobState, StageState } from '#core/contract/index.ts';

const NAMES: Record<string, { title: string; doing: string }> = {
  load: { title: 'Load', doing: 'Loading' },
  read: { title: 'Read', doing: 'Reading' },
  preflight: { title: 'Check', doing: 'Checking' },
  check: { title: 'Check', doing: 'Checking' },
  split: { title: 'Split', doing: 'Splitting' },
  embed: { title: 'Embed', doing: 'Embedding' },
  index: { title: 'Index', doing: 'Indexing' },
  adapt: { title: 'Adapt', doing: 'Adapting the vectors' },
  learn: { title: 'Learn', doing: 'Learning' },
  curve: { title: 'Learning curve', doing: 'Measuring the learning curve' },
  calibrate: { title: 'Calibrate', doing: 'Calibrating' },
  evaluate: { title: 'Evaluate', doing: 'Evaluating' },
  gate: { title: 'Gate', doing: 'Checking the gate' },
  version: { title: 'Version', doing: 'Writing the version' },
  store: { title: 'Store', doing: 'Storing' },
  write: { title: 'Write', doing: 'Writing' },
  copy: { title: 'Copy', doing: 'Copying' },
  download: { title: 'Download', doing: 'Downloading' },
  convert: { title: 'Convert', doing: 'Converting' },
  measure: { title: 'Measure', doing: 'Measuring' },
  match: { title: 'Match', doing: 'Matching' },
  assign: { title: 'Assign', doing: 'Assigning' },
};

/** The stage's name for people; one that is not known is shown as it is. */
export function stageTitle(stage: string): string {
  return NAMES[stage]?.title ?? capitalise(stage);
}

/** 0..1, or null while it is not known how much there is to do. */
export function stageShare({ done, total }: Pick<StageState, 'done' | 'total'>): number | null {
  return total > 0 ? Math.min(1, done / total) : null;
}

/** The stage that a job is at: the running one, or the next one while it goes from one to the other. */
export function currentStage({ status, stages }: JobState): StageState | undefined {
  if (status !== 'running' && status !== 'paused') return undefined;
  return (
    stages.find(({ state }) => state === 'running') ??
    stages.find(({ state }) => state === 'waiting')
  );
}

/** What a job is busy with, for the header: `Embedding`, or its title before the first stage. */
export function jobActivity(job: JobState): {
  label: string;
  share: number | null;
  secondsLeft: number | null;
} {
  const running = currentStage(job);
  if (!running) return { label: job.title, share: null, secondsLeft: null };
  // A paused job has no time left that would mean anything.
  if (job.status === 'paused') {
    return { label: 'Paused', share: stageShare(running) ?? 0, secondsLeft: null };
  }
  return {
    label: NAMES[running.stage]?.doing ?? capitalise(running.stage),
    share: stageShare(running),
    secondsLeft: running.secondsLeft,
  };
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

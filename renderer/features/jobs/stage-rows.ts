import type { JobState, StageState } from '#core/contract/index.ts';
import { engineWords, formatBytes, formatCount, formatSeconds } from '#renderer/ui/format.ts';
import { currentStage, stageShare, stageTitle } from './stage-names.ts';

/** A row of the list of stages. */
export interface StageRow {
  stage: string;
  title: string;
  state: StageState['state'] | 'paused';
  detail: string;
  /** 0..1 while it runs and the total is known, else null. */
  share: number | null;
  /** `0.4 s`, or `14 s left` while it runs. */
  time: string;
}

/** The rows of a job's stages. While it goes from one stage to the next, the next one shows as running. */
export function stageRows(job: JobState): StageRow[] {
  const current = currentStage(job);
  return job.stages.map((stage) => (stage === current ? currentRow(stage, job) : stageRow(stage)));
}

/** The stage at which a job stands; while it is paused, a time left would be a guess. */
function currentRow(stage: StageState, { status }: JobState): StageRow {
  const row = stageRow(stage);
  return status === 'paused'
    ? { ...row, state: 'paused', time: 'paused' }
    : { ...row, state: 'running' };
}

function stageRow(stage: StageState): StageRow {
  const running = stage.state === 'running';
  return {
    stage: stage.stage,
    title: stageTitle(stage.stage),
    state: stage.state,
    detail: engineWords(running ? runningDetail(stage) : stage.detail),
    share: running ? stageShare(stage) : null,
    time: stageTime(stage),
  };
}

/** `17 990 of 29 017 terms, 2 190 terms/s, …` */
function runningDetail({ done, total, unit, rate, detail }: StageState): string {
  const amount = unit === 'bytes' ? formatBytes : countOf;
  const parts = [];
  if (total > 0) parts.push(`${amount(done, '')} of ${amount(total, unit)}`.trim());
  // Slower than that, a rounded rate says nothing that the time left does not.
  if (rate >= 2) parts.push(`${amount(rate, unit || 'steps')}/s`);
  if (detail) parts.push(detail);
  return parts.join(', ');
}

function countOf(value: number, unit: string): string {
  return `${formatCount(value)} ${unit}`.trim();
}

function stageTime({ state, secondsLeft, seconds }: StageState): string {
  if (state === 'running' && secondsLeft !== null) {
    return `${formatSeconds(Math.max(1, secondsLeft))} left`;
  }
  return state === 'waiting' || state === 'skipped' ? '' : formatSeconds(seconds);
}

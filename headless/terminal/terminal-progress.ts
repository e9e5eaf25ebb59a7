import type { JobState, LogLine, StageState } from '#core/contract/jobs.ts';
import { count, duration, percent } from './numbers.ts';
import type { Paint } from './style.ts';
import { pad, printable, truncate } from './width.ts';

/** What was already said about a job, so that nothing is said twice. Plain data; make one with `NOTHING_SAID`. */
export interface Said {
  /** Stage -> the last thing said about it. */
  readonly stages: Readonly<Record<string, 'started' | 'ended'>>;
  readonly logLines: number;
  /** Milliseconds, when the last plain progress line was written. */
  readonly progressAt: number;
}

/** Lines that stay, lines that are redrawn in place, and what is said once both are written. */
export interface ProgressOutput {
  lines: string[];
  live: string[];
  said: Said;
}

/** How to draw: a terminal gets live bars, anything else gets a plain line every `PLAIN_INTERVAL`. */
export interface Drawing {
  tty: boolean;
  /** Columns of the terminal. */
  columns: number;
  paint: Paint;
}

export const NOTHING_SAID: Said = { stages: {}, logLines: 0, progressAt: Number.NEGATIVE_INFINITY };
/** Milliseconds between two plain progress lines. */
export const PLAIN_INTERVAL = 500;

const STAGE = 10;

/**
 * What to write for a job's state at `now` (milliseconds). `stale` is how long ago, in seconds, the
 * state was reported, so that the clock of a stage runs on between two reports.
 */
export function drawProgress(
  job: Pick<JobState, 'stages' | 'log'>,
  said: Said,
  now: number,
  drawing: Drawing,
  stale = 0,
): ProgressOutput {
  const events = stageEvents(job.stages, said);
  const lines = [
    ...logLines(job.log, said, drawing),
    ...events.flatMap((e) => eventLine(e, drawing)),
  ];
  const running = job.stages
    .filter((stage) => stage.state === 'running')
    .map((stage) => ({ ...stage, seconds: stage.seconds + stale }));
  const due = now - said.progressAt >= PLAIN_INTERVAL;
  if (!drawing.tty && due) lines.push(...running.map(plainProgress));
  return {
    lines,
    live: drawing.tty ? running.map((stage) => bar(stage, drawing)) : [],
    said: {
      stages: { ...said.stages, ...Object.fromEntries(events.map((e) => [e.stage.stage, e.what])) },
      logLines: job.log.length,
      progressAt: due ? now : said.progressAt,
    },
  };
}

interface StageEvent {
  stage: StageState;
  what: 'started' | 'ended';
}

function stageEvents(stages: readonly StageState[], said: Said): StageEvent[] {
  return stages.flatMap((stage): StageEvent[] => {
    const before = said.stages[stage.stage];
    if (stage.state === 'running' && before === undefined) return [{ stage, what: 'started' }];
    if (isEnded(stage) && before !== 'ended') return [{ stage, what: 'ended' }];
    return [];
  });
}

function isEnded(stage: StageState): boolean {
  return stage.state === 'done' || stage.state === 'failed' || stage.state === 'skipped';
}

function eventLine({ stage, what }: StageEvent, { tty, columns, paint }: Drawing): string[] {
  // On a terminal the live bar already shows that a stage has started.
  if (what === 'started') return tty ? [] : [`${stage.stage}: started`];
  if (stage.state === 'skipped' && stage.detail === '') return [];
  if (!tty) return [plainEnd(stage)];
  const mark =
    { done: paint('green', '✓'), failed: paint('red', '✗') }[stage.state as string] ?? '-';
  const time = stage.state === 'skipped' ? 'skipped' : duration(stage.seconds);
  const text = `${pad(stage.stage, STAGE)} ${pad(time, 8, 'right')}  ${printable(stage.detail)}`;
  return [`${mark} ${truncate(text.trimEnd(), columns - 3)}`];
}

function plainEnd(stage: StageState): string {
  const detail = stage.detail === '' ? '' : `: ${printable(stage.detail)}`;
  if (stage.state === 'skipped') return `${stage.stage}: skipped${detail}`;
  return `${stage.stage}: ${stage.state} in ${duration(stage.seconds)}${detail}`;
}

function plainProgress(stage: StageState): string {
  const share = stage.total > 0 ? ` (${percent(shareOf(stage))})` : '';
  const parts = [amount(stage) + share, ...pace(stage), duration(stage.seconds)];
  return `${stage.stage}: ${parts.filter(Boolean).join(', ')}`;
}

function bar(stage: StageState, { columns, paint }: Drawing): string {
  const width = columns < 100 ? 10 : 20;
  const filled = Math.round(shareOf(stage) * width);
  const gauge = stage.total > 0 ? `${'█'.repeat(filled)}${'░'.repeat(width - filled)} ` : '';
  const share = stage.total > 0 ? `${percent(shareOf(stage)).padStart(5)}  ` : '';
  const elapsed = stage.secondsLeft === null ? [duration(stage.seconds)] : [];
  const parts = [amount(stage), ...pace(stage), ...elapsed].filter(Boolean);
  const text = `${pad(stage.stage, STAGE)} ${gauge}${share}${parts.join(' · ')}`;
  return `${paint('bold', '▸')} ${truncate(text, columns - 3)}`;
}

function shareOf(stage: StageState): number {
  return stage.total > 0 ? Math.min(1, Math.max(0, stage.done / stage.total)) : 0;
}

function amount(stage: StageState): string {
  if (stage.total > 0) return `${count(stage.done)} / ${count(stage.total)} ${stage.unit}`.trim();
  return stage.done > 0 ? `${count(stage.done)} ${stage.unit}`.trim() : printable(stage.detail);
}

function pace(stage: StageState): string[] {
  const rate = stage.rate > 0 ? [`${count(stage.rate)} ${stage.unit}/s`] : [];
  const left = stage.secondsLeft === null ? [] : [`${duration(stage.secondsLeft)} left`];
  return [...rate, ...left];
}

function logLines(log: readonly LogLine[], said: Said, { paint }: Drawing): string[] {
  return log
    .slice(said.logLines)
    .filter((line) => line.level !== 'info')
    .map((line) => {
      const label = line.level === 'warn' ? paint('yellow', 'warning') : paint('red', 'error');
      return `${label}: ${printable(line.message)}`;
    });
}

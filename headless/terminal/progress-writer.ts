import type { JobState } from '#core/contract/jobs.ts';
import type { Output } from '../runtime.ts';
import { painter } from './style.ts';
import { type Drawing, drawProgress, NOTHING_SAID, PLAIN_INTERVAL } from './terminal-progress.ts';

/** Shows a job's states as they come; `end` writes what is left and takes the live lines away. */
export interface ProgressWriter {
  update(job: Pick<JobState, 'stages' | 'log'>): void;
  end(): void;
}

const LIVE_INTERVAL = 100;

/** Writes progress to a stream: live bars, at most ten redraws a second, or plain lines on a pipe. */
export function createProgressWriter(output: Output, now: () => number): ProgressWriter {
  let latest: { job: Pick<JobState, 'stages' | 'log'>; at: number } | undefined;
  let said = NOTHING_SAID;
  let liveLines = 0;

  const draw = (showLive: boolean) => {
    if (!latest) return;
    const drawing: Drawing = {
      tty: output.isTty,
      columns: output.columns(),
      paint: painter(output.color),
    };
    const next = drawProgress(latest.job, said, now(), drawing, (now() - latest.at) / 1000);
    const live = showLive ? next.live : [];
    const text = [...next.lines, ...live].map((line) => `${line}\n`).join('');
    output.write(eraseLines(liveLines) + text);
    liveLines = live.length;
    said = next.said;
  };

  const timer = setInterval(() => draw(true), output.isTty ? LIVE_INTERVAL : PLAIN_INTERVAL);
  timer.unref();
  return {
    update(job) {
      const first = latest === undefined;
      latest = { job, at: now() };
      if (first || !output.isTty) draw(true);
    },
    end() {
      clearInterval(timer);
      draw(false);
    },
  };
}

/** Moves the cursor up over the live lines and clears them. */
function eraseLines(lines: number): string {
  return lines === 0 ? '' : `\u001b[${lines}A\u001b[0J`;
}

import type { JobContext } from '#core/platform/job-context.ts';

/** Told what a training is doing. */
export interface StageReporter {
  start(stage: string): void;
  /** `detail`: what came out, in words. */
  done(stage: string, detail: string): void;
  skip(stage: string, detail: string): void;
}

/** Runs stages one after the other and keeps their times. */
export interface StageRunner {
  run<Result>(
    stage: string,
    work: () => Promise<{ result: Result; detail: string }>,
  ): Promise<Result>;
  skip(stage: string, detail: string): void;
  /** Stage -> seconds. */
  timings: Record<string, number>;
}

/** `elapsed` gives milliseconds. A cancelled context stops before the next stage. */
export function stageRunner(
  reporter: StageReporter,
  context: JobContext,
  elapsed: () => number,
): StageRunner {
  const timings: Record<string, number> = {};
  return {
    timings,
    async run(stage, work) {
      await context.breathe();
      reporter.start(stage);
      const started = elapsed();
      const { result, detail } = await work();
      timings[stage] = Math.round(elapsed() - started) / 1000;
      context.log('info', detail);
      reporter.done(stage, detail);
      return result;
    },
    skip: (stage, detail) => reporter.skip(stage, detail),
  };
}

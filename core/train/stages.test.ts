import { describe, expect, it } from 'vitest';
import type { JobContext } from '#core/platform/job-context.ts';
import { stageRunner } from './stages.ts';

function runner(breathe: () => Promise<void> = async () => {}) {
  const told: string[] = [];
  const log: string[] = [];
  const context: JobContext = {
    signal: new AbortController().signal,
    progress: () => {},
    log: (_, message) => void log.push(message),
    breathe,
  };
  const reporter = {
    start: (stage: string) => void told.push(`start ${stage}`),
    done: (stage: string, detail: string) => void told.push(`done ${stage}: ${detail}`),
    skip: (stage: string, detail: string) => void told.push(`skip ${stage}: ${detail}`),
  };
  let now = 0;
  const elapsed = () => {
    now += 1234.5;
    return now;
  };
  return { told, log, stages: stageRunner(reporter, context, elapsed) };
}

describe('stageRunner', () => {
  it('tells of each stage and keeps its seconds', async () => {
    const { told, log, stages } = runner();
    expect(await stages.run('load', async () => ({ result: 7, detail: '3 entries' }))).toBe(7);
    stages.skip('learn', 'nothing to learn');
    expect(told).toEqual(['start load', 'done load: 3 entries', 'skip learn: nothing to learn']);
    expect(log).toEqual(['3 entries']);
    expect(stages.timings).toEqual({ load: 1.235 });
  });

  it('does not start once cancelled, nor call a failed stage done', async () => {
    const cancelled = runner(() => Promise.reject(new Error('cancelled')));
    const work = async () => ({ result: 1, detail: '' });
    await expect(cancelled.stages.run('load', work)).rejects.toThrow('cancelled');
    expect(cancelled.told).toEqual([]);
    const failing = runner();
    const failed = failing.stages.run('load', () => Promise.reject(new Error('broken')));
    await expect(failed).rejects.toThrow('broken');
    expect(failing.told).toEqual(['start load']);
    expect(failing.stages.timings).toEqual({});
  });
});

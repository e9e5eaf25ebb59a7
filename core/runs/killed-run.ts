import type { RunRecord } from '#core/contract/runs.ts';

/**
 * The record of a run whose process was killed. It ended no earlier than it last wrote something; the stage that it was
 * in, noted with 0 seconds when it began, gets what the other stages leave of that time.
 */
export function killedRecord(run: RunRecord, lastSign: string | null): RunRecord {
  const finishedAt = lastSign !== null && lastSign > run.startedAt ? lastSign : run.startedAt;
  return { ...run, status: 'killed', finishedAt, timings: withLastStage(run, finishedAt) };
}

function withLastStage({ startedAt, timings }: RunRecord, finishedAt: string) {
  const stages = Object.entries(timings);
  const [stage, seconds] = stages.at(-1) ?? [];
  if (stage === undefined || seconds !== 0) return timings;
  const others = stages.reduce((sum, [, each]) => sum + each, 0);
  const all = (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000;
  return { ...timings, [stage]: Math.max(0, Math.round((all - others) * 1000) / 1000) };
}

import { z } from 'zod';
import { granted, isMissing, refused } from './refused.ts';
import type { Rest } from './rest.ts';
import { RUN_KEY } from './run-to-mlflow.ts';
import type { MlflowRun, MlflowText } from './types.ts';

const Text = z.object({ key: z.string(), value: z.string().default('') });

const Run = z.object({
  info: z.object({
    run_id: z.string(),
    artifact_uri: z.string().default(''),
    lifecycle_stage: z.string().default('active'),
  }),
  data: z
    .object({
      params: z.array(Text).default([]),
      tags: z.array(Text).default([]),
      metrics: z.array(z.object({ key: z.string() })).default([]),
    })
    .default({ params: [], tags: [], metrics: [] }),
});
const RunAnswer = z.object({ run: Run });
const RunsAnswer = z.object({ runs: z.array(Run).default([]) });

/** A run as the server has it. */
export interface ServerRun {
  id: string;
  artifactUri: string;
  params: MlflowText[];
  tags: MlflowText[];
  /** Of which there is at least one value. */
  metricKeys: string[];
}

/** Null where there is none, or it is deleted. */
export async function readRun(rest: Rest, id: string): Promise<ServerRun | null> {
  const answer = await rest.call('GET', 'runs/get', { run_id: id });
  if (answer.refusal) {
    if (isMissing(answer.refusal)) return null;
    throw refused(answer.refusal, 'show the run');
  }
  const { run } = RunAnswer.parse(answer.body);
  return run.info.lifecycle_stage === 'deleted' ? null : serverRun(run);
}

/** The run of the server that holds ours: the one that is known, else one with our key, else a new one. */
export async function ensureRun(
  rest: Rest,
  experimentId: string,
  run: MlflowRun,
  { key, known }: { key: string; known: string | null },
): Promise<ServerRun> {
  const same = known === null ? null : await readRun(rest, known);
  return same ?? (await findRun(rest, experimentId, key)) ?? createRun(rest, experimentId, run);
}

async function findRun(rest: Rest, experimentId: string, key: string): Promise<ServerRun | null> {
  const answer = await rest.call('POST', 'runs/search', {
    experiment_ids: [experimentId],
    filter: `tags.\`${RUN_KEY}\` = '${key}'`,
    run_view_type: 'ACTIVE_ONLY',
    max_results: 10,
    // Where an earlier Plumbline and this one each made a run, all agree on the first.
    order_by: ['attributes.start_time ASC'],
  });
  const [found] = RunsAnswer.parse(granted(answer, 'look for the run')).runs;
  return found ? serverRun(found) : null;
}

/** With its tags from the first moment on: by them it is found again. */
async function createRun(rest: Rest, experimentId: string, run: MlflowRun): Promise<ServerRun> {
  const answer = await rest.call('POST', 'runs/create', {
    experiment_id: experimentId,
    run_name: run.name,
    start_time: run.startTime,
    tags: run.tags,
  });
  return serverRun(RunAnswer.parse(granted(answer, 'make the run')).run);
}

const serverRun = ({ info, data }: z.infer<typeof Run>): ServerRun => ({
  ...{ id: info.run_id, artifactUri: info.artifact_uri },
  ...{ params: data.params, tags: data.tags },
  metricKeys: data.metrics.map(({ key }) => key),
});

/** Says how the run ended, and when. */
export async function endRun(
  rest: Rest,
  id: string,
  { status, endTime }: MlflowRun,
): Promise<void> {
  const answer = await rest.call('POST', 'runs/update', {
    run_id: id,
    status,
    end_time: endTime,
  });
  granted(answer, 'end the run');
}

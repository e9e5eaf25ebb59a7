import type { Command } from 'commander';
import { PlumblineError } from '#core/contract/errors.ts';
import type { JobState, TrainResult } from '#core/contract/jobs.ts';
import { type CommandContext, printResult, withEngine } from '../command-context.ts';
import { EXIT } from '../exit-code.ts';
import { followJob, runJob } from '../jobs.ts';
import { trainExitCode, trainLines } from '../reports/train-report.ts';
import type { EngineClient, Runtime } from '../runtime.ts';
import { createProgressWriter } from '../terminal/progress-writer.ts';
import { painter } from '../terminal/style.ts';

interface Taken {
  /** Files with why they were refused; null where they were imported. */
  imports: { title: string; refused: string | null }[];
  /** Null where nothing was imported. */
  train: TrainResult | null;
}

/** `schedule take WS`: imports what has changed and trains; the exit code is the gate's verdict. */
export function addTake(schedule: Command, { runtime, finish }: CommandContext): void {
  schedule
    .command('take')
    .description('import what has changed in watched files, and train')
    .argument('<workspace>', "the workspace's folder")
    .option('--json', 'print JSON alone on stdout')
    .action(async (workspace: string, { json }: { json?: boolean }) => {
      const taken = await withEngine(runtime, workspace, false, ({ client }) =>
        take(runtime, client),
      );
      printResult(runtime, json, taken, () => takenLines(taken, runtime));
      finish(taken.train ? trainExitCode(taken.train) : EXIT.failed);
    });
}

async function take(runtime: Runtime, client: EngineClient): Promise<Taken> {
  const { jobs } = await client.schedule.take();
  const imports: Taken['imports'] = [];
  for (const id of jobs) imports.push(outcomeOf(await follow(runtime, client, id)));
  // The schedule sees that the imports have ended, and begins the training.
  await client.schedule.look();
  const training = (await client.jobs.list()).find(
    ({ kind, status }) => kind === 'train' && (status === 'queued' || status === 'running'),
  );
  const job = training && (await runJob(runtime, client, async () => ({ id: training.id })));
  // And that the training has: nothing is left to be followed by whoever comes next.
  await client.schedule.look();
  return { imports, train: job?.train ?? null };
}

/** Shows how a job goes on; one that fails does not end the others. */
async function follow(runtime: Runtime, client: EngineClient, id: string): Promise<JobState> {
  const progress = createProgressWriter(runtime.stderr, runtime.now);
  try {
    return await followJob(client, id, runtime.signal, progress.update);
  } finally {
    progress.end();
  }
}

function outcomeOf({ title, status, error }: JobState): Taken['imports'][number] {
  if (status === 'cancelled')
    throw new PlumblineError('CANCELLED', 'Cancelled.', {
      remedy: 'What was imported before stays.',
    });
  return { title, refused: status === 'done' ? null : (error?.message ?? status) };
}

function takenLines({ imports, train }: Taken, runtime: Runtime): string[] {
  const lines = imports.map(({ title, refused }) =>
    refused === null ? `${title}: done` : `${title}: refused. ${refused}`,
  );
  const mode = 'incremental';
  return train ? [...lines, '', ...trainLines(train, mode, painter(runtime.stdout.color))] : lines;
}

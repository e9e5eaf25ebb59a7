import { type Command, Option } from 'commander';
import { RunMode } from '#core/contract/common.ts';
import { PlumblineError } from '#core/contract/errors.ts';
import type { TrainRequest, TrainResult } from '#core/contract/jobs.ts';
import { BUILTIN, DeviceChoice, DtypeChoice, LEXICAL } from '#core/contract/models.ts';
import { type CommandContext, printResult, withEngine } from '../command-context.ts';
import { followPush, runJob } from '../jobs.ts';
import { trainExitCode, trainLines } from '../reports/train-report.ts';
import type { EngineClient, Runtime } from '../runtime.ts';
import { writeLines } from '../runtime.ts';
import { painter } from '../terminal/style.ts';

interface Options extends TrainRequest {
  resume?: boolean;
  json?: boolean;
}

/** `train WS`: makes a version; the exit code is the gate's verdict. */
export function addTrain(program: Command, { runtime, finish }: CommandContext): void {
  program
    .command('train')
    .description('make a version, measure it, and promote it where the gate lets it pass')
    .argument('<workspace>', "the workspace's folder")
    .addOption(
      new Option('--mode <mode>', 'what to do').choices(RunMode.options).default('full-train'),
    )
    .addOption(
      new Option(
        '--embedder <name>',
        `what makes vectors of texts: ${BUILTIN}, ${LEXICAL}, or the id of a model (see models)`,
      ).default(BUILTIN),
    )
    .addOption(
      new Option('--device <device>', 'where a transformer runs')
        .choices(DeviceChoice.options)
        .default('auto'),
    )
    .addOption(
      new Option('--dtype <dtype>', 'how its weights are multiplied')
        .choices(DtypeChoice.options)
        .default('auto'),
    )
    .option('--no-reuse', 'incremental: embed every term anew, with the same result')
    .option('--resume', 'go on with the training that was interrupted last')
    .option('--json', 'print JSON alone on stdout')
    .action(async (workspace: string, options: Options) => {
      const result = await withEngine(runtime, workspace, false, ({ client }) =>
        train(runtime, client, options),
      );
      printResult(runtime, options.json, result, () =>
        trainLines(result, options.mode, painter(runtime.stdout.color)),
      );
      finish(trainExitCode(result));
    });
}

async function train(
  runtime: Runtime,
  client: EngineClient,
  options: Options,
): Promise<TrainResult> {
  const interrupted = await interruptedTraining(client);
  if (options.resume && !interrupted)
    throw new PlumblineError('NOT_FOUND', 'No training was interrupted.', {
      remedy: 'Leave --resume out to start a new one.',
    });
  if (interrupted && !options.resume)
    writeLines(runtime.stderr, [
      `An earlier training was interrupted (${interrupted.title}); train --resume goes on with it.`,
    ]);
  const job = await runJob(runtime, client, () =>
    options.resume && interrupted
      ? client.jobs.resume({ id: interrupted.id })
      : client.jobs.train(requestOf(options)),
  );
  if (!job.train) throw new Error('the training ended without a result');
  await followPush(runtime, client);
  return job.train;
}

const requestOf = ({ mode, embedder, device, dtype, reuse }: TrainRequest): TrainRequest => ({
  mode,
  ...(reuse === false && { reuse }),
  embedder,
  device,
  dtype,
});

async function interruptedTraining(client: EngineClient) {
  const jobs = await client.jobs.list();
  return jobs.find((job) => job.kind === 'train' && job.status === 'interrupted');
}

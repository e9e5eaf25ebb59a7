import type { Command } from 'commander';
import { PlumblineError } from '#core/contract/errors.ts';
import { BUILTIN, type DevicesOverview } from '#core/contract/models.ts';
import { type CommandContext, printResult, withEngine } from '../command-context.ts';
import { runJob } from '../jobs.ts';
import { deviceLines } from '../reports/devices-report.ts';
import type { EngineClient, Runtime } from '../runtime.ts';

interface Options {
  model?: string;
  measure?: boolean;
  json?: boolean;
}

/** `devices [WS]`: what models can run on here, and how fast each was. */
export function addDevices(program: Command, { runtime }: CommandContext): void {
  program
    .command('devices')
    .description('show what models can run on here, and how fast and how right each was')
    .argument('[workspace]', "the workspace's folder; the sample if left out")
    .option('--model <id>', 'only this model')
    .option('--measure', 'measure now: the model that is named, or the builtin one')
    .option('--json', 'print JSON alone on stdout')
    .action(async (workspace: string | undefined, options: Options) => {
      if (options.measure && workspace === undefined) throw nowhere();
      const folder = workspace ?? runtime.sampleWorkspace;
      const overview = await withEngine(runtime, folder, !options.measure, ({ client }) =>
        look(runtime, client, options),
      );
      printResult(runtime, options.json, overview, () => deviceLines(overview));
    });
}

async function look(
  runtime: Runtime,
  client: EngineClient,
  { model, measure }: Options,
): Promise<DevicesOverview> {
  if (measure) await runJob(runtime, client, () => client.jobs.probe({ model: model ?? BUILTIN }));
  const { found, verdicts } = await client.models.devices();
  const wanted = measure ? (model ?? BUILTIN) : model;
  const chosen = verdicts.filter((one) => wanted === undefined || one.model === wanted);
  return { found, verdicts: chosen };
}

function nowhere(): PlumblineError {
  return new PlumblineError('BAD_INPUT', 'What is measured is kept in a workspace.', {
    remedy: 'Name one: plumbline devices WORKSPACE --measure.',
  });
}

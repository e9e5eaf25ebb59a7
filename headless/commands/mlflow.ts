import type { Command } from 'commander';
import type { MlflowRecord } from '#core/contract/runs.ts';
import { type CommandContext, printResult, withEngine } from '../command-context.ts';
import { runJob } from '../jobs.ts';
import type { EngineClient, Runtime } from '../runtime.ts';
import { table } from '../terminal/table.ts';

interface Json {
  json?: boolean;
}

/** What is where on the server; `record` null: not pushed. */
interface PushState {
  run: string;
  status: string;
  version: string | null;
  record: MlflowRecord | null;
}

const HELP = `
Set the server first:   plumbline settings WORKSPACE mlflowUrl=http://127.0.0.1:5000
and where it wants one: plumbline secret WORKSPACE mlflow   (a token, or user:password)`;

/** `mlflow push WS [RUN…]`, `mlflow status WS`: runs on an MLflow server. */
export function addMlflow(program: Command, { runtime }: CommandContext): void {
  const mlflow = program
    .command('mlflow')
    .description('push runs to an MLflow server, or see which are there')
    .addHelpText('after', HELP);
  mlflow
    .command('push')
    .description(
      'push runs with their measures and files; pushing again goes on and makes nothing twice',
    )
    .argument('<workspace>', "the workspace's folder")
    .argument('[runs...]', 'these runs; those that are not there yet if left out')
    .option('--bundle', "with the log and the version's bundle, which holds all texts")
    .option('--json', 'print JSON alone on stdout')
    .addHelpText('after', HELP)
    .action((workspace: string, runs: string[], options: Json & { bundle?: boolean }) =>
      push(runtime, workspace, runs, options),
    );
  mlflow
    .command('status')
    .description('show which runs are on the server')
    .argument('<workspace>', "the workspace's folder")
    .option('--json', 'print JSON alone on stdout')
    .action((workspace: string, { json }: Json) => status(runtime, workspace, json));
}

async function push(
  runtime: Runtime,
  workspace: string,
  runs: readonly string[],
  { bundle = false, json }: Json & { bundle?: boolean },
): Promise<void> {
  const pushed = await withEngine(runtime, workspace, false, async ({ client }) => {
    const before = await statesOf(client);
    const request = { bundle, ...(runs.length > 0 && { runs: [...runs] }) };
    await runJob(runtime, client, () => client.jobs.pushMlflow(request));
    const atOf = new Map(before.map(({ run, record }) => [run, record?.at]));
    return (await statesOf(client)).filter(({ run, record }) => atOf.get(run) !== record?.at);
  });
  printResult(runtime, json, { pushed }, () =>
    pushed.length === 0 ? ['Every run is there already.'] : stateLines(pushed),
  );
}

async function status(
  runtime: Runtime,
  workspace: string,
  json: boolean | undefined,
): Promise<void> {
  const answer = await withEngine(runtime, workspace, true, async ({ client }) => {
    const { settings } = await client.workspace.get();
    const { mlflowUrl: url, mlflowExperiment: experiment, mlflowModel: model } = settings;
    return { url, experiment, model, runs: await statesOf(client) };
  });
  const { url, experiment, runs } = answer;
  const there = runs.filter(({ record }) => record?.complete).length;
  printResult(runtime, json, answer, () => [
    url === null ? `No MLflow server is set.${HELP}` : `${url}, experiment ${experiment}`,
    `${there} of ${runs.length} runs are pushed.`,
    ...stateLines(runs),
  ]);
}

/** Newest first. */
async function statesOf({ runs }: EngineClient): Promise<PushState[]> {
  const states: PushState[] = [];
  for (const { id, status: end, version } of await runs.list({})) {
    const { mlflow: record } = await runs.get({ id });
    states.push({ run: id, status: end, version, record });
  }
  return states;
}

function stateLines(states: readonly PushState[]): string[] {
  if (states.length === 0) return [];
  return table(
    [
      { title: 'run' },
      { title: 'status' },
      { title: 'version' },
      { title: 'model' },
      { title: 'page', max: 200 },
    ],
    states.map(({ run, status: end, version, record }) => [
      run,
      end,
      version ?? '–',
      record?.model ? modelWords(record.model) : '–',
      record === null ? 'not pushed' : `${record.page}${record.complete ? '' : ' (not whole)'}`,
    ]),
  );
}

function modelWords({ name, version, alias }: NonNullable<MlflowRecord['model']>): string {
  return `${name} ${version}${alias === null ? '' : ` (${alias})`}`;
}

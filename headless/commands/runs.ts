import { type Command, Option } from 'commander';
import { RunMode } from '#core/contract/common.ts';
import { type RunFilter, RunStatus } from '#core/contract/runs.ts';
import { type CommandContext, printResult, withEngine } from '../command-context.ts';
import { logLines, runDetailLines, runLines, sideBySideLines } from '../reports/runs-report.ts';
import type { Runtime } from '../runtime.ts';

interface Json {
  json?: boolean;
}

type ListOptions = RunFilter & Json;

/** `runs WS`, `runs show WS RUN`, `runs compare WS A B`, `runs log WS RUN`: what was tried, and what came of it. */
export function addRuns(program: Command, { runtime }: CommandContext): void {
  const runs = program
    .command('runs')
    .description('list the runs, newest first, look at one, or compare two')
    .argument('<workspace>', "the workspace's folder")
    .addOption(new Option('--mode <mode>', 'only of this mode').choices(RunMode.options))
    .addOption(new Option('--status <status>', 'only with this end').choices(RunStatus.options))
    .option('--text <text>', 'only with this in id, version, embedder or error')
    .option('--json', 'print JSON alone on stdout')
    .action((workspace: string, options: ListOptions) => list(runtime, workspace, options));
  of(runs, 'show', 'everything that is kept of a run but its log').action(
    (workspace: string, run: string, { json }: Json) => show(runtime, workspace, run, json),
  );
  of(runs, 'log', 'what a run said, at most its last 2,000 lines').action(
    (workspace: string, run: string, { json }: Json) => log(runtime, workspace, run, json),
  );
  runs
    .command('compare')
    .description('what two runs differ in, and whether their measures differ beyond noise')
    .argument('<workspace>', "the workspace's folder")
    .argument('<from>', 'the earlier run')
    .argument('<to>', 'the later run')
    .option('--json', 'print JSON alone on stdout')
    .action((workspace: string, from: string, to: string, { json }: Json) =>
      compare(runtime, workspace, { from, to }, json),
    );
}

function of(runs: Command, name: string, description: string): Command {
  return runs
    .command(name)
    .description(description)
    .argument('<workspace>', "the workspace's folder")
    .argument('<run>', 'for example r20261120-2')
    .option('--json', 'print JSON alone on stdout');
}

async function list(runtime: Runtime, workspace: string, { json, ...filter }: ListOptions) {
  const runs = await withEngine(runtime, workspace, true, ({ client }) => client.runs.list(filter));
  printResult(runtime, json, runs, () => runLines(runs));
}

async function show(runtime: Runtime, workspace: string, id: string, json: boolean | undefined) {
  const detail = await detailOf(runtime, workspace, id);
  printResult(runtime, json, detail, () => runDetailLines(detail));
}

async function log(runtime: Runtime, workspace: string, id: string, json: boolean | undefined) {
  const { log: lines } = await detailOf(runtime, workspace, id);
  printResult(runtime, json, lines, () => logLines(lines));
}

const detailOf = (runtime: Runtime, workspace: string, id: string) =>
  withEngine(runtime, workspace, true, ({ client }) => client.runs.get({ id }));

async function compare(
  runtime: Runtime,
  workspace: string,
  pair: { from: string; to: string },
  json: boolean | undefined,
): Promise<void> {
  const both = await withEngine(runtime, workspace, true, ({ client }) =>
    client.runs.compare(pair),
  );
  printResult(runtime, json, both, () => sideBySideLines(both));
}

import type { Command } from 'commander';
import { type CommandContext, printResult, wholeNumber, withEngine } from '../command-context.ts';
import { monitorLines } from '../reports/monitor-report.ts';
import type { Runtime } from '../runtime.ts';
import { bytes } from '../terminal/numbers.ts';
import { painter } from '../terminal/style.ts';

interface Options {
  days?: number;
  version?: string;
  clear?: boolean;
  json?: boolean;
}

/** `monitor WS`: what was asked by day, and whether it is like what the version was measured on. */
export function addMonitor(program: Command, { runtime }: CommandContext): void {
  program
    .command('monitor')
    .description('show what was asked by day, and whether queries still look like the test queries')
    .argument('<workspace>', "the workspace's folder")
    .option('--days <n>', 'of so many days; 30 if left out', wholeNumber(1, 3650))
    .option('--version <version>', 'of this version; the one in use if left out')
    .option('--clear', 'forget all that was counted')
    .option('--json', 'print JSON alone on stdout')
    .addHelpText(
      'after',
      '\nRecording is set by monitor=true or false and monitorDays=N in settings. No query is ever kept.',
    )
    .action((workspace: string, options: Options) =>
      options.clear ? clear(runtime, workspace, options) : report(runtime, workspace, options),
    );
}

async function report(
  runtime: Runtime,
  workspace: string,
  { days, version, json }: Options,
): Promise<void> {
  const request = {
    ...(days !== undefined && { days }),
    ...(version !== undefined && { version }),
  };
  const found = await withEngine(runtime, workspace, true, ({ client }) =>
    client.monitor.report(request),
  );
  printResult(runtime, json, found, () => monitorLines(found, painter(runtime.stdout.color)));
}

async function clear(runtime: Runtime, workspace: string, { json }: Options): Promise<void> {
  const cleared = await withEngine(runtime, workspace, false, ({ client }) =>
    client.monitor.clear(),
  );
  printResult(runtime, json, cleared, () => [
    `What was counted is forgotten (${bytes(cleared.bytes)}).`,
  ]);
}

import type { Command } from 'commander';
import { type CommandContext, printResult, withEngine } from '../command-context.ts';
import { changedSettings } from '../settings-arguments.ts';
import { table } from '../terminal/table.ts';

interface Options {
  json?: boolean;
}

/** `settings WS [name=value…]`: shows a workspace's settings, or changes some. */
export function addSettings(program: Command, { runtime }: CommandContext): void {
  program
    .command('settings')
    .description("show a workspace's settings, or change some: settings WS minAccuracy=0.3")
    .argument('<workspace>', "the workspace's folder")
    .argument('[assignments...]', 'name=value')
    .option('--json', 'print JSON alone on stdout')
    .action(async (workspace: string, assignments: string[], { json }: Options) => {
      const changes = changedSettings(assignments);
      const readOnly = assignments.length === 0;
      const { settings } = await withEngine(runtime, workspace, readOnly, ({ client }) =>
        readOnly ? client.workspace.get() : client.workspace.update(changes),
      );
      printResult(runtime, json, settings, () =>
        table(
          [{ title: '' }, { title: '' }],
          Object.entries(settings).map(([name, value]) => [name, asText(value)]),
        ),
      );
    });
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

import type { Command } from 'commander';
import type { PromotionEvent } from '#core/contract/versions.ts';
import { type CommandContext, printResult, withEngine } from '../command-context.ts';

interface Options {
  overrideReason?: string;
  json?: boolean;
}

/** `promote WS V`: puts a version into use, where the gate lets it or a reason is given. */
export function addPromote(program: Command, { runtime }: CommandContext): void {
  program
    .command('promote')
    .description('put a version into use')
    .argument('<workspace>', "the workspace's folder")
    .argument('<version>', 'for example v20261120-2')
    .option('--override-reason <text>', 'promote although the gate refuses; the reason is kept')
    .option('--json', 'print JSON alone on stdout')
    .action(async (workspace: string, version: string, { overrideReason, json }: Options) => {
      const event = await withEngine(runtime, workspace, false, ({ client }) =>
        client.versions.promote({
          version,
          ...(overrideReason === undefined ? {} : { overrideReason }),
        }),
      );
      printResult(runtime, json, event, () => [eventLine(event)]);
    });
}

/** `rollback WS V`: puts an earlier version back into use. */
export function addRollback(program: Command, { runtime }: CommandContext): void {
  program
    .command('rollback')
    .description('put an earlier version back into use')
    .argument('<workspace>', "the workspace's folder")
    .argument('<version>', 'for example v20261120-1')
    .option('--json', 'print JSON alone on stdout')
    .action(async (workspace: string, version: string, { json }: Options) => {
      const event = await withEngine(runtime, workspace, false, ({ client }) =>
        client.versions.rollback({ version }),
      );
      printResult(runtime, json, event, () => [eventLine(event)]);
    });
}

function eventLine({ from, to }: PromotionEvent): string {
  const before = from === null || from === to ? '' : `; before it was ${from}`;
  return `${to} is in use${before}.`;
}

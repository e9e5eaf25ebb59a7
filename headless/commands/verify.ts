import type { Command } from 'commander';
import type { VersionCheck } from '#core/contract/versions.ts';
import { type CommandContext, printResult, withEngine } from '../command-context.ts';
import { EXIT } from '../exit-code.ts';
import { checkLines } from '../reports/versions-report.ts';

interface Options {
  json?: boolean;
}

/** `verify WS [V]`: reads every file of a version, or of all, and exits with 1 where one is not as it was made. */
export function addVerify(program: Command, { runtime, finish }: CommandContext): void {
  program
    .command('verify')
    .description('check every file of a version, or of all versions, against its hash')
    .argument('<workspace>', "the workspace's folder")
    .argument('[version]', 'for example v20261120-2; all when left out')
    .option('--json', 'print JSON alone on stdout')
    .action(async (workspace: string, version: string | undefined, { json }: Options) => {
      const checks = await withEngine(runtime, workspace, true, async ({ client }) => {
        const all = version === undefined ? await client.versions.list() : [{ version }];
        const found: VersionCheck[] = [];
        for (const one of all) {
          runtime.signal.throwIfAborted();
          found.push(await client.versions.verify({ version: one.version }));
        }
        return found;
      });
      printResult(runtime, json, checks, () => checkLines(checks));
      if (checks.some(({ problems }) => problems.length > 0)) finish(EXIT.failed);
    });
}

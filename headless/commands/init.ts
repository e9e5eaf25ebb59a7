import { basename } from 'node:path';
import type { Command } from 'commander';
import { absolute, type CommandContext, printResult } from '../command-context.ts';

interface Options {
  name?: string;
  json?: boolean;
}

/** `init DIR`: makes an empty workspace. */
export function addInit(program: Command, { runtime }: CommandContext): void {
  program
    .command('init')
    .description('make an empty workspace in a folder')
    .argument('<dir>', 'the folder; made where it does not exist')
    .option('--name <name>', "the workspace's name; the folder's name if left out")
    .option('--json', 'print JSON alone on stdout')
    .action(async (dir: string, options: Options) => {
      const folder = absolute(runtime, dir);
      const name = options.name ?? basename(folder);
      await runtime.createWorkspace({ folder, name });
      printResult(runtime, options.json, { folder, name }, () => [
        `The workspace "${name}" is in ${folder}.`,
      ]);
    });
}

import type { Command } from 'commander';
import { type CommandContext, printResult, withEngine } from '../command-context.ts';
import { sideBySideLines } from '../reports/runs-report.ts';
import { manifestLines, versionLines } from '../reports/versions-report.ts';
import type { Runtime } from '../runtime.ts';
import { addVersionCare } from './versions-care.ts';

interface Options {
  json?: boolean;
}

/** `versions WS` lists them with their numbers; its subcommands look at them and after them. */
export function addVersions(program: Command, { runtime }: CommandContext): void {
  const versions = program
    .command('versions')
    .description('list the versions, newest first, with their numbers, or look after one')
    .argument('<workspace>', "the workspace's folder")
    .option('--json', 'print JSON alone on stdout')
    .action((workspace: string, { json }: Options) => list(runtime, workspace, json));
  versions
    .command('show')
    .description('what a version was made of, and what the gate said')
    .argument('<workspace>', "the workspace's folder")
    .argument('<version>', 'for example v20261120-2')
    .option('--json', 'print its manifest alone on stdout')
    .action((workspace: string, version: string, { json }: Options) =>
      show(runtime, workspace, version, json),
    );
  versions
    .command('compare')
    .description('what two versions differ in, and whether their measures differ beyond noise')
    .argument('<workspace>', "the workspace's folder")
    .argument('<from>', 'the earlier version')
    .argument('<to>', 'the later version')
    .option('--json', 'print JSON alone on stdout')
    .action((workspace: string, from: string, to: string, { json }: Options) =>
      compare(runtime, workspace, { from, to }, json),
    );
  addVersionCare(versions, runtime);
}

async function list(runtime: Runtime, workspace: string, json: boolean | undefined): Promise<void> {
  const answer = await withEngine(runtime, workspace, true, async ({ client }) => {
    const { latest, inUse, versionBytes } = await client.workspace.get();
    return { latest, inUse, versionBytes, versions: await client.versions.list() };
  });
  const lines = () => versionLines(answer.versions, answer.versionBytes);
  printResult(runtime, json, answer, lines);
}

async function show(
  runtime: Runtime,
  workspace: string,
  version: string,
  json: boolean | undefined,
): Promise<void> {
  await withEngine(runtime, workspace, true, async ({ client }) => {
    const manifest = await client.versions.manifest({ version });
    const summary = (await client.versions.list()).find((one) => one.version === version);
    printResult(runtime, json, manifest, () => manifestLines(manifest, summary));
  });
}

async function compare(
  runtime: Runtime,
  workspace: string,
  pair: { from: string; to: string },
  json: boolean | undefined,
): Promise<void> {
  const both = await withEngine(runtime, workspace, true, ({ client }) =>
    client.versions.compare(pair),
  );
  printResult(runtime, json, both, () => sideBySideLines(both));
}

import type { Command } from 'commander';
import type { VersionSummary } from '#core/contract/versions.ts';
import { type CommandContext, printResult, withEngine } from '../command-context.ts';
import { runJob } from '../jobs.ts';
import type { Runtime } from '../runtime.ts';
import { bytes, count, metric } from '../terminal/numbers.ts';
import { table } from '../terminal/table.ts';

interface Options {
  json?: boolean;
}

/** `versions WS`: every version with its numbers; `versions rebuild WS VERSION`: mends one. */
export function addVersions(program: Command, { runtime }: CommandContext): void {
  const versions = program
    .command('versions')
    .description('list the versions, newest first, with their numbers, or mend one')
    .argument('<workspace>', "the workspace's folder")
    .option('--json', 'print JSON alone on stdout')
    .action(async (workspace: string, options: Options) => {
      const answer = await withEngine(runtime, workspace, true, async ({ client }) => {
        const { latest, inUse } = await client.workspace.get();
        return { latest, inUse, versions: await client.versions.list() };
      });
      printResult(runtime, options.json, answer, () => versionLines(answer.versions));
    });
  versions
    .command('rebuild')
    .description("make a damaged version's index again from what else it holds")
    .argument('<workspace>', "the workspace's folder")
    .argument('<version>', 'for example v20261120-2')
    .option('--json', 'print JSON alone on stdout')
    .action((workspace: string, version: string, options: Options) =>
      rebuild(runtime, workspace, version, options.json),
    );
}

async function rebuild(
  runtime: Runtime,
  workspace: string,
  version: string,
  json: boolean | undefined,
): Promise<void> {
  const { stages } = await withEngine(runtime, workspace, false, ({ client }) =>
    runJob(runtime, client, () => client.jobs.rebuild({ version })),
  );
  const details = stages.map(({ detail }) => detail).filter((detail) => detail !== '');
  printResult(runtime, json, { version, details }, () => [
    [`${version} is rebuilt`, ...details].join('; '),
  ]);
}

function versionLines(versions: readonly VersionSummary[]): string[] {
  if (versions.length === 0) return ['There is no version yet; train makes one.'];
  const right = { align: 'right' } as const;
  return table(
    [
      { title: 'version' },
      { title: 'status' },
      { title: 'mode' },
      { title: 'embedder' },
      { title: 'terms', ...right },
      { title: 'NDCG@10', ...right },
      { title: 'top-1', ...right },
      { title: 'size', ...right },
      { title: 'made' },
    ],
    versions.map((version) => [
      version.version,
      version.status,
      version.mode,
      version.embedder,
      count(version.data.terms),
      metric(version.metrics?.test['ndcg@10'] ?? null),
      metric(version.metrics?.test.top1 ?? null),
      bytes(version.bytes),
      version.createdAt.slice(0, 16).replace('T', ' '),
    ]),
  );
}

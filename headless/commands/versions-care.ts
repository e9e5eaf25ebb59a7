import type { Command } from 'commander';
import { printResult, withEngine } from '../command-context.ts';
import { runJob } from '../jobs.ts';
import type { EngineClient, Runtime } from '../runtime.ts';
import { bytes } from '../terminal/numbers.ts';

interface Options {
  json?: boolean;
}

/** Does something with one version of a workspace that is open for writing; returns what to print. */
type Care = (
  client: EngineClient,
  version: string,
  runtime: Runtime,
) => Promise<{ answer: unknown; lines: string[] }>;

/** `versions delete|quarantine|rebuild|recreate|notify WS V`. */
export function addVersionCare(versions: Command, runtime: Runtime): void {
  const add = (name: string, description: string, care: Care) =>
    versions
      .command(name)
      .description(description)
      .argument('<workspace>', "the workspace's folder")
      .argument('<version>', 'for example v20261120-2')
      .option('--json', 'print JSON alone on stdout')
      .action(async (workspace: string, version: string, { json }: Options) => {
        const { answer, lines } = await withEngine(runtime, workspace, false, ({ client }) =>
          care(client, version, runtime),
        );
        printResult(runtime, json, answer, () => lines);
      });
  add('delete', 'delete a version for good, unless it is needed', remove);
  add('quarantine', 'move a damaged version out of the way', quarantine);
  add('rebuild', "make a damaged version's index again from what else it holds", rebuild);
  add('recreate', 'make a damaged version again from its manifest and the same data', recreate);
  add('notify', 'tell the configured service of a version again', notify);
}

const remove: Care = async (client, version) => {
  const answer = await client.versions.remove({ version });
  return { answer, lines: [`${version} is deleted: ${bytes(answer.bytes)}.`] };
};

const quarantine: Care = async (client, version) => {
  const answer = await client.versions.quarantine({ version });
  return { answer, lines: [`${version} lies in ${answer.folder} now.`] };
};

const rebuild: Care = async (client, version, runtime) => {
  const { stages } = await runJob(runtime, client, () => client.jobs.rebuild({ version }));
  const details = stages.map(({ detail }) => detail).filter((detail) => detail !== '');
  const lines = [[`${version} is rebuilt`, ...details].join('; ')];
  return { answer: { version, details }, lines };
};

const recreate: Care = async (client, version, runtime) => {
  const { log } = await runJob(runtime, client, () => client.jobs.recreate({ version }));
  const words = log.at(-1)?.message ?? `${version} is made again.`;
  return { answer: { version, words }, lines: [words] };
};

const notify: Care = async (client, version) => {
  const answer = await client.versions.notify({ version });
  const { ok, url, words } = answer;
  return { answer, lines: [`${url} ${ok ? 'was told' : 'was not told'} of ${version}. ${words}`] };
};

import type { Command } from 'commander';
import type { ExportedBundle } from '#core/contract/bundle.ts';
import { absolute, type CommandContext, printResult, withEngine } from '../command-context.ts';
import { runJob } from '../jobs.ts';
import { bytes as byteCount } from '../terminal/numbers.ts';

const HELP = `
A bundle is one zip file that holds the version, its vectors as index.faiss and Parquet, a model
card and a sample that a loader checks itself with. The same version gives the same bytes.

Without texts a bundle is for services that have them: it cannot be imported again.`;

interface Options {
  texts: boolean;
  vectors: boolean;
  weights: boolean;
  replace?: boolean;
  json?: boolean;
}

/** `export WS V OUT`: writes a version as one archive. */
export function addExport(program: Command, { runtime }: CommandContext): void {
  program
    .command('export')
    .description('write a version as one archive that other Plumblines and services load')
    .argument('<workspace>', "the workspace's folder")
    .argument('<version>', 'for example v20261120-2, or latest')
    .argument('[out]', 'the file; by default exports/VERSION.plumbline.zip in the workspace')
    .option('--no-texts', 'leave out terms, queries and fields in words')
    .option('--no-vectors', 'leave out the vectors; an import embeds the terms anew')
    .option('--no-weights', 'leave out the model that the version builds on')
    .option('--replace', 'replace a file that is there')
    .option('--json', 'print JSON alone on stdout')
    .addHelpText('after', HELP)
    .action(
      async (workspace: string, version: string, out: string | undefined, options: Options) => {
        const { texts, vectors, weights, replace = false, json } = options;
        const request = {
          ...{ version, texts, vectors, weights, replace },
          out: out === undefined ? null : absolute(runtime, out),
        };
        const { exported } = await withEngine(runtime, workspace, false, ({ client }) =>
          runJob(runtime, client, () => client.jobs.exportBundle(request)),
        );
        if (!exported) throw new Error('the job ended without a bundle');
        printResult(runtime, json, exported, () => exportedLines(exported));
      },
    );
}

function exportedLines({ version, path, bytes, sha256, files }: ExportedBundle): string[] {
  return [`${version}: ${files} files, ${byteCount(bytes)}, in ${path}.`, `sha256 ${sha256}`];
}

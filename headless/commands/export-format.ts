import type { Command } from 'commander';
import { type ExportedFormat, InteropFormat } from '#core/contract/bundle.ts';
import { PlumblineError } from '#core/contract/errors.ts';
import { absolute, type CommandContext, printResult, withEngine } from '../command-context.ts';

interface Options {
  version?: string;
  replace?: boolean;
  json?: boolean;
}

const HELP = `
Formats:
  faiss                  index.faiss and meta.json
  sentence-transformers  a folder that gives the same vectors in Python
  model2vec              the vectors of the static model's tokens
  safetensors            vectors.safetensors and rows.jsonl
  parquet                vectors.parquet: key, term, vector
  trec                   run.trec and qrels.trec of the test queries
  projector              vectors.tsv and metadata.tsv for TensorBoard
  embedding-atlas        atlas.parquet with a map and neighbours
  splink-labels          labels.csv: every judgment`;

/** `export-format WS FORMAT [OUT]`: a version for another tool. */
export function addExportFormat(program: Command, { runtime }: CommandContext): void {
  program
    .command('export-format')
    .description('write a version into a folder in the form that another tool reads')
    .argument('<workspace>', "the workspace's folder")
    .argument('<format>', InteropFormat.options.join(', '))
    .argument('[out]', 'a folder that is made; exports/<version>-<format> in the workspace')
    .option('--version <version>', 'this version; the one in use if left out')
    .option('--replace', 'replace what an earlier export wrote there')
    .option('--json', 'print JSON alone on stdout')
    .addHelpText('after', HELP)
    .action(async (workspace: string, named: string, out: string | undefined, options: Options) => {
      const format = formatOf(named);
      const { version, replace = false, json } = options;
      const place = out === undefined ? null : absolute(runtime, out);
      const request = { format, out: place, replace, ...(version !== undefined && { version }) };
      // Another process may have the workspace, unless the folder is to lie in it.
      const written = await withEngine(runtime, workspace, place !== null, ({ client }) =>
        client.versions.exportFormat(request, { signal: runtime.signal }),
      );
      printResult(runtime, json, written, () => lines(written));
    });
}

function formatOf(named: string): InteropFormat {
  const parsed = InteropFormat.safeParse(named);
  if (parsed.success) return parsed.data;
  throw new PlumblineError('BAD_INPUT', `There is no format "${named}".`, {
    remedy: `Choose one of ${InteropFormat.options.join(', ')}.`,
  });
}

function lines({ version, folder, files, notes }: ExportedFormat): string[] {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return [
    `${version} is in ${folder}: ${files.map(({ name }) => name).join(', ')} (${megabytes(bytes)}).`,
    ...notes,
  ];
}

const megabytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MB`;

import { type Command, Option } from 'commander';
import {
  BUILTIN,
  DeviceChoice,
  type DeviceChoice as DeviceName,
  DtypeChoice,
  type DtypeChoice as DtypeName,
} from '#core/contract/models.ts';
import type { Watch } from '#core/node-embedding-stages.ts';
import { absolute, type CommandContext, printResult } from '../command-context.ts';
import { embedLines } from '../reports/embed-report.ts';
import type { Runtime } from '../runtime.ts';
import { createProgressWriter } from '../terminal/progress-writer.ts';

interface Options {
  column: string;
  idColumn?: string;
  embedder: string;
  device: DeviceName;
  dtype: DtypeName;
  role: 'term' | 'query';
  workspace?: string;
  out: string;
  json?: boolean;
}

const HELP = `
A model is one of
  builtin   ships with Plumbline, English; needs no download
  FOLDER    a sentence-transformers folder (with model.safetensors), a folder in the layout of
            transformers.js (with onnx/model.onnx), a model2vec folder, or what distill made
  ID        with --workspace: a model of that workspace; its cache of vectors is used then

The output holds a row {id, vector} for each row of the table, in its order.`;

/** `embed IN.csv --column C --out OUT.parquet`: a vector for every row of a table. */
export function addEmbed(program: Command, { runtime }: CommandContext): void {
  program
    .command('embed')
    .description('make a vector of each text in a column of a table')
    .argument('<table>', 'CSV or TSV with a header row, JSON Lines, or Parquet')
    .requiredOption('--column <name>', 'the column of texts')
    .requiredOption(
      '--out <file>',
      'where to write, .parquet or .jsonl; replaced only when all went well',
    )
    .option('--id-column <name>', 'the column of ids; the number of the row if left out')
    .option('--embedder <model>', 'builtin, a folder, or a model of the workspace', BUILTIN)
    .addOption(
      new Option('--device <name>', 'where it runs').choices(DeviceChoice.options).default('auto'),
    )
    .addOption(
      new Option('--dtype <name>', 'in which precision')
        .choices(DtypeChoice.options)
        .default('auto'),
    )
    .addOption(
      new Option('--role <name>', 'which prefix of a model that has some to put before the texts')
        .choices(['term', 'query'])
        .default('term'),
    )
    .option('--workspace <folder>', 'a workspace whose models and cache are used')
    .option('--json', 'print JSON alone on stdout')
    .addHelpText('after', HELP)
    .action((table: string, options: Options) => embed(runtime, table, options));
}

async function embed(runtime: Runtime, table: string, options: Options): Promise<void> {
  const { column, idColumn, device, dtype, role } = options;
  const { embedTable } = await runtime.loadEmbedding();
  const request = {
    ...{ column, idColumn, device, dtype, role },
    input: absolute(runtime, table),
    output: absolute(runtime, options.out),
    model: wantedModel(runtime, options.embedder, options.workspace),
  };
  const result = await watched(runtime, (watch) => embedTable(request, watch));
  printResult(runtime, options.json, result, () => embedLines(result));
}

/** Shows the progress of work in this process on stderr. */
export async function watched<Result>(
  runtime: Runtime,
  work: (watch: Watch) => Promise<Result>,
): Promise<Result> {
  const progress = createProgressWriter(runtime.stderr, runtime.now);
  try {
    return await work({ signal: runtime.signal, onState: progress.update });
  } finally {
    progress.end();
  }
}

/** A model by its name, which may be a path. */
export function wantedModel(runtime: Runtime, name: string, workspace: string | undefined) {
  return {
    name,
    folder: absolute(runtime, name),
    workspace: workspace === undefined ? undefined : absolute(runtime, workspace),
  };
}

import type { Command } from 'commander';
import { absolute, type CommandContext, printResult, wholeNumber } from '../command-context.ts';
import { distillLines } from '../reports/embed-report.ts';
import type { Runtime } from '../runtime.ts';
import { wantedModel, watched } from './embed.ts';

interface Options {
  dims: number;
  out: string;
  terms?: string;
  workspace?: string;
  json?: boolean;
}

/** `distill MODEL --out DIR`: a static model, hundreds of times as fast, from a transformer. */
export function addDistill(program: Command, { runtime }: CommandContext): void {
  program
    .command('distill')
    .description('make a small static model of a transformer: far faster, less exact')
    .argument(
      '<model>',
      'a folder (sentence-transformers or transformers.js), or a model of the workspace',
    )
    .requiredOption('--out <folder>', 'a new folder for the static model')
    .option('--dims <n>', 'most numbers in a vector', wholeNumber(2, 4096), 256)
    .option(
      '--terms <file>',
      'a dictionary (JSON, CSV), or a text file with a term a line: each gets a vector of its own',
    )
    .option('--workspace <folder>', 'a workspace whose models can be named')
    .option('--json', 'print JSON alone on stdout')
    .action((model: string, options: Options) => distill(runtime, model, options));
}

async function distill(runtime: Runtime, model: string, options: Options): Promise<void> {
  const { distillToFolder } = await runtime.loadEmbedding();
  const request = {
    model: wantedModel(runtime, model, options.workspace),
    dimensions: options.dims,
    output: absolute(runtime, options.out),
    terms: options.terms === undefined ? undefined : absolute(runtime, options.terms),
  };
  const result = await watched(runtime, (watch) => distillToFolder(request, watch));
  printResult(runtime, options.json, result, () => distillLines(result));
}

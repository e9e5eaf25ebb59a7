import type { Command } from 'commander';
import { PlumblineError } from '#core/contract/errors.ts';
import { ModelSource } from '#core/contract/models.ts';
import { absolute, type CommandContext, printResult, withEngine } from '../command-context.ts';
import { runJob } from '../jobs.ts';
import { addedLines, catalogueLines, modelLines } from '../reports/models-report.ts';
import type { Runtime } from '../runtime.ts';

interface ListOptions {
  catalogue?: boolean;
  json?: boolean;
}

interface AddOptions {
  name?: string;
  json?: boolean;
}

const ADD_HELP = `
A source is one of
  FOLDER              a sentence-transformers folder (with model.safetensors), a folder in the
                      layout of transformers.js (with onnx/model.onnx), or a model2vec folder
  hf:OWNER/NAME[@REV] a model of huggingface.co; naming it is the request to download it, which
                      the workspace must allow: plumbline settings WORKSPACE offline=false`;

/** `models WS`, `models add WS SOURCE`, `models remove WS ID`: what makes vectors of texts. */
export function addModels(program: Command, { runtime }: CommandContext): void {
  const models = program
    .command('models')
    .description('list the models of a workspace, add one, or remove one')
    .argument('<workspace>', "the workspace's folder")
    .option('--catalogue', 'list models that are known to work and can be downloaded')
    .option('--json', 'print JSON alone on stdout')
    .action((workspace: string, options: ListOptions) => list(runtime, workspace, options));
  models
    .command('add')
    .description('bring a model into a workspace, convert it where it must be, and check it')
    .argument('<workspace>', "the workspace's folder")
    .argument('<source>', 'a folder, or hf:owner/name')
    .option('--name <name>', "shown instead of the folder's or the repository's name")
    .option('--json', 'print JSON alone on stdout')
    .addHelpText('after', ADD_HELP)
    .action((workspace: string, source: string, options: AddOptions) =>
      add(runtime, workspace, source, options),
    );
  models
    .command('remove')
    .description('remove a model that no version embeds with')
    .argument('<workspace>', "the workspace's folder")
    .argument('<id>', 'as models lists it')
    .option('--json', 'print JSON alone on stdout')
    .action((workspace: string, id: string, options: { json?: boolean }) =>
      remove(runtime, workspace, id, options.json),
    );
}

async function list(runtime: Runtime, workspace: string, { catalogue, json }: ListOptions) {
  await withEngine(runtime, workspace, true, async ({ client }) => {
    if (catalogue) {
      const known = await client.models.catalogue();
      printResult(runtime, json, known, () => catalogueLines(known));
      return;
    }
    const models = await client.models.list();
    printResult(runtime, json, models, () => modelLines(models));
  });
}

async function add(
  runtime: Runtime,
  workspace: string,
  text: string,
  { name, json }: AddOptions,
): Promise<void> {
  const source = sourceOf(runtime, text);
  const request = { source, ...(name !== undefined && { name }) };
  const { model } = await withEngine(runtime, workspace, false, ({ client }) =>
    runJob(runtime, client, () => client.jobs.addModel(request)),
  );
  if (!model) throw new Error('the job ended without a model');
  printResult(runtime, json, model, () => addedLines(model));
}

/** `hf:owner/name@revision`, or a folder. */
function sourceOf(runtime: Runtime, text: string): ModelSource {
  if (!text.startsWith('hf:')) return { from: 'folder', path: absolute(runtime, text) };
  const [repo, revision = 'main'] = text.slice('hf:'.length).split('@');
  const parsed = ModelSource.safeParse({ from: 'hub', repo, revision });
  if (parsed.success) return parsed.data;
  throw new PlumblineError('BAD_INPUT', `"${text}" names no model of Hugging Face.`, {
    remedy: 'For example: hf:sentence-transformers/all-MiniLM-L6-v2.',
  });
}

async function remove(
  runtime: Runtime,
  workspace: string,
  id: string,
  json: boolean | undefined,
): Promise<void> {
  const removed = await withEngine(runtime, workspace, false, ({ client }) =>
    client.models.remove({ model: id }),
  );
  printResult(runtime, json, removed, () => [`${removed.model} is removed.`]);
}

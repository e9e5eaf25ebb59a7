import { PlumblineError } from '#core/contract/errors.ts';
import type { Dtype } from '#core/contract/models.ts';
import { asRecord, asText } from './json-values.ts';

/** A file of a model, by its path inside the folder, with `/`. */
export interface FoundFile {
  path: string;
  bytes: number;
}

/** What a folder holds, and which of its files make up the model. */
export type RecognisedModel =
  | { layout: 'sentence-transformers'; files: string[] }
  | { layout: 'transformers-js'; files: string[]; weights: Partial<Record<Dtype, string>> }
  | { layout: 'static'; files: string[] };

/** The parsed content of small JSON files; undefined for one that is not there. */
export type JsonOf = (path: string) => unknown;

/** `model_type` of the architectures that can be converted to ONNX here. */
const CONVERTIBLE = ['bert', 'camembert', 'distilbert', 'mpnet', 'roberta', 'xlm-roberta'];

const SETTINGS = [
  'config.json',
  'modules.json',
  'config_sentence_transformers.json',
  'sentence_bert_config.json',
  'sentence_roberta_config.json',
  'sentence_distilbert_config.json',
  'sentence_camembert_config.json',
  'sentence_mpnet_config.json',
  'sentence_xlm-roberta_config.json',
  'sentence_xlnet_config.json',
  'tokenizer_config.json',
  'special_tokens_map.json',
];

const TOKENIZER = 'tokenizer.json';
const SAFETENSORS = 'model.safetensors';

/** Names of ONNX files for each dtype, the first that is there is taken. `q4f16` is left out: WebGPU alone runs it. */
const ONNX_NAMES: Readonly<Record<Dtype, readonly string[]>> = {
  fp32: ['model'],
  fp16: ['model_fp16'],
  int8: ['model_int8', 'model_quantized', 'model_uint8'],
  q4: ['model_q4'],
};

/** The settings that decide what a folder is: small, and read before anything else. */
export function settingsFiles(found: readonly FoundFile[]): string[] {
  return found
    .map(({ path }) => path)
    .filter((path) => {
      const parts = path.split('/');
      const name = parts.at(-1) ?? '';
      return parts.length <= 2 && SETTINGS.includes(name) && parts[0] !== 'onnx';
    });
}

/** Decides what a folder is. Throws BAD_INPUT that says what was looked for, what was found, and what to do. */
export function recogniseModel(found: readonly FoundFile[], json: JsonOf): RecognisedModel {
  const names = new Set(found.map(({ path }) => path));
  const modules = modulesOf(json('modules.json'));
  const base = modules[0]?.path ?? '';
  const at = (name: string) => (base === '' ? name : `${base}/${name}`);
  const settings = settingsFiles(found);
  const tokenizer = [at(TOKENIZER), TOKENIZER].find((path) => names.has(path));
  const safetensors = safetensorsOf(names, at);
  const onnx = onnxOf(names);
  const hasOnnx = Object.keys(onnx).length > 0;
  const type = asText(asRecord(json(at('config.json')))?.model_type);
  const parts = { names, modules, type };

  if (safetensors.length > 0 && isStatic(json, modules)) {
    requireTokenizer(tokenizer);
    return { layout: 'static', files: [...settings, tokenizer, ...safetensors] };
  }
  if (safetensors.length > 0 && type !== null && CONVERTIBLE.includes(type)) {
    requireTokenizer(tokenizer);
    const weights = [...safetensors, ...moduleWeights(parts)];
    return { layout: 'sentence-transformers', files: [...settings, tokenizer, ...weights] };
  }
  if (hasOnnx && names.has('config.json')) {
    requireTokenizer(tokenizer);
    refuseDense(parts);
    const files = [...settings, tokenizer, ...Object.values(onnx), ...externalData(names, onnx)];
    return { layout: 'transformers-js', files, weights: onnx };
  }
  throw refusal(parts, safetensors.length > 0);
}

interface Parts {
  names: ReadonlySet<string>;
  modules: readonly Module[];
  type: string | null;
}

interface Module {
  path: string;
  /** The last part of its class: "Transformer", "Pooling", "Dense" … */
  kind: string;
}

function modulesOf(value: unknown): Module[] {
  if (!Array.isArray(value)) return [];
  return value.map((one) => {
    const module = asRecord(one);
    const kind = (asText(module?.type) ?? '').split('.').at(-1) ?? '';
    return { path: asText(module?.path) ?? '', kind };
  });
}

function isStatic(json: JsonOf, modules: readonly Module[]): boolean {
  if (modules.some(({ kind }) => kind === 'StaticEmbedding')) return true;
  const config = asRecord(json('config.json'));
  const architectures = Array.isArray(config?.architectures) ? config.architectures : [];
  return asText(config?.model_type) === 'model2vec' || architectures.includes('StaticModel');
}

function safetensorsOf(names: ReadonlySet<string>, at: (name: string) => string): string[] {
  if (names.has(at(SAFETENSORS))) return [at(SAFETENSORS)];
  const index = at(`${SAFETENSORS}.index.json`);
  const start = at('model-');
  const shards = [...names].filter(
    (name) => name.startsWith(start) && /-\d{5}-of-\d{5}\.safetensors$/.test(name),
  );
  return names.has(index) && shards.length > 0 ? [index, ...shards.sort()] : [];
}

function onnxOf(names: ReadonlySet<string>): Partial<Record<Dtype, string>> {
  const found: Partial<Record<Dtype, string>> = {};
  for (const [dtype, stems] of Object.entries(ONNX_NAMES) as [Dtype, readonly string[]][]) {
    const paths = stems.flatMap((stem) => [`onnx/${stem}.onnx`, `${stem}.onnx`]);
    const path = paths.find((one) => names.has(one));
    if (path !== undefined) found[dtype] = path;
  }
  return found;
}

/** Weights that lie beside their graph: `model.onnx_data`, `model.onnx_data_1` … */
function externalData(names: ReadonlySet<string>, onnx: Partial<Record<Dtype, string>>): string[] {
  return Object.values(onnx).flatMap((graph) =>
    [...names].filter((name) => name.startsWith(`${graph}_data`) || name === `${graph}.data`),
  );
}

/** Weights of the modules behind the transformer. */
function moduleWeights({ names, modules }: Parts): string[] {
  return modules
    .slice(1)
    .filter(({ kind }) => kind === 'Dense')
    .map(({ path }) => {
      const weights = `${path}/${SAFETENSORS}`;
      if (names.has(weights)) return weights;
      throw new PlumblineError(
        'BAD_INPUT',
        `The weights of the module ${path} are no safetensors.`,
        {
          file: `${path}/pytorch_model.bin`,
          remedy: RESAVE,
        },
      );
    });
}

/** An ONNX export ends with the transformer; a Dense module behind it would silently be left out. */
function refuseDense({ modules }: Parts): void {
  const dense = modules.find(({ kind }) => kind === 'Dense');
  if (!dense) return;
  throw new PlumblineError(
    'BAD_INPUT',
    `This model ends with a Dense module (${dense.path}), which its ONNX files do not hold.`,
    { remedy: 'Add it as a sentence-transformers folder with model.safetensors.' },
  );
}

function requireTokenizer(path: string | undefined): asserts path is string {
  if (path !== undefined) return;
  throw new PlumblineError('BAD_INPUT', 'This model has no tokenizer.json.', {
    remedy:
      'Save its tokenizer in the fast form: AutoTokenizer.from_pretrained(folder).save_pretrained(folder).',
  });
}

const RESAVE =
  'Save it as safetensors, in Python: SentenceTransformer(folder).save(folder). Or choose a model that has model.safetensors.';

const LOOKED_FOR =
  'model.safetensors with config.json and tokenizer.json (sentence-transformers), onnx/model.onnx with the same (transformers.js), or a static embedding (model2vec)';

const NAMES_SHOWN = 12;

function refusal({ names, type }: Parts, hasSafetensors: boolean): PlumblineError {
  if (hasSafetensors) {
    const what =
      type === null
        ? 'Its config.json does not say what type of model it is.'
        : `Models of the type "${type}" cannot be converted.`;
    return new PlumblineError('BAD_INPUT', what, {
      remedy: `Choose one of the types ${CONVERTIBLE.join(', ')}, or one that has ONNX files.`,
    });
  }
  if ([...names].some((name) => name.endsWith('pytorch_model.bin'))) {
    const message =
      'The weights of this model are only there as pytorch_model.bin, a format that may run any code when it is read.';
    return new PlumblineError('BAD_INPUT', message, { remedy: RESAVE });
  }
  const shown = [...names].slice(0, NAMES_SHOWN).join(', ') || 'nothing';
  const more = names.size > NAMES_SHOWN ? ` and ${names.size - NAMES_SHOWN} more` : '';
  return new PlumblineError(
    'BAD_INPUT',
    `This is not the folder of a model. Looked for: ${LOOKED_FOR}. Found: ${shown}${more}.`,
    { remedy: 'Choose the folder that directly holds config.json.' },
  );
}

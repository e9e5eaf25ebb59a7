import type { ModelRecord } from '#core/contract/models.ts';
import {
  contentHash,
  hashFiles,
  modelId,
  writeModelFile,
} from '#core/embed/models/model-record.ts';
import { openTokenizer, type TokenizerOverrides } from '#core/embed/tokenize/open-tokenizer.ts';
import { staticTokenizerJson } from '#core/embed/tokenize/static-tokenizer.ts';
import { model2vecConfig, writeTokenVectors } from '#core/interop/model2vec.ts';
import type { Files } from '#core/platform/files.ts';
import { distill, type EncodeSequences, SIF_COEFFICIENT } from './distill.ts';

/** The transformer that a static model is made from. */
export interface Teacher {
  record: Pick<ModelRecord, 'name' | 'origin' | 'licence' | 'languages'>;
  /** Parsed `tokenizer.json` and `tokenizer_config.json`. */
  tokenizerJson: unknown;
  tokenizerConfig: unknown;
  overrides?: TokenizerOverrides;
  encode: EncodeSequences;
}

export interface DistillModelOptions {
  /** Where the model is written; its files are replaced. */
  folder: string;
  /** Default: made of the name and the hash. */
  id?: string;
  dimensions: number;
  extraTerms?: readonly string[];
  /** When the model was made, ISO 8601. */
  now: string;
  /** Hex sha256 of a text. */
  sha256: (text: string) => string;
  progress?: (done: number, total: number) => void;
  breathe?: () => Promise<void>;
}

/** Tokens of a text that count; titles, terms and short descriptions are far below. */
const MOST_TOKENS = 512;

/**
 * Distils a transformer to a static model and writes its folder: `model.safetensors` (int8 with scales),
 * `tokenizer.json`, `config.json` and `model.json`. Throws what `distill` and the disk throw; `model.json` comes last, so
 * that a folder without it is not a model.
 */
export async function distillModel(
  files: Files,
  teacher: Teacher,
  options: DistillModelOptions,
): Promise<ModelRecord> {
  const { folder } = options;
  const overrides = teacher.overrides ?? {};
  const tokenizer = openTokenizer(teacher.tokenizerJson, teacher.tokenizerConfig, overrides);
  const { rows, terms } = await distill({ ...options, encode: teacher.encode, tokenizer });
  const tokenizerJson = staticTokenizerJson(
    teacher.tokenizerJson,
    teacher.tokenizerConfig,
    overrides,
    { terms: terms.map(({ content }) => content), firstId: tokenizer.tokens.length },
  );
  const config = model2vecConfig({
    source: teacher.record.name,
    dimensions: rows.dimensions,
    sifCoefficient: SIF_COEFFICIENT,
  });
  await files.makeFolder(folder);
  await files.remove(files.join(folder, 'model.json'));
  const write = (name: string, data: string | Uint8Array) =>
    files.writeAtomic(files.join(folder, name), data);
  await write('model.safetensors', writeTokenVectors(rows));
  await write('tokenizer.json', JSON.stringify(tokenizerJson));
  await write('config.json', `${JSON.stringify(config, null, 2)}\n`);
  return writeRecord(files, teacher, options, rows.dimensions);
}

async function writeRecord(
  files: Files,
  { record: teacher }: Teacher,
  { folder, id, now, sha256 }: DistillModelOptions,
  dimensions: number,
): Promise<ModelRecord> {
  const records = await hashFiles(files, folder);
  const hash = contentHash(records, sha256);
  const name = `${teacher.name}, static ${dimensions}`;
  const record: ModelRecord = {
    schema: 1,
    id: id ?? modelId(name, hash),
    name,
    kind: 'static',
    origin: `Distilled to a vector for each token from ${teacher.name}: ${teacher.origin}`,
    licence: teacher.licence,
    languages: teacher.languages,
    architecture: 'StaticModel',
    dimensions,
    maxTokens: MOST_TOKENS,
    pooling: 'mean',
    normalise: true,
    prefixes: { query: '', term: '' },
    weights: { int8: 'model.safetensors' },
    addedAt: now,
    files: records,
    sha256: hash,
  };
  await writeModelFile(files, folder, record);
  return record;
}

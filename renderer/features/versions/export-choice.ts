import type { BundleOptions, InteropFormat, Manifest, ModelSummary } from '#core/contract/index.ts';

/** What a version can be written as. */
export type ExportKind = 'bundle' | InteropFormat;

/** A form with who reads it. */
export interface ExportForm {
  kind: ExportKind;
  label: string;
  sentence: string;
}

export const EXPORT_FORMS: readonly ExportForm[] = [
  {
    kind: 'bundle',
    label: 'Bundle',
    sentence: 'One archive that another Plumbline imports and services load.',
  },
  {
    kind: 'faiss',
    label: 'faiss',
    sentence: 'index.faiss with meta.json: ids and keys in the order of the vectors.',
  },
  {
    kind: 'sentence-transformers',
    label: 'sentence-transformers',
    sentence: 'A folder for Python; the adapter becomes a Dense module.',
  },
  {
    kind: 'model2vec',
    label: 'model2vec',
    sentence: 'The static model as model2vec and StaticEmbedding read it.',
  },
  {
    kind: 'safetensors',
    label: 'safetensors',
    sentence: 'The vectors as one tensor, with their keys.',
  },
  { kind: 'parquet', label: 'Parquet', sentence: 'One row a term: key, text and vector.' },
  { kind: 'trec', label: 'TREC', sentence: 'The ranking of the test queries, for trec_eval.' },
  {
    kind: 'projector',
    label: 'TensorBoard projector',
    sentence: 'vectors.tsv and metadata.tsv.',
  },
  {
    kind: 'embedding-atlas',
    label: 'Embedding Atlas',
    sentence: 'Parquet with the entries in two dimensions.',
  },
  {
    kind: 'splink-labels',
    label: 'Splink labels',
    sentence: 'The judgments as clerical labels of pairs.',
  },
];

/** A part of a bundle that may be left out. */
export interface BundlePart {
  option: keyof BundleOptions;
  label: string;
  /** About how much it takes before it is packed; null where that cannot be told. */
  bytes: number | null;
  /** What its absence means. */
  without: string;
}

/** Copies of the vectors that a bundle holds beside the index: for faiss and as Parquet. */
const FLAT_COPIES = 2;

/** The parts of a version's bundle, with their sizes as far as they are known. */
export function bundleParts(
  { files, space, data }: Pick<Manifest, 'files' | 'space' | 'data'>,
  models: readonly Pick<ModelSummary, 'id' | 'name' | 'bytes'>[],
): BundlePart[] {
  const index = bytesBelow(files, 'index/');
  const flat = 4 * space.dimensions * (data.terms + data.learntTerms);
  const model = modelOf(space, models);
  return [
    {
      option: 'texts',
      label: 'Texts',
      bytes: null,
      without: 'Without them it cannot be imported again: for services that have the texts.',
    },
    {
      option: 'vectors',
      label: 'Vectors',
      bytes: index + FLAT_COPIES * flat,
      without: 'Without them an import embeds everything anew.',
    },
    ...(model
      ? [
          {
            option: 'weights' as const,
            label: `Weights of ${model.name}`,
            bytes: model.bytes,
            without: 'Without them whoever imports it must have the model.',
          },
        ]
      : []),
  ];
}

/** About how large a bundle is before it is packed. */
export function bundleBytes(
  { files }: Pick<Manifest, 'files'>,
  parts: readonly BundlePart[],
  chosen: BundleOptions,
): number {
  const always = bytesBelow(files, '') - bytesBelow(files, 'index/');
  return parts.reduce(
    (sum, { option, bytes }) => sum + (chosen[option] ? (bytes ?? 0) : 0),
    always,
  );
}

/** The file that is written where a folder was chosen. */
export function bundlePath(folder: string, version: string): string {
  return pathIn(folder, `${version}.plumbline.zip`);
}

/** A path below a folder, with the separator of this machine. */
export function pathIn(folder: string, name: string): string {
  const separator = folder.includes('\\') ? '\\' : '/';
  return `${folder.replace(/[\\/]+$/, '')}${separator}${name}`;
}

/** True for a file that is a bundle by its name. */
export function isBundleName(name: string): boolean {
  return /\.plumbline\.zip$/i.test(name);
}

function modelOf(
  { settings }: Manifest['space'],
  models: readonly Pick<ModelSummary, 'id' | 'name' | 'bytes'>[],
) {
  const { model } = settings;
  if (typeof model !== 'object' || model === null || !('id' in model)) return null;
  return models.find(({ id }) => id === model.id) ?? null;
}

function bytesBelow(files: Manifest['files'], folder: string): number {
  return Object.entries(files)
    .filter(([path]) => path.startsWith(folder))
    .reduce((sum, [, { bytes }]) => sum + bytes, 0);
}

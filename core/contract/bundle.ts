import { z } from 'zod';
import { FileSource } from './data.ts';
import { FileRecord, Manifest } from './versions.ts';

/** The bundle schema that this program writes, and the newest that it reads. */
export const BUNDLE_SCHEMA = 1;

/** What goes into a bundle beside the version's measures. */
export const BundleOptions = z.object({
  /** Terms, queries and entries' fields in words. Without them the bundle cannot be imported again: it is for services that have them. */
  texts: z.boolean().default(true),
  /** Vectors of the terms: their tables in `index/`, `index.faiss`, `meta.json`, `vectors.parquet`. Without them an import embeds anew. */
  vectors: z.boolean().default(true),
  /** The weights of the model that the version builds on. Without them whoever imports must have the model. */
  weights: z.boolean().default(true),
});
export type BundleOptions = z.infer<typeof BundleOptions>;

/** `bundle.json`, the first thing that an import reads. */
export const BundleFile = z.object({
  schema: z.number().int().min(1),
  /** "Plumbline 0.1.0" */
  createdBy: z.string(),
  options: BundleOptions,
  /** Of the version as it was made, with its lineage. */
  manifest: Manifest,
  /** Path inside the bundle, with `/` -> size and sha256, of every file but `bundle.json`; sorted. */
  files: z.record(z.string(), FileRecord),
});
export type BundleFile = z.infer<typeof BundleFile>;

export const ExportBundleRequest = BundleOptions.extend({
  version: z.string(),
  /** A file on the engine's machine; null: `exports/<version>.plumbline.zip` in the workspace. */
  out: z.string().min(1).nullable().default(null),
  /** Replace a file that is there. */
  replace: z.boolean().default(false),
});
export type ExportBundleRequest = z.input<typeof ExportBundleRequest>;

export const ImportBundleRequest = z.object({ source: FileSource });
export type ImportBundleRequest = z.infer<typeof ImportBundleRequest>;

export const ExportedBundle = z.object({
  version: z.string(),
  path: z.string(),
  bytes: z.number().int(),
  sha256: z.string(),
  files: z.number().int(),
});
export type ExportedBundle = z.infer<typeof ExportedBundle>;

/** What an import did and found. */
export const ImportedBundle = z.object({
  /** Its id here; another than in the bundle where that was taken. */
  version: z.string(),
  /** Its id where it was made. */
  origin: z.string(),
  /** True: this very version was here already, and nothing was written. */
  known: z.boolean(),
  /** What was checked, in words: hashes, sample, measures. */
  checks: z.array(z.string()),
});
export type ImportedBundle = z.infer<typeof ImportedBundle>;

/** Single files of a version for other tools, written without a whole bundle. */
export const InteropFormat = z.enum([
  'faiss',
  'sentence-transformers',
  'model2vec',
  'safetensors',
  'parquet',
  'trec',
  'projector',
  'embedding-atlas',
  'splink-labels',
]);
export type InteropFormat = z.infer<typeof InteropFormat>;

export const ExportFormatRequest = z.object({
  version: z.string().optional(),
  format: InteropFormat,
  /** A folder on the engine's machine; null: `exports/<version>-<format>` in the workspace. */
  out: z.string().min(1).nullable().default(null),
  replace: z.boolean().default(false),
});
export type ExportFormatRequest = z.input<typeof ExportFormatRequest>;

export const ExportedFormat = z.object({
  version: z.string(),
  format: InteropFormat,
  folder: z.string(),
  files: z.array(z.object({ name: z.string(), bytes: z.number().int() })),
  /** What the reader should know, e.g. what a format cannot hold. */
  notes: z.array(z.string()),
});
export type ExportedFormat = z.infer<typeof ExportedFormat>;

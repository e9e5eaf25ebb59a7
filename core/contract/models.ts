import { z } from 'zod';
import { FileRecord } from './versions.ts';

/** Where a transformer may run. */
export const Device = z.enum(['cpu', 'webgpu']);
export type Device = z.infer<typeof Device>;

/** `auto`: the fastest of those that give the right vectors, as measured on this machine. */
export const DeviceChoice = z.enum(['auto', ...Device.options]);
export type DeviceChoice = z.infer<typeof DeviceChoice>;

/** How a transformer's weights are stored and multiplied. */
export const Dtype = z.enum(['fp32', 'fp16', 'int8', 'q4']);
export type Dtype = z.infer<typeof Dtype>;

export const DtypeChoice = z.enum(['auto', ...Dtype.options]);
export type DtypeChoice = z.infer<typeof DtypeChoice>;

export const Pooling = z.enum(['mean', 'cls', 'max', 'lasttoken']);
export type Pooling = z.infer<typeof Pooling>;

/** Embedders that need no model in the workspace. */
export const BUILTIN = 'builtin';
export const LEXICAL = 'lexical';

/** A model in a workspace (`models/<id>/model.json`) or among the app's resources. */
export const ModelRecord = z.object({
  schema: z.literal(1),
  /** Names its folder: letters, digits, dots and dashes. */
  id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,119}$/),
  name: z.string(),
  /** `static`: a vector for each token, averaged. `transformer`: an ONNX graph. */
  kind: z.enum(['static', 'transformer']),
  /** In words, for people: where it came from and what it was made of. */
  origin: z.string(),
  licence: z.string().nullable(),
  /** "English", "50 languages" … ; null where unknown. */
  languages: z.string().nullable(),
  /** "BertModel", "MPNetModel" … */
  architecture: z.string(),
  dimensions: z.number().int().positive(),
  /** Longest input, special tokens included; the rest of a text is cut away. */
  maxTokens: z.number().int().positive(),
  pooling: Pooling,
  normalise: z.boolean(),
  /** Put before a text, as models like E5 were trained. */
  prefixes: z.object({ query: z.string(), term: z.string() }),
  /** Dtype -> the file with its weights, inside the model's folder. */
  weights: z.partialRecord(Dtype, z.string()),
  addedAt: z.string(),
  /** Path inside the model's folder -> size and hash. */
  files: z.record(z.string(), FileRecord),
  /** Hash over the names and hashes of all files: changes whenever a vector could. */
  sha256: z.string(),
});
export type ModelRecord = z.infer<typeof ModelRecord>;

/** A model that can be chosen in a training. */
export const ModelSummary = ModelRecord.omit({ files: true, schema: true }).extend({
  bytes: z.number(),
  /** Ships with the app and cannot be removed. */
  builtin: z.boolean(),
  /** Versions that embed with it; it cannot be removed while there are any. */
  usedBy: z.array(z.string()),
  /** Why it cannot be used, and what to do; null where it can. */
  damage: z.string().nullable(),
});
export type ModelSummary = z.infer<typeof ModelSummary>;

/** A model that can be downloaded and used. */
export const CatalogueModel = z.object({
  /** Hugging Face id. */
  repo: z.string(),
  name: z.string(),
  languages: z.string(),
  licence: z.string(),
  dimensions: z.number().int(),
  parameters: z.string(),
  /** Bytes of the download. */
  bytes: z.number(),
  /** What it is good for, one sentence. */
  advice: z.string(),
  /** Id in this workspace once it is added. */
  installed: z.string().nullable(),
});
export type CatalogueModel = z.infer<typeof CatalogueModel>;

/** Where a model to be added comes from. */
export const ModelSource = z.discriminatedUnion('from', [
  /** A folder of this machine: sentence-transformers, transformers.js or model2vec layout. */
  z.object({ from: z.literal('folder'), path: z.string().min(1) }),
  /** A folder whose files a browser uploaded with `models.upload`. */
  z.object({
    from: z.literal('upload'),
    upload: z.string().regex(/^[\w-]{1,80}$/),
    name: z.string().min(1).max(200),
  }),
  /** A repository on Hugging Face; refused while the workspace is offline. */
  z.object({
    from: z.literal('hub'),
    repo: z.string().regex(/^[\w.-]{1,96}(\/[\w.-]{1,96})?$/),
    revision: z
      .string()
      .regex(/^[\w.-]{1,120}$/)
      .default('main'),
  }),
]);
export type ModelSource = z.infer<typeof ModelSource>;

/** One way to run a model on this machine, as last measured. */
export const DeviceReport = z.object({
  device: Device,
  dtype: Dtype,
  /** What the machine calls it: "AMD EPYC, 2 threads", "NVIDIA H100 (Vulkan)". */
  name: z.string(),
  /** A GPU that is only imitated on the CPU: never chosen by itself. */
  software: z.boolean(),
  /** Short texts a second on the probe batch; null where it could not run. */
  textsPerSecond: z.number().nullable(),
  /** Mean cosine with CPU fp32 on the probe texts; null where it was not compared. */
  agreement: z.number().nullable(),
  /** Share of probe texts whose ten nearest are the same as with CPU fp32; null where it was not compared. */
  sameTop10: z.number().nullable(),
  usable: z.boolean(),
  /** The one that `auto` takes. */
  chosen: z.boolean(),
  /** In words: why it is or is not used. */
  reason: z.string(),
});
export type DeviceReport = z.infer<typeof DeviceReport>;

/** What was measured for one model on this machine. */
export const DeviceVerdict = z.object({
  /** ModelRecord.id, and its name for people. */
  model: z.string(),
  modelName: z.string(),
  /** Machine, driver and runtime that it was measured with; another one asks for a new measurement. */
  machine: z.string(),
  measuredAt: z.string(),
  reports: z.array(DeviceReport),
});
export type DeviceVerdict = z.infer<typeof DeviceVerdict>;

/** A device that was found, measured or not. */
export const FoundDevice = z.object({
  device: Device,
  name: z.string(),
  available: z.boolean(),
  software: z.boolean(),
  /** In words: why it is not available, or what is known of it. */
  detail: z.string(),
});
export type FoundDevice = z.infer<typeof FoundDevice>;

export const DevicesOverview = z.object({
  found: z.array(FoundDevice),
  verdicts: z.array(DeviceVerdict),
});
export type DevicesOverview = z.infer<typeof DevicesOverview>;

/** The embedding cache of a workspace. */
export const CacheOverview = z.object({
  bytes: z.number(),
  limitBytes: z.number(),
  spaces: z.array(
    z.object({
      space: z.string(),
      /** What people call it: the model and its dtype. */
      name: z.string(),
      vectors: z.number().int(),
      bytes: z.number(),
      lastUsedAt: z.string(),
    }),
  ),
  /** Texts that were asked for and how many of them were there, since the cache was made. */
  asked: z.number().int(),
  found: z.number().int(),
});
export type CacheOverview = z.infer<typeof CacheOverview>;

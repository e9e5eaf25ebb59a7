import type {
  CatalogueModel,
  DeviceChoice,
  DevicesOverview,
  DtypeChoice,
  EmbedderChoice,
  ModelSummary,
  Settings,
} from '#core/contract/index.ts';
import { engineWords, formatBytes, formatCount } from '#renderer/ui/format.ts';
import { chosenWords, DEVICE_NAMES } from '../models/devices-view.ts';
import { languageNames } from '../models/languages.ts';

/** The contract's names; its module would bring the schemas with it. */
export const BUILTIN = 'builtin';
export const LEXICAL = 'lexical';

/** An embedder that a training can be asked to use. */
export interface EmbedderOption {
  value: string;
  title: string;
  /** `384 dimensions, 91 MB, English` */
  facts: string;
  /** What it is good for, one sentence. */
  advice: string;
  kind: 'static' | 'transformer' | 'lexical';
  /** Of its own vectors; what settings make of them comes after. */
  dimensions: number;
  dtypes: readonly DtypeChoice[];
  /** Why it cannot be chosen; null where it can. */
  obstacle: string | null;
}

/** Every embedder, the builtin one first and the lexical one second. */
export function embedderOptions(
  models: readonly ModelSummary[],
  catalogue: readonly CatalogueModel[],
  { lexicalDimensions }: Pick<Settings, 'lexicalDimensions'>,
): EmbedderOption[] {
  const advice = new Map(catalogue.map(({ installed, advice: words }) => [installed, words]));
  const lexical: EmbedderOption = {
    value: LEXICAL,
    title: 'Lexical',
    facts: `${formatCount(lexicalDimensions)} dimensions, any language`,
    advice: 'Spelling alone: for codes, part numbers and typos. It knows no meaning.',
    kind: 'lexical',
    dimensions: lexicalDimensions,
    dtypes: [],
    obstacle: null,
  };
  const builtin = models.filter((model) => model.builtin).map(builtinOption);
  const others = models
    .filter((model) => !model.builtin)
    .map((model) => modelOption(model, advice.get(model.id)));
  return [...builtin, lexical, ...others];
}

function builtinOption(model: ModelSummary): EmbedderOption {
  return {
    ...modelOption(model, undefined),
    value: BUILTIN,
    title: 'Builtin',
    advice: 'Meaning in English at once: needs no download, and is by far the fastest.',
  };
}

function modelOption(model: ModelSummary, advice: string | undefined): EmbedderOption {
  const { id, name, kind, dimensions, bytes, languages, damage } = model;
  const facts = [
    `${formatCount(dimensions)} dimensions`,
    formatBytes(bytes),
    languageNames(languages),
  ];
  return {
    value: id,
    title: name,
    facts: facts.filter(Boolean).join(', '),
    advice: advice ?? ADVICE[kind],
    kind,
    dimensions,
    dtypes: Object.keys(model.weights) as DtypeChoice[],
    obstacle: damage && `Damaged: ${damage}. Settings says what to do.`,
  };
}

const ADVICE = {
  transformer:
    'A transformer reads each text as a whole: slower than Builtin. Evaluate says whether it pays.',
  static: 'A vector for each token, averaged: fast, and as good as what it was made from.',
} as const;

/** The option that a choice names, else the first that can be used. */
export function chosenOption(
  options: readonly EmbedderOption[],
  embedder: string,
): EmbedderOption | undefined {
  return (
    options.find(({ value }) => value === embedder) ??
    options.find(({ obstacle }) => obstacle === null)
  );
}

/** What a training is asked for: device and dtype only where the embedder has a choice of them. */
export function requestOf(
  { value, kind, dtypes }: EmbedderOption,
  { device, dtype }: EmbedderChoice,
): EmbedderChoice {
  if (kind !== 'transformer') return { embedder: value, device: 'auto', dtype: 'auto' };
  return { embedder: value, device, dtype: dtypes.includes(dtype) ? dtype : 'auto' };
}

/** A device as a choice, with why it cannot be made. */
export interface DeviceOption {
  value: DeviceChoice;
  label: string;
  obstacle: string | null;
}

export function deviceOptions(overview: DevicesOverview | undefined): DeviceOption[] {
  return [
    { value: 'auto', label: 'Auto', obstacle: null },
    { value: 'cpu', label: DEVICE_NAMES.cpu, obstacle: null },
    { value: 'webgpu', label: DEVICE_NAMES.webgpu, obstacle: gpuObstacle(overview) },
  ];
}

function gpuObstacle(overview: DevicesOverview | undefined): string | null {
  const gpu = overview?.found.find(({ device }) => device === 'webgpu');
  if (!overview) return null;
  if (!gpu) return 'No GPU was found.';
  return gpu.available ? null : engineWords(gpu.detail) || 'No GPU was found.';
}

/** What will compute, as far as it is known before the training. */
export function deviceWords(
  option: EmbedderOption,
  choice: EmbedderChoice,
  overview: DevicesOverview | undefined,
): string {
  if (option.kind !== 'transformer') return 'CPU, it needs no GPU';
  const verdict = overview?.verdicts.find(({ model }) => model === option.value);
  if (choice.device === 'auto') {
    return chosenWords(verdict) ?? 'Not measured yet: the training does so first.';
  }
  const report = verdict?.reports.find(
    ({ device, dtype }) =>
      device === choice.device && (choice.dtype === 'auto' || dtype === choice.dtype),
  );
  if (!report) return `${DEVICE_NAMES[choice.device]}, not measured yet.`;
  return report.usable
    ? `${report.name}, ${report.dtype}: ${formatCount(report.textsPerSecond ?? 0)} texts/s`
    : `${report.name}: ${engineWords(report.reason)}`;
}

/** What a vector of the next training will hold: `256 for meaning, 256 for spelling`. */
export function vectorWords(
  { kind, dimensions }: EmbedderOption,
  { pcaDimensions, withLexical, lexicalDimensions }: Settings,
): string {
  if (kind === 'lexical') return `${formatCount(lexicalDimensions)} for spelling`;
  const meaning = formatCount(Math.min(pcaDimensions ?? dimensions, dimensions));
  return withLexical
    ? `${meaning} for meaning, ${formatCount(lexicalDimensions)} for spelling`
    : `${meaning} for meaning`;
}

/** Why fusion cannot be set for an embedder; null where it can. */
export function fusionObstacle({ kind }: EmbedderOption): string | null {
  return kind === 'lexical' ? 'Lexical vectors are spelling already.' : null;
}

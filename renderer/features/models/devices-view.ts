import type {
  DeviceReport,
  DeviceVerdict,
  FoundDevice,
  ModelSummary,
} from '#core/contract/index.ts';
import { engineWords, formatCount } from '#renderer/ui/format.ts';

export const DEVICE_NAMES = { cpu: 'CPU', webgpu: 'GPU' } as const;

/** A device of this machine, in words. */
export interface DeviceLine {
  device: FoundDevice['device'];
  name: string;
  state: 'available' | 'imitated' | 'missing';
  /** The state in a word or two. */
  label: string;
  detail: string;
}

const STATE_LABELS = {
  available: 'available',
  imitated: 'imitated on the CPU',
  missing: 'not available',
} as const;

export function deviceLine({ device, name, available, software, detail }: FoundDevice): DeviceLine {
  const state = !available ? 'missing' : software ? 'imitated' : 'available';
  return {
    device,
    name: name || DEVICE_NAMES[device],
    state,
    label: STATE_LABELS[state],
    detail: engineWords(detail),
  };
}

/** A way to run a model, as it was measured. */
export interface ReportRow {
  id: string;
  device: string;
  name: string;
  dtype: string;
  /** `2 190`, or a dash where it did not run. */
  speed: string;
  /** 0..1 of the fastest. */
  share: number;
  /** Mean cosine with the CPU's fp32: `0.9998`. */
  agreement: string;
  /** `98 %` */
  sameTop10: string;
  verdict: 'chosen' | 'usable' | 'refused';
  reason: string;
}

const NOT_MEASURED = '–';

/** The rows of a verdict, the fastest of those that can be used first, what was refused last. */
export function reportRows({ reports }: DeviceVerdict): ReportRow[] {
  const fastest = Math.max(1, ...reports.map(({ textsPerSecond }) => textsPerSecond ?? 0));
  return reports.toSorted(byUse).map((report) => ({
    id: `${report.device} ${report.dtype} ${report.name}`,
    device: DEVICE_NAMES[report.device],
    name: report.name,
    dtype: report.dtype,
    speed: report.textsPerSecond === null ? NOT_MEASURED : formatCount(report.textsPerSecond),
    share: (report.textsPerSecond ?? 0) / fastest,
    agreement: report.agreement === null ? NOT_MEASURED : cosine(report.agreement),
    sameTop10: report.sameTop10 === null ? NOT_MEASURED : wholePercent(report.sameTop10),
    verdict: report.chosen ? 'chosen' : report.usable ? 'usable' : 'refused',
    reason: engineWords(report.reason),
  }));
}

function byUse(a: DeviceReport, b: DeviceReport): number {
  return Number(b.usable) - Number(a.usable) || (b.textsPerSecond ?? 0) - (a.textsPerSecond ?? 0);
}

/** Four digits, cut and not rounded: only what is exactly the same reads as 1. */
function cosine(value: number): string {
  return (Math.floor(value * 10_000) / 10_000).toFixed(4);
}

/** A share that reads as 100 % only where it is. */
function wholePercent(share: number): string {
  return `${Math.floor(share * 100)}\u00a0%`;
}

/** Models that can be measured: those with an ONNX graph that are whole. */
export function measurable(models: readonly ModelSummary[]): ModelSummary[] {
  return models.filter(({ kind, damage }) => kind === 'transformer' && damage === null);
}

/** The model to show: the one that was chosen, else the one measured last, else the first. */
export function shownModel(
  models: readonly ModelSummary[],
  verdicts: readonly DeviceVerdict[],
  chosen: string | null,
): ModelSummary | null {
  const last = verdicts
    .toSorted((a, b) => b.measuredAt.localeCompare(a.measuredAt))
    .find(({ model }) => models.some(({ id }) => id === model))?.model;
  return models.find(({ id }) => id === (chosen ?? last)) ?? models[0] ?? null;
}

/** What `auto` takes, in words: `CPU, 2 threads, int8: 2 190 texts/s`; null where nothing was measured. */
export function chosenWords(verdict: DeviceVerdict | undefined): string | null {
  const chosen = verdict?.reports.find((report) => report.chosen);
  if (!chosen) return null;
  const speed =
    chosen.textsPerSecond === null ? '' : `: ${formatCount(chosen.textsPerSecond)} texts/s`;
  return `${chosen.name}, ${chosen.dtype}${speed}`;
}

import { PlumblineError } from '#core/contract/errors.ts';
import type { Device, DeviceReport, Dtype } from '#core/contract/models.ts';
import { type Embedder, embedTexts } from '#core/embed/embedder.ts';
import { type Agreement, agreementOf } from './agreement.ts';
import { judgeDevices, type MeasuredDevice } from './judge-devices.ts';
import { LONG_TEXTS, PROBE_TEXTS, SHORT_TEXTS } from './probe-texts.ts';

/** A way to run a model that is to be measured. */
export interface ProbeCandidate {
  device: Device;
  dtype: Dtype;
  /** What the machine calls the device. */
  name: string;
  software: boolean;
  /** Must fail, not fall back, where the device cannot run it. */
  open(): Promise<Embedder>;
}

export interface ProbeOptions {
  candidates: readonly ProbeCandidate[];
  /** Milliseconds that never go backwards. */
  elapsed: () => number;
  /** May throw CANCELLED. */
  breathe?: () => Promise<void>;
  /** Called with how many candidates have been measured. */
  progress?: (done: number, total: number) => void;
}

/** One long and one short text: they tell how long all would take. */
const FEW = [...LONG_TEXTS.slice(0, 1), ...SHORT_TEXTS.slice(0, 1)];
/** Milliseconds above which a GPU gets a second go at the few: it may have compiled shaders. */
const QUICK_MS = 1000;
/** Milliseconds that all texts may take on a GPU; a slower one is compared by the few. */
const PATIENCE_MS = 60_000;
/** Milliseconds after which a measurement is steady enough. */
const STEADY_MS = 700;

/** In which the others are compared with the CPU, by preference. */
const REFERENCE: readonly Dtype[] = ['fp32', 'fp16', 'int8', 'q4'];

/**
 * Measures every candidate's texts a second and compares its vectors with those of the CPU in fp32 (or the most exact
 * dtype that there is). One is open at a time. A candidate that fails is reported, with its reason.
 *
 * @throws PlumblineError CANCELLED from `breathe`.
 */
export async function probeDevices(options: ProbeOptions): Promise<DeviceReport[]> {
  const { candidates, progress } = options;
  const found = new Map<ProbeCandidate, MeasuredDevice>();
  let reference: ProbeVectors | null = null;
  for (const candidate of referenceFirst(candidates)) {
    progress?.(found.size, candidates.length);
    const outcome = await tryCandidate(candidate, options);
    if (candidate.device === 'cpu') reference ??= outcome.vectors;
    found.set(candidate, measuredOf(candidate, outcome, reference));
  }
  progress?.(candidates.length, candidates.length);
  return judgeDevices(candidates.map((candidate) => found.get(candidate) as MeasuredDevice));
}

function referenceFirst(candidates: readonly ProbeCandidate[]): ProbeCandidate[] {
  const rank = ({ device, dtype }: ProbeCandidate) =>
    REFERENCE.indexOf(dtype) + (device === 'cpu' ? 0 : REFERENCE.length);
  return candidates.toSorted((a, b) => rank(a) - rank(b));
}

/** [texts × dimensions] of all long and all short texts, or of the first of each. */
interface ProbeVectors {
  long: Float32Array;
  short: Float32Array;
  dimensions: number;
}

interface Outcome {
  textsPerSecond: number | null;
  /** Null where it failed. */
  vectors: ProbeVectors | null;
  failure: string | null;
}

async function tryCandidate(candidate: ProbeCandidate, options: ProbeOptions): Promise<Outcome> {
  try {
    const embedder = await candidate.open();
    try {
      return { ...(await measure(embedder, candidate.device, options)), failure: null };
    } finally {
      await embedder.close();
    }
  } catch (cause) {
    if (cause instanceof PlumblineError && cause.code === 'CANCELLED') throw cause;
    const failure = cause instanceof Error ? cause.message : String(cause);
    return { textsPerSecond: null, vectors: null, failure };
  }
}

async function measure(
  embedder: Embedder,
  device: Device,
  { elapsed, breathe }: ProbeOptions,
): Promise<Pick<Outcome, 'textsPerSecond' | 'vectors'>> {
  const { dimensions } = embedder;
  const timed = async (texts: readonly string[]) => {
    const began = elapsed();
    const vectors = await embedTexts(embedder, texts, 'term', breathe);
    return { vectors, ms: Math.max(elapsed() - began, 1e-3) };
  };
  const few = await timed(FEW);
  // The others need all the vectors of the CPU, however slow it is.
  if (device !== 'cpu' && few.ms > QUICK_MS) {
    const { vectors, ms } = await timed(FEW);
    const textsPerSecond = (1000 * FEW.length) / ms;
    const slow = PROBE_TEXTS.length / textsPerSecond > PATIENCE_MS / 1000;
    if (slow) return { textsPerSecond, vectors: split(vectors, 1, dimensions) };
  }
  const { vectors } = await timed(PROBE_TEXTS);
  // The fastest pass: whatever else the machine does can only slow it down.
  let best = Number.POSITIVE_INFINITY;
  for (let spent = 0; spent < STEADY_MS; ) {
    const { ms } = await timed(SHORT_TEXTS);
    best = Math.min(best, ms);
    spent += ms;
  }
  return {
    textsPerSecond: (1000 * SHORT_TEXTS.length) / best,
    vectors: split(vectors, LONG_TEXTS.length, dimensions),
  };
}

function split(vectors: Float32Array, long: number, dimensions: number): ProbeVectors {
  const end = long * dimensions;
  return { long: vectors.subarray(0, end), short: vectors.subarray(end), dimensions };
}

/** Long texts are few: among the short ones their faults would not be seen. */
function compare(vectors: ProbeVectors, reference: ProbeVectors): Agreement {
  const { dimensions } = vectors;
  const long = agreementOf(vectors.long, reference.long, dimensions);
  const short = agreementOf(vectors.short, reference.short, dimensions);
  return { ...short, meanCosine: Math.min(long.meanCosine, short.meanCosine) };
}

function measuredOf(
  { device, dtype, name, software }: ProbeCandidate,
  { textsPerSecond, vectors, failure }: Outcome,
  reference: ProbeVectors | null,
): MeasuredDevice {
  const isTruth = vectors === reference && dtype !== 'fp32';
  const compared =
    vectors === null || reference === null || isTruth ? null : compare(vectors, reference);
  return {
    device,
    dtype,
    name,
    software,
    textsPerSecond,
    agreement: compared?.meanCosine ?? null,
    sameTop10: compared?.sameTop10 ?? null,
    failure,
  };
}

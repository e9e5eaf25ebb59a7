import { z } from 'zod';
import { damagedBundle } from './bundle-errors.ts';

/** Where a bundle keeps what a loader checks itself with. */
export const SAMPLE_FILE = 'sample/probes.json';
export const MOST_SAMPLE_BYTES = 64 * 2 ** 20;

/** Cosine below which two vectors of one text are not the same. */
const LEAST_COSINE = 0.9999;
/** Largest difference of two scores that are the same. */
const SCORE_TOLERANCE = 1e-5;
/** How much further a score may be off for each unit by which the vectors are: other processors add in another order. */
const SLOPE = 8;

export const Probe = z.object({
  text: z.string(),
  /** Of the text as a query, L2-normalised. */
  vector: z.array(z.number()),
  /** The rows nearest to it by inner product, nearest first: what `index.faiss` finds. */
  neighbours: z.array(z.object({ row: z.number().int(), key: z.string(), cosine: z.number() })),
  /** What the version finds, best first; probability is null where it has no match model. */
  results: z.array(
    z.object({
      key: z.string(),
      probability: z.number().nullable(),
      semantic: z.number(),
      lexical: z.number(),
    }),
  ),
});
export type Probe = z.infer<typeof Probe>;

const Sample = z.object({
  schema: z.literal(1),
  dimensions: z.number().int(),
  tolerances: z.object({ cosine: z.number(), score: z.number() }),
  probes: z.array(Probe),
});

/** Texts that no version was made of. */
const FIXED = [
  'software engineer',
  'senior registered nurse, night shift',
  'manager of the sales departement',
  'Ingénieur en bâtiment',
  'x7',
];
const MOST_TERMS = 15;

/** The texts that a version is probed with: some fixed ones, and where `terms` may be told some of its own, spread over all. */
export function probeTexts(terms: { count: number; at(row: number): string } | null): string[] {
  const count = Math.min(MOST_TERMS, terms?.count ?? 0);
  const own = Array.from({ length: count }, (_, i) =>
    terms ? terms.at(Math.floor((i * terms.count) / count)) : '',
  );
  return [...new Set([...own, ...FIXED])].filter((text) => text.trim() !== '');
}

/** Seven digits say all that single precision holds. */
const rounded = (value: number): number => Number(value.toPrecision(7));

/** The text of the sample's file. */
export function formatSample(dimensions: number, probes: readonly Probe[]): string {
  const head = {
    ...{ schema: 1, dimensions },
    tolerances: { cosine: LEAST_COSINE, score: SCORE_TOLERANCE },
  };
  const lines = probes.map(
    (probe) =>
      `\n${JSON.stringify(probe, (_, value) => (typeof value === 'number' ? rounded(value) : value))}`,
  );
  return `${JSON.stringify(head).slice(0, -1)},\n"probes":[${lines}]}\n`;
}

/** The probes of a sample's file. Throws DAMAGED. */
export function parseSample(text: string, bundle: string): Probe[] {
  try {
    return Sample.parse(JSON.parse(text)).probes;
  } catch {
    throw damagedBundle(bundle, SAMPLE_FILE, 'is no sample');
  }
}

/**
 * What of a version's answers is not as the bundle says, in words; null where all is. The vectors must point the same way,
 * the first result be the same and its scores equal to 1e-5, and further only by what the vectors' difference explains.
 */
export function sampleProblem(wanted: readonly Probe[], found: readonly Probe[]): string | null {
  for (const [i, probe] of wanted.entries()) {
    const answer = found[i];
    if (answer === undefined) return `nothing is answered to "${probe.text}"`;
    const problem = probeProblem(probe, answer);
    if (problem !== null) return `"${probe.text}" ${problem}`;
  }
  return null;
}

function probeProblem(wanted: Probe, found: Probe): string | null {
  const cosine = cosineOf(wanted.vector, found.vector);
  if (!(cosine >= LEAST_COSINE)) {
    return `gets another vector: the cosine of both is ${cosine.toFixed(5)}`;
  }
  const distance = Math.sqrt(Math.max(0, 2 - 2 * cosine));
  const tolerance = SCORE_TOLERANCE + SLOPE * distance;
  return resultsProblem(wanted.results, found.results, tolerance);
}

type Result = Probe['results'][number];

function resultsProblem(
  wanted: readonly Result[],
  found: readonly Result[],
  tolerance: number,
): string | null {
  if (wanted.length !== found.length) {
    return `has ${found.length} results instead of ${wanted.length}`;
  }
  const byKey = new Map(found.map((result) => [result.key, result]));
  for (const [place, result] of wanted.entries()) {
    const other = byKey.get(result.key);
    // Further down two that are as good may change places, or the last one be another.
    if (other === undefined && place > 0) continue;
    if (other === undefined) return `finds ${found[0]?.key} first instead of ${result.key}`;
    const off = largestDifference(result, other);
    if (off > tolerance) return `scores ${result.key} ${off.toPrecision(2)} off`;
  }
  const [first] = wanted;
  const [now] = found;
  if (!first || !now || first.key === now.key || nearly(first, now, tolerance)) return null;
  return `finds ${now.key} first instead of ${first.key}`;
}

const SCORES = ['probability', 'semantic', 'lexical'] as const;

function largestDifference(a: Result, b: Result): number {
  return Math.max(...SCORES.map((name) => Math.abs((a[name] ?? 0) - (b[name] ?? 0))));
}

const nearly = (a: Result, b: Result, tolerance: number): boolean =>
  Math.abs((a.probability ?? 0) - (b.probability ?? 0)) <= tolerance;

/** 1 for two vectors of zeros. NaN where lengths differ. */
function cosineOf(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) return Number.NaN;
  const dot = (x: readonly number[], y: readonly number[]) =>
    x.reduce((sum, value, i) => sum + value * (y[i] ?? 0), 0);
  const product = dot(a, a) * dot(b, b);
  if (product === 0) return dot(a, a) === dot(b, b) ? 1 : Number.NaN;
  return Math.min(1, dot(a, b) / Math.sqrt(product));
}

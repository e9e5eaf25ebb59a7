import fc from 'fast-check';
import { DEFAULT_TARGETS, DEFAULT_THRESHOLDS } from '#core/calibrate/thresholds.ts';
import { buildMatchIndex } from '#core/match/build-index.ts';
import { EVIDENCE } from '#core/match/evidence.ts';
import type { MatchModel } from '#core/match/match-model.ts';
import { seededRandom } from '#core/math/seeded-random.ts';
import { normaliseRows } from '#core/math/vectors.ts';
import { type TextAnalysisSettings, textAnalysis } from '#core/text/language.ts';
import {
  type Match,
  type Matcher,
  type MatchOptions,
  matchTexts,
} from '#core/train/match-texts.ts';

/** An entry of a small dictionary. */
export interface SmallEntry {
  key: string;
  terms: string[];
}

const WORDS = [
  'nurse',
  'Head',
  'chef',
  'data',
  'Élève',
  'C++',
  '2',
  'ward-7',
  'R',
  'senior',
  '東京',
];

/** A term, or a query like one. Few words, so that texts are shared, share words, and differ by one. */
export const title: fc.Arbitrary<string> = fc
  .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 4 })
  .map((words) => words.join(' '));

/** What somebody may ask: a title, one with a slip, or anything at all. */
export const question: fc.Arbitrary<string> = fc.oneof(
  title,
  title.map((text) => text.slice(1)),
  fc.constantFrom('', ' ', 'nurses', 'zzqx', '看護師', '\u0000', "'; --"),
  fc.string({ unit: 'binary', maxLength: 20 }),
);

/** Dictionaries whose keys are told apart by case and by what stands behind the same beginning. */
export function dictionary(minLength: number, maxLength: number): fc.Arbitrary<SmallEntry[]> {
  const key = fc.oneof(fc.integer({ min: 0, max: 9999 }).map(String), fc.string({ minLength: 1 }));
  const entry = fc.record({ key, terms: fc.array(title, { maxLength: 4 }) });
  return fc.uniqueArray(entry, { selector: (each) => each.key, minLength, maxLength });
}

/** Made-up vectors [texts × dimensions] of length 1; equal texts get equal ones, and no two texts are alike. */
export function madeUpVectors(texts: readonly string[], dimensions: number): Float32Array {
  const vectors = new Float32Array(texts.length * dimensions);
  texts.forEach((text, row) => {
    const seed = [...text].reduce((sum, each) => (sum * 31 + (each.codePointAt(0) ?? 0)) | 0, 7);
    const random = seededRandom(seed);
    for (let c = 0; c < dimensions; c += 1) vectors[row * dimensions + c] = random() - 0.5;
  });
  return normaliseRows(vectors, dimensions);
}

/** A match model with weights that nobody fitted: laws hold for any. */
export const someModel: fc.Arbitrary<MatchModel | null> = fc.option(
  fc
    .array(fc.double({ min: -2, max: 2, noNaN: true }), {
      minLength: EVIDENCE.length,
      maxLength: EVIDENCE.length,
    })
    .map((weights) => ({
      evidence: EVIDENCE,
      mean: EVIDENCE.map(() => 0),
      scale: EVIDENCE.map(() => 1),
      weights,
      intercept: -1,
      trainedOn: { pairs: 1, positives: 1, queries: 1, nearMisses: 0 },
    })),
);

export interface MatcherOptions {
  /** Of the vectors; an odd number leaves a rest in whatever is computed in blocks. */
  dimensions?: number;
  model?: MatchModel | null;
  /** Entries taken from each leg; all by default. */
  candidates?: number;
  analysis?: TextAnalysisSettings;
}

/** Indexes a dictionary with made-up vectors. The caller closes `index.scan`. */
export async function smallMatcher(
  entries: readonly SmallEntry[],
  { dimensions = 13, model = null, candidates, analysis }: MatcherOptions = {},
): Promise<Matcher> {
  const terms = entries.flatMap((entry) => entry.terms);
  const table = {
    keys: entries.map(({ key }) => key),
    names: entries.map(({ key, terms: [first] }) => first ?? key),
    terms,
    entryOf: Uint32Array.from(entries.flatMap((entry, i) => entry.terms.map(() => i))),
    learntFrom: terms.map(() => null),
    vectors: madeUpVectors(terms, dimensions),
    dimensions,
  };
  const settings = analysis ?? { language: 'none', stopWords: [] };
  const { index } = await buildMatchIndex({
    table,
    analysis: textAnalysis(settings),
    embed: async (texts) => madeUpVectors(texts, dimensions),
    intraOpThreads: 1,
  });
  return {
    index,
    match: {
      model,
      calibration: model && { kind: 'platt', slope: 1, intercept: 0 },
      rrfK: 60,
      candidates: candidates ?? Math.max(1, entries.length),
      analysis: settings,
    },
    thresholds: { ...DEFAULT_TARGETS, ...DEFAULT_THRESHOLDS, basis: 'default', notes: [] },
  };
}

/** Uses a matcher and closes it. */
export async function using<T>(
  making: Promise<Matcher>,
  use: (matcher: Matcher) => Promise<T>,
): Promise<T> {
  const matcher = await making;
  try {
    return await use(matcher);
  } finally {
    await matcher.index.scan.close();
  }
}

/** The matches of each text, all of them unless `k` says otherwise. */
export async function answers(
  matcher: Matcher,
  texts: readonly string[],
  options: Partial<MatchOptions> = {},
): Promise<Match[][]> {
  const all: Match[][] = [];
  for await (const matches of matchTexts(matcher, texts, { k: matcher.index.entries, ...options }))
    all.push(matches);
  return all;
}

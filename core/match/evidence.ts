/** Every piece of evidence about a (query, entry) pair, in the order of its columns. */
export const EVIDENCE = [
  'semantic',
  'semanticSupport',
  'semanticEntry',
  'semanticMargin',
  'semanticRank',
  'letters',
  'lettersSupport',
  'lettersMargin',
  'lettersRank',
  'familiarity',
  'words',
  'bm25',
  'bm25Margin',
  'coverage',
  'termOverlap',
  'termCoverage',
  'editSimilarity',
  'equal',
  'acronym',
  'numbersShared',
  'numbersDiffer',
] as const;

export type EvidenceName = (typeof EVIDENCE)[number];

/** Under which name a person sees each piece. */
export const EVIDENCE_GROUP: Record<EvidenceName, string> = {
  semantic: 'Meaning',
  semanticSupport: 'Meaning',
  semanticEntry: 'Meaning',
  semanticMargin: 'Margin to the next',
  semanticRank: 'Meaning',
  letters: 'Letters',
  lettersSupport: 'Letters',
  lettersMargin: 'Margin to the next',
  lettersRank: 'Letters',
  familiarity: 'Known spelling',
  words: 'Words',
  bm25: 'Words',
  bm25Margin: 'Margin to the next',
  coverage: 'Words',
  termOverlap: 'Words',
  termCoverage: 'Words',
  editSimilarity: 'Letters',
  equal: 'Same text',
  acronym: 'Acronym',
  numbersShared: 'Numbers',
  numbersDiffer: 'Numbers',
};

/** What is known about some entries for one query. */
export interface Evidence {
  /** [n] entry numbers: the retrieved candidates first, then those that were asked for besides. */
  entries: Uint32Array;
  /** How many of `entries` were retrieved. */
  retrieved: number;
  /** [n] row of the term that matched best. */
  rows: Int32Array;
  /** [n × EVIDENCE.length], row-major. */
  values: Float64Array;
}

/** The value of one piece of evidence for the i-th entry. */
export function evidenceAt(evidence: Evidence, i: number, name: EvidenceName): number {
  return evidence.values[i * EVIDENCE.length + EVIDENCE.indexOf(name)] ?? 0;
}

/**
 * The measures of one query, as trec_eval defines them. `ranked` holds keys, best first; `grades` the judged grades of
 * this query. A grade above 0 is relevant; an entry that nobody judged counts as not relevant.
 */
export type Grades = ReadonlyMap<string, number>;

/** Which grades are right for measures that know right and wrong alone. */
export type Relevance = {
  /** The least grade that is relevant; left out, any above 0, as trec_eval has it. */
  relevantFrom?: number | undefined;
};

/** Grades that are 1 where relevant and 0 elsewhere; the same ones where any above 0 is. */
export function relevantGrades(grades: Grades, { relevantFrom }: Relevance): Grades {
  if (relevantFrom === undefined) return grades;
  return new Map([...grades].map(([key, grade]) => [key, grade >= relevantFrom ? 1 : 0]));
}

/** How much a grade is worth in NDCG. */
export type Gain = (grade: number) => number;

/** The grade itself: what trec_eval and methods call NDCG. */
export const linearGain: Gain = (grade) => Math.max(0, grade);

/** 2^grade - 1, as in Burges et al., 2005. */
export const exponentialGain: Gain = (grade) => 2 ** Math.max(0, grade) - 1;

/**
 * NDCG cut at `k` in [0, 1]: discount 1 / log2(rank + 1), ideal from all judged entries; 0 without a relevant one.
 * Source: Järvelin and Kekäläinen, 2002.
 */
export function ndcgAt(
  ranked: readonly string[],
  grades: Grades,
  k: number,
  gain: Gain = linearGain,
): number {
  const ideal = [...grades.values()].sort((a, b) => b - a);
  const best = discountedGain(ideal, k, gain);
  if (best === 0) return 0;
  const found = ranked.slice(0, k).map((key) => grades.get(key) ?? 0);
  return discountedGain(found, k, gain) / best;
}

function discountedGain(grades: readonly number[], k: number, gain: Gain): number {
  let sum = 0;
  for (let i = 0; i < Math.min(k, grades.length); i++) {
    sum += gain(grades[i] as number) / Math.log2(i + 2);
  }
  return sum;
}

/** Average precision over the whole ranking, divided by the number of relevant entries. */
export function averagePrecisionOfRanking(ranked: readonly string[], grades: Grades): number {
  let found = 0;
  let sum = 0;
  for (const [i, key] of ranked.entries()) {
    if (!isRelevant(grades, key)) continue;
    found++;
    sum += found / (i + 1);
  }
  return share(sum, relevantCount(grades));
}

/** 1 / rank of the first relevant entry among the first `k` (all of them by default), or 0. */
export function reciprocalRank(
  ranked: readonly string[],
  grades: Grades,
  k = ranked.length,
): number {
  const first = ranked.slice(0, k).findIndex((key) => isRelevant(grades, key));
  return first < 0 ? 0 : 1 / (first + 1);
}

/** Share of the relevant entries that are among the first `k`. */
export function recallAt(ranked: readonly string[], grades: Grades, k: number): number {
  return share(relevantAmong(ranked, grades, k), relevantCount(grades));
}

/** Share of `k` places that hold a relevant entry; a short ranking is not divided by less. */
export function precisionAt(ranked: readonly string[], grades: Grades, k: number): number {
  return relevantAmong(ranked, grades, k) / k;
}

/** 1 where a relevant entry is among the first `k`, else 0; top-1 accuracy is the mean of this at 1. */
export function successAt(ranked: readonly string[], grades: Grades, k: number): number {
  return relevantAmong(ranked, grades, k) > 0 ? 1 : 0;
}

/** Share of the first `k` results (of those there are) that somebody judged. */
export function judgedAt(ranked: readonly string[], grades: Grades, k: number): number {
  const top = ranked.slice(0, k);
  return share(top.filter((key) => grades.has(key)).length, top.length);
}

/** How many entries are judged relevant. */
export function relevantCount(grades: Grades): number {
  let count = 0;
  for (const grade of grades.values()) if (grade > 0) count++;
  return count;
}

export const isRelevant = (grades: Grades, key: string) => (grades.get(key) ?? 0) > 0;

const relevantAmong = (ranked: readonly string[], grades: Grades, k: number) =>
  ranked.slice(0, k).filter((key) => isRelevant(grades, key)).length;

const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);

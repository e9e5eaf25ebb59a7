import type { JudgedQuery } from './judged-queries.ts';

/**
 * Names what a version is measured on: each query's texts and what was decided about it. Two versions with the same hash
 * were asked the same, and their stored measures can be compared. Undefined without queries.
 */
export function testQueriesHash(
  queries: readonly JudgedQuery[],
  sha256: (text: string) => string,
): string | undefined {
  if (queries.length === 0) return undefined;
  const asked = queries.map(({ query, texts, self, yes, no, chosen, grades }) =>
    JSON.stringify([query, texts, self, yes, no, [...chosen], grades ? [...grades] : null]),
  );
  return sha256(asked.sort().join('\n'));
}

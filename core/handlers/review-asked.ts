import type { ReviewReason } from '#core/contract/review.ts';
import type { Candidate, PoolQuery } from '#core/review/review-query.ts';
import type { AnswerBook } from './review-book.ts';
import type { Desk } from './review-desk.ts';

/** Judged pairs of some queries with the version's probability; none without a match model. */
export async function labelledPairs(
  { pool }: Pick<Desk, 'pool'>,
  book: AnswerBook,
  queries: readonly PoolQuery[],
) {
  const judgmentsOf = ({ normalised }: PoolQuery) => pool.judgments.get(normalised) ?? [];
  await book.ask(queries, (query) => judgmentsOf(query).map(({ key }) => key));
  return queries.flatMap((query) =>
    judgmentsOf(query).flatMap((judgment) => {
      const { key, verdict } = judgment;
      const probability = book.pair(query, key)?.probability ?? null;
      return probability === null ? [] : [{ query, key, verdict, probability, judgment }];
    }),
  );
}

/** Pairs with what the version says of them; those of entries that it does not know are left out. */
export async function askedFor(
  book: AnswerBook,
  pairs: readonly { query: PoolQuery; key: string }[],
  reason: ReviewReason,
): Promise<Candidate[]> {
  const keys = new Map<string, string[]>();
  for (const { query, key } of pairs) {
    keys.set(query.normalised, [...(keys.get(query.normalised) ?? []), key]);
  }
  await book.ask(
    pairs.map(({ query }) => query),
    ({ normalised }) => keys.get(normalised) ?? [],
  );
  return pairs.flatMap(({ query, key }) => {
    const pair = book.pair(query, key);
    return pair ? [{ query, pair, reason }] : [];
  });
}

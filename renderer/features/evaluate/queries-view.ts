import type { QueryDifference, QueryResult } from '#core/contract/index.ts';

export type Outcome = QueryResult['outcome'];
export type OutcomeFilter = 'all' | Outcome;

export const OUTCOME_NAMES: Record<Outcome, string> = {
  right: 'right',
  'candidate-miss': 'candidate miss',
  'scoring-miss': 'scoring miss',
  'nothing-right': 'nothing right',
};

/** What each outcome means, and what helps. */
export const OUTCOME_MEANING: Record<Outcome, string> = {
  right: 'A right entry came first.',
  'candidate-miss': 'No right entry was among the candidates. Synonyms help.',
  'scoring-miss': 'A right entry was a candidate and ranked too low. Judgments help.',
  'nothing-right': 'Only rejections are known of this query: no entry of it is right.',
};

const OUTCOMES: readonly Outcome[] = ['candidate-miss', 'scoring-miss', 'right', 'nothing-right'];

/** The choices with how many queries each has; those without any are left out. */
export function outcomeOptions(
  queries: readonly QueryResult[],
): { value: OutcomeFilter; name: string; count: number }[] {
  const counts = OUTCOMES.map((value) => ({
    value,
    name: OUTCOME_NAMES[value],
    count: queries.filter(({ outcome }) => outcome === value).length,
  }));
  return [
    { value: 'all', name: 'all', count: queries.length },
    ...counts.filter(({ count }) => count > 0),
  ];
}

interface Named {
  query: string;
  right: { key: string; name: string | null } | null;
  found?: { key: string; name: string | null } | null;
}

/** Does the query, or an entry beside it, hold the text? Case and accents make no difference. */
export function holds({ query, right, found }: Named, text: string): boolean {
  const wanted = plain(text);
  if (wanted === '') return true;
  return [query, right?.name, right?.key, found?.name, found?.key].some(
    (part) => part != null && plain(part).includes(wanted),
  );
}

export function filterQueries(
  queries: readonly QueryResult[],
  outcome: OutcomeFilter,
  text: string,
): QueryResult[] {
  return queries.filter(
    (result) => (outcome === 'all' || result.outcome === outcome) && holds(result, text),
  );
}

export type ChangeFilter = 'all' | 'won' | 'lost';

export function isWon({ before, now }: QueryDifference): boolean {
  return now > before;
}

/** The choices with how many queries each has. */
export function changeOptions(
  differences: readonly QueryDifference[],
): { value: ChangeFilter; name: string; count: number }[] {
  const won = differences.filter(isWon).length;
  return [
    { value: 'all', name: 'all', count: differences.length },
    { value: 'won', name: 'won', count: won },
    { value: 'lost', name: 'lost', count: differences.length - won },
  ];
}

export function filterDifferences(
  differences: readonly QueryDifference[],
  change: ChangeFilter,
  text: string,
): QueryDifference[] {
  return differences.filter(
    (difference) =>
      (change === 'all' || isWon(difference) === (change === 'won')) && holds(difference, text),
  );
}

function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .trim();
}

import type { FilePreview, OutcomeMap } from '#core/contract/index.ts';

/** What a status can mean. */
export type Meaning = 'unsaid' | 'yes' | 'no' | 'grade' | 'out';

export type Statuses = NonNullable<FilePreview['statuses']>;

/** Case and outer spaces of a status do not count. */
const plain = (status: string) => status.trim().normalize('NFC').toLowerCase();

function gradeOf(outcomes: OutcomeMap, status: string): number | null | undefined {
  const known = Object.entries(outcomes).find(([name]) => plain(name) === plain(status));
  return known?.[1];
}

/** What the map says of a status, with its grade from 0 to 1 where it has one. */
export function meaningOf(
  outcomes: OutcomeMap,
  status: string,
): { meaning: Meaning; grade: number | null } {
  const grade = gradeOf(outcomes, status);
  if (grade === undefined) return { meaning: 'unsaid', grade: null };
  if (grade === null) return { meaning: 'out', grade };
  if (grade === 1) return { meaning: 'yes', grade };
  return { meaning: grade === 0 ? 'no' : 'grade', grade };
}

const GRADES: Record<Exclude<Meaning, 'unsaid'>, number | null> = {
  yes: 1,
  no: 0,
  grade: 0.5,
  out: null,
};

/** The map with another meaning of one status. */
export function withMeaning(outcomes: OutcomeMap, status: string, meaning: Meaning): OutcomeMap {
  const others = Object.entries(outcomes).filter(([name]) => plain(name) !== plain(status));
  return Object.fromEntries(meaning === 'unsaid' ? others : [...others, [status, GRADES[meaning]]]);
}

/** The map with a grade for one status. */
export function withGrade(outcomes: OutcomeMap, status: string, grade: number): OutcomeMap {
  return { ...withMeaning(outcomes, status, 'unsaid'), [status]: grade };
}

/** Before anybody has said anything: what says yes or no keeps its meaning, since a map that does not name it leaves it out. */
export function startingOutcomes(statuses: Statuses): OutcomeMap {
  const said = statuses.flatMap(({ value }): [string, number][] => {
    if (/^(yes|true|1|1\.0)$/.test(plain(value))) return [[value, 1]];
    return /^(no|false|0|0\.0)$/.test(plain(value)) ? [[value, 0]] : [];
  });
  return Object.fromEntries(said);
}

/** The statuses that the map says nothing of. */
export function unsaid(outcomes: OutcomeMap, statuses: Statuses): Statuses {
  return statuses.filter(({ value }) => gradeOf(outcomes, value) === undefined);
}

/** Leaves out the rows of every status that the map says nothing of. */
export function leaveOthersOut(outcomes: OutcomeMap, statuses: Statuses): OutcomeMap {
  const others = unsaid(outcomes, statuses).map(({ value }): [string, null] => [value, null]);
  return { ...outcomes, ...Object.fromEntries(others) };
}

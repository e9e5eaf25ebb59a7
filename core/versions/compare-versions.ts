import { Difference, type SideBySide } from '#core/contract/differences.ts';

/** Something that can be said of a version or a run; a number is a count. */
export interface Fact {
  group: Difference['group'];
  name: string;
  value: string | number | null;
}

/** Facts of plain values: yes and no for truth, JSON for what has parts, "a.b" for what lies inside. */
export function factsOf(
  group: Fact['group'],
  values: Readonly<Record<string, unknown>>,
  inside = '',
): Fact[] {
  return Object.entries(values).flatMap(([key, value]) => {
    const name = `${inside}${key}`;
    return isRecord(value)
      ? factsOf(group, value, `${name}.`)
      : [{ group, name, value: inWords(value) }];
  });
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function inWords(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The first digits of a hash tell two apart as well as all of them. */
export const shortHash = (sha256: string | undefined): string | null => sha256?.slice(0, 8) ?? null;

/**
 * What two lists of facts differ in, by group; what they have in common is only counted. A fact that one of them
 * lacks has null there. A count says by how much it changed.
 */
export function differencesOf(
  from: readonly Fact[],
  to: readonly Fact[],
): Pick<SideBySide, 'differences' | 'same'> {
  const keyOf = ({ group, name }: Fact) => `${group}\n${name}`;
  const before = new Map(from.map((fact) => [keyOf(fact), fact.value]));
  const after = new Map(to.map((fact) => [keyOf(fact), fact.value]));
  const all = new Map([...from, ...to].map((fact) => [keyOf(fact), fact]));
  const pairs = [...all].map(([key, { group, name }]) => {
    return { group, name, from: before.get(key) ?? null, to: after.get(key) ?? null };
  });
  const other = pairs.filter((pair) => pair.from !== pair.to);
  const differences = other.map((pair) => ({
    ...pair,
    from: shown(pair.from, null),
    to: shown(pair.to, pair.from),
  }));
  return { differences: inGroups(differences), same: pairs.length - other.length };
}

/** The groups in the contract's order. */
function inGroups(differences: readonly Difference[]): Difference[] {
  const groups = Difference.shape.group.options;
  return groups.flatMap((group) => differences.filter((one) => one.group === group));
}

/** "11 431 (+23)" */
function shown(value: Fact['value'], before: Fact['value']): string | null {
  if (typeof value !== 'number') return value;
  if (typeof before !== 'number') return count(value);
  const sign = value < before ? '−' : '+';
  return `${count(value)} (${sign}${count(Math.abs(value - before))})`;
}

/** Groups of three, parted by a narrow no-break space. */
const count = (value: number) => String(value).replace(/\B(?=(\d{3})+$)/g, '\u202f');

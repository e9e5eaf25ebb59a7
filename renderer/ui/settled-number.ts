interface Field {
  value: number | null;
  range: readonly [number, number];
  /** Is an empty field a choice of its own? */
  mayBeEmpty: boolean;
}

/** What a field is worth when it is left: what was typed, or its former value where that cannot be taken. */
export function settledNumber(
  typed: string | number | null,
  { value, range: [min, max], mayBeEmpty }: Field,
): number | null {
  if (typed === null) return value;
  if (typed === '') return mayBeEmpty ? null : value;
  const number = Number(typed);
  return number >= min && number <= max ? number : value;
}

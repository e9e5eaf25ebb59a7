const COLOURS = 7;

/** The colour of the n-th version ever made (Okabe-Ito, colour-blind safe): the same in every chart, for ever. */
export function versionColour(place: number): string {
  return `var(--version-${(Math.max(0, place) % COLOURS) + 1})`;
}

/** Version id -> colour, from all versions in order of creation. */
export function versionColours(
  versions: readonly { version: string; createdAt: string }[],
): Map<string, string> {
  const ordered = versions.toSorted((a, b) => a.createdAt.localeCompare(b.createdAt));
  return new Map(ordered.map(({ version }, place) => [version, versionColour(place)]));
}

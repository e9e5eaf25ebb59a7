import type { Slice } from '#core/contract/index.ts';

/** The facets in the engine's order, each with its slices, largest first as they come. */
export function facetsOf(slices: readonly Slice[]): Map<string, Slice[]> {
  const facets = new Map<string, Slice[]>();
  for (const slice of slices) {
    facets.set(slice.facet, [...(facets.get(slice.facet) ?? []), slice]);
  }
  return facets;
}

/** The facet that is shown: the chosen one, or the first where that is not there any more. */
export function shownFacet(facets: ReadonlyMap<string, unknown>, chosen: string): string {
  return facets.has(chosen) ? chosen : (facets.keys().next().value ?? '');
}

/** How many slices the other version differs on beyond noise, in words; null where nothing was compared. */
export function sliceVerdict(slices: readonly Slice[], against: string | null): string | null {
  if (against === null || slices.every(({ change }) => change === null)) return null;
  const beyond = slices.filter(({ change }) => change && change.verdict !== 'within noise').length;
  if (beyond === 0) return `No slice differs from ${against} beyond noise.`;
  const count = `${beyond} of ${slices.length} slices`;
  return `${count} ${beyond === 1 ? 'differs' : 'differ'} from ${against} beyond noise.`;
}

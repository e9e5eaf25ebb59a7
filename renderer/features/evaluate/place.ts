import type { Route } from '#renderer/app/route.ts';

export const SECTIONS = [
  { id: 'overview', label: 'Overview' },
  { id: 'decisions', label: 'Decisions' },
  { id: 'slices', label: 'Slices' },
  { id: 'queries', label: 'Queries' },
  { id: 'compare', label: 'Compare' },
  { id: 'learning', label: 'Learning' },
] as const;
export type SectionId = (typeof SECTIONS)[number]['id'];

/** What is looked at; the address keeps all of it. */
export interface Place {
  section: SectionId;
  /** Empty: the version in use. */
  version: string;
  /** The version beside it; empty where one version is looked at alone. */
  against: string;
}

/** Reads the parameters of an address; what cannot be read is the overview of the version in use. */
export function readPlace(params: Route['params']): Place {
  const against = params.against ?? '';
  const wanted = SECTIONS.find(({ id }) => id === params.section)?.id ?? 'overview';
  return {
    section: wanted === 'compare' && against === '' ? 'overview' : wanted,
    version: params.version ?? '',
    against,
  };
}

/** The other way round; the overview goes without saying. */
export function placeParams({ section, version, against }: Place): Record<string, string> {
  return { version, against, section: section === 'overview' ? '' : section };
}

/** The sections that mean something: there is nothing to compare where one version is looked at alone. */
export function sectionsOf({ against }: Pick<Place, 'against'>) {
  return SECTIONS.filter(({ id }) => id !== 'compare' || against !== '');
}

/** One version alone, or a second one beside it: comparing begins with what the two differ in. */
export function withAgainst(place: Place, against: string): Place {
  if (against === '') {
    return { ...place, against, section: place.section === 'compare' ? 'overview' : place.section };
  }
  return { ...place, against, section: place.against === '' ? 'compare' : place.section };
}

/** Another version; one that stood beside it changes places with it. */
export function withVersion(place: Place, version: string, shown: string): Place {
  return { ...place, version, against: place.against === version ? shown : place.against };
}

/** Which version to put beside one at first: the measured one before it, else the one after it; null where it is alone. */
export function firstAgainst(
  points: readonly { version: string; createdAt: string }[],
  version: string,
): string | null {
  const ordered = points.toSorted((a, b) => a.createdAt.localeCompare(b.createdAt));
  const at = ordered.findIndex((point) => point.version === version);
  const others = [...ordered.slice(0, Math.max(0, at)).reverse(), ...ordered.slice(at + 1)];
  return others.find((point) => point.version !== version)?.version ?? null;
}

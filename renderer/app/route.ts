import { CANONICAL } from '#renderer/api/canonical.ts';

export const SCREENS = [
  'data',
  'train',
  'search',
  'match',
  'review',
  'evaluate',
  'versions',
  'runs',
  'monitor',
  'settings',
  'entry',
] as const;
export type ScreenId = (typeof SCREENS)[number];

/** What the address bar says: a screen and what is chosen on it. */
export interface Route {
  screen: ScreenId;
  params: Readonly<Record<string, string>>;
}

/** Reads `#/search?q=nurse`; anything unknown is the Data screen. */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const screen = SCREENS.find((name) => name === path) ?? 'data';
  return { screen, params: Object.fromEntries(new URLSearchParams(query)) };
}

/** Where everything about one entry is shown. */
export function entryAddress(key: string, collection: string = CANONICAL): string {
  return formatRoute({ screen: 'entry', params: entryParams(key, collection) });
}

/** The parameters of an entry's address; the canonical collection goes without saying. */
export function entryParams(key: string, collection: string): Route['params'] {
  return { key, in: collection === CANONICAL ? '' : collection };
}

/** The other way round; empty parameters are left out. */
export function formatRoute({ screen, params }: Route): string {
  const kept = Object.entries(params).filter(([, value]) => value !== '');
  const query = new URLSearchParams(kept).toString();
  return `#/${screen}${query ? `?${query}` : ''}`;
}

import { navigate } from '#renderer/app/navigate.ts';
import { formatRoute } from '#renderer/app/route.ts';

/** Search with a query. */
export function searchAddress(query: string): string {
  return formatRoute({ screen: 'search', params: { q: query } });
}

export function openSearch({ query }: { query: string }): void {
  navigate('search', { q: query });
}

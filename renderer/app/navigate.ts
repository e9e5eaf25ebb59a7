import { useSyncExternalStore } from 'react';
import { formatRoute, parseRoute, type Route, type ScreenId } from './route.ts';

const CHANGED = 'plumbline:route';
const remembered = new Map<ScreenId, Route['params']>();
let cached: { hash: string; route: Route } = { hash: '', route: parseRoute('') };

/** The screen shown and its parameters. */
export function useRoute(): Route {
  return useSyncExternalStore(subscribe, currentRoute);
}

/** Goes to a screen; `replace` keeps typing out of the browser's history. */
export function navigate(
  screen: ScreenId,
  params: Record<string, string> = {},
  { replace = false } = {},
): void {
  const hash = formatRoute({ screen, params });
  if (hash === window.location.hash) return;
  if (replace) window.history.replaceState(null, '', hash);
  else window.history.pushState(null, '', hash);
  window.dispatchEvent(new Event(CHANGED));
}

function currentRoute(): Route {
  const { hash } = window.location;
  if (hash !== cached.hash) cached = { hash, route: parseRoute(hash) };
  remembered.set(cached.route.screen, cached.route.params);
  return cached.route;
}

/** Where a screen was left: its address with what was chosen on it. */
export function addressOf(screen: ScreenId): string {
  return formatRoute({ screen, params: remembered.get(screen) ?? {} });
}

function subscribe(listener: () => void): () => void {
  const events = [CHANGED, 'hashchange', 'popstate'];
  for (const event of events) window.addEventListener(event, listener);
  return () => {
    for (const event of events) window.removeEventListener(event, listener);
  };
}

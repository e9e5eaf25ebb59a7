const STORAGE_KEY = 'plumbline-token';

/**
 * Splits the access token off a link such as `http://127.0.0.1:4173/#token=…` or `?token=…`.
 * Returns the token, or null where there is none, and the address without it.
 */
export function splitToken(address: string): { token: string | null; address: string } {
  const url = new URL(address);
  const hash = new URLSearchParams(url.hash.startsWith('#token=') ? url.hash.slice(1) : '');
  const token = hash.get('token') ?? url.searchParams.get('token');
  if (token === null) return { token, address };
  url.searchParams.delete('token');
  if (hash.has('token')) url.hash = '';
  return { token, address: url.href };
}

/** Takes the token out of the address bar, remembers it for this tab, and returns it (empty where none was ever given). */
export function takeToken(): string {
  const { token, address } = splitToken(window.location.href);
  if (token !== null) {
    window.sessionStorage.setItem(STORAGE_KEY, token);
    window.history.replaceState(null, '', address);
  }
  return window.sessionStorage.getItem(STORAGE_KEY) ?? '';
}

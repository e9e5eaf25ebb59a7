import { isAppUrl, parseUrl } from './app-origin.ts';

/** Sites that the interface links to; they open in the user's own browser, never in the window. */
const EXTERNAL_HOSTS: ReadonlySet<string> = new Set([
  'www.onetonline.org',
  'esco.ec.europa.eu',
  'huggingface.co',
]);

/** Schemes that stay inside the process: pictures of charts, workers, saved files. */
const INTERNAL_SCHEMES: ReadonlySet<string> = new Set(['blob:', 'data:']);

/** May a frame go to this address (will-navigate, will-frame-navigate, will-redirect)? */
export function allowsNavigation(url: string): boolean {
  return isAppUrl(url);
}

/** This machine, where a tracking server may listen on any port. */
const OWN_HOSTS: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * May this address be handed to the user's browser? Known hosts by https, and this machine; no credentials. What the user
 * has set to lie elsewhere is shown, to be copied.
 */
export function allowsExternal(text: string): boolean {
  const url = parseUrl(text);
  if (url === null || url.username !== '' || url.password !== '') return false;
  if (OWN_HOSTS.has(url.hostname)) return url.protocol === 'http:' || url.protocol === 'https:';
  return url.protocol === 'https:' && url.port === '' && EXTERNAL_HOSTS.has(url.hostname);
}

/** May anything in the window fetch this address? Keeps the promise that nothing leaves the machine. */
export function allowsRequest(text: string): boolean {
  const url = parseUrl(text);
  if (url === null) return false;
  return isAppUrl(text) || INTERNAL_SCHEMES.has(url.protocol) || url.protocol === 'devtools:';
}

/** May this be saved as a file? What the page made itself (charts, tables), nothing from elsewhere. */
export function allowsDownload(text: string): boolean {
  const url = parseUrl(text);
  if (url === null) return false;
  if (url.protocol === 'blob:') return isAppUrl(url.pathname);
  return url.protocol === 'data:' || isAppUrl(text);
}

/** May the page use this browser permission? Copying text is all that it needs. */
export function allowsPermission(permission: string, requestingUrl: string): boolean {
  return permission === 'clipboard-sanitized-write' && isAppUrl(requestingUrl);
}

/** Does an IPC message come from the workbench's own top frame? A closed frame is null. */
export function isTrustedFrame(
  frame: { readonly url: string; readonly parent: unknown } | null,
): boolean {
  return frame !== null && frame.parent === null && isAppUrl(frame.url);
}

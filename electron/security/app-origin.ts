/** The workbench's own scheme: standard and secure, so that it has an origin, unlike file://. */
export const APP_SCHEME = 'plumbline';
export const APP_HOST = 'app';
/** What `location.origin` is inside the window. */
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`;
export const APP_URL = `${APP_ORIGIN}/`;

/** The parsed address, or null where the text is none. */
export function parseUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}

/**
 * Is this an address of the workbench itself? Compares the parts, because `URL.origin` is "null"
 * for schemes that Node does not know, and a prefix test would take `plumbline://app.evil/`.
 */
export function isAppUrl(text: string): boolean {
  const url = parseUrl(text);
  if (url === null) return false;
  const plain = url.username === '' && url.password === '' && url.port === '';
  return plain && url.protocol === `${APP_SCHEME}:` && url.hostname === APP_HOST;
}

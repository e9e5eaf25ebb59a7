/** Electron's user agent without the token that tells which Electron it is. */
export function appUserAgent(fallback: string): string {
  return fallback.replace(/\s*Electron\/\S+/, '');
}

/** How long a browser may keep a file of the interface: those with a hash in their name for ever. */
export function cacheControl(path: string): string {
  return path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
}

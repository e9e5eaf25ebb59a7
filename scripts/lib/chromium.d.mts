/** The Chromium that PLUMBLINE_CHROMIUM names or that lies on the PATH; undefined where there is none. */
export function findChromium(
  env: Readonly<Record<string, string | undefined>>,
  platform: string,
  exists: (path: string) => boolean,
): string | undefined;

/** The first file of a bundle. */
export const BUNDLE_FILE = 'bundle.json';

const MOST_BYTES = 400;
const MOST_PART_BYTES = 200;
const MOST_PARTS = 12;

/** Names that Windows keeps for devices, with any ending. */
const DEVICES =
  /^(con|prn|aux|nul|conin\$|conout\$|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3])(\.|$)/i;
const FORBIDDEN = /[\\:*?"<>|\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\uFFFD]/u;

const utf8 = new TextEncoder();
const bytesOf = (text: string): number => utf8.encode(text).length;

/** Why a path cannot lie inside a folder of every system, in words; null where it can. */
export function nameProblem(name: string): string | null {
  if (name === '') return 'it has no name';
  if (name.startsWith('/') || /^[A-Za-z]:/.test(name)) return 'its path is absolute';
  if (FORBIDDEN.test(name)) return 'its name has a character that file names cannot have';
  if (name.normalize('NFC') !== name) return 'its name is not in Unicode normal form C';
  const parts = name.split('/');
  if (bytesOf(name) > MOST_BYTES || parts.length > MOST_PARTS) return 'its path is too long';
  for (const part of parts) {
    const problem = partProblem(part);
    if (problem !== null) return problem;
  }
  return null;
}

function partProblem(part: string): string | null {
  if (part === '' || part === '.' || part === '..') return 'its path leads out of its folder';
  if (/[. ]$/.test(part) || part.startsWith(' ')) {
    return 'a part of its path begins or ends with a blank or a dot';
  }
  if (DEVICES.test(part)) return 'Windows keeps its name for a device';
  return bytesOf(part) > MOST_PART_BYTES ? 'its path is too long' : null;
}

/** As a file system that ignores case compares names. */
const folded = (name: string): string => name.toUpperCase().toLowerCase().normalize('NFC');

/**
 * The first of some names that cannot lie beside the others on every system, with why; null where all can. Two names that
 * differ only in case are one file on some systems, and no name is both a file and a folder.
 */
export function clashingName(names: readonly string[]): { name: string; problem: string } | null {
  /** Folded path -> how it was spelled, and whether it is a file. */
  const seen = new Map<string, { spelling: string; file: boolean }>();
  for (const name of names) {
    const parts = name.split('/');
    for (let end = 1; end <= parts.length; end += 1) {
      const spelling = parts.slice(0, end).join('/');
      const file = end === parts.length;
      const other = seen.get(folded(spelling));
      if (other && (file || other.file || other.spelling !== spelling)) {
        return { name, problem: `it and ${other.spelling} are the same on some systems` };
      }
      seen.set(folded(spelling), { spelling, file });
    }
  }
  return null;
}

/** Paths in the order of a bundle: bundle.json, then the others by their UTF-16 code units. */
export function inBundleOrder(names: readonly string[]): string[] {
  const others = names.filter((name) => name !== BUNDLE_FILE).sort();
  return names.length === others.length ? others : [BUNDLE_FILE, ...others];
}

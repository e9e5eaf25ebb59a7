import type { FileKind } from '#core/contract/data.ts';

/** Files of a folder that are looked at. */
export const MOST_FILES = 100;

const ENDINGS: Record<FileKind, RegExp> = {
  canonical: /\.(json|jsonl|ndjson|csv|tsv|txt|parquet)$/i,
  feedback: /\.(csv|tsv|txt)$/i,
};

/** Hidden files, and what editors, browsers and office programs leave while they write. */
const PASSING = /^(\.|~)|~$|\.(part|partial|tmp|temp|crdownload|download|swp|bak)(\.[^.]*)?$/i;

/** Whether a file of a watched folder is looked at, by its name. */
export const isWatchable = (name: string, kind: FileKind): boolean =>
  ENDINGS[kind].test(name) && !PASSING.test(name);

/** The last part of a path of any system. */
export const nameOf = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;

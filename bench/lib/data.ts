import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The folder with the public data sets: PLUMBLINE_DATA, or ../shared/data beside the repository. */
export function dataFolder(): string {
  const folder = resolve(process.env.PLUMBLINE_DATA ?? join('..', 'shared', 'data'));
  if (existsSync(folder)) return folder;
  throw new Error(
    `NOT RUN: the data sets are not in ${folder}. Set PLUMBLINE_DATA to their folder.`,
  );
}

import { LearningCurve } from '#core/contract/evaluation-detail.ts';
import type { FileReader, Files } from '#core/platform/files.ts';

/** The version that a curve is of, and the data that it was measured on. */
export interface CurvePlace {
  version: string;
  dataHash: string;
}

const pathOf = (files: FileReader, cache: string, { version, dataHash }: CurvePlace) =>
  files.join(cache, 'curves', `${version}-${dataHash}.json`);

/** The learning curve on today's data; null until it is measured, and where its file cannot be read. */
export async function readCurve(
  files: FileReader,
  cache: string,
  place: CurvePlace,
): Promise<LearningCurve | null> {
  const path = pathOf(files, cache, place);
  if (!(await files.exists(path))) return null;
  try {
    return LearningCurve.parse(JSON.parse(await files.readText(path)));
  } catch {
    return null; // it is measured again then
  }
}

/** Keeps a curve in the workspace's cache folder, in place of those of the version on earlier data. */
export async function writeCurve(
  files: Files,
  cache: string,
  place: CurvePlace,
  curve: LearningCurve,
): Promise<void> {
  const folder = files.join(cache, 'curves');
  await files.makeFolder(folder);
  for (const name of await files.list(folder)) {
    if (name.startsWith(`${place.version}-`)) await files.remove(files.join(folder, name));
  }
  await files.writeAtomic(pathOf(files, cache, place), JSON.stringify(curve));
}

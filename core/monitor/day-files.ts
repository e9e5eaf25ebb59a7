import { z } from 'zod';
import type { FileReader, Files } from '#core/platform/files.ts';
import { addCounts, Counts } from './counts.ts';

/** The content of monitor/<day>.json. */
const DayFile = z.object({
  schema: z.literal(1),
  day: z.string(),
  /** By the id of the version that answered. */
  versions: z.record(z.string(), Counts),
});

/** Version -> its counts. */
export type ByVersion = ReadonlyMap<string, Counts>;

const NAME = /^(\d{4}-\d{2}-\d{2})\.json$/;

/** The UTC day of a moment, yyyy-mm-dd. */
export const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10);

const pathOf = (files: Pick<FileReader, 'join'>, folder: string, day: string) =>
  files.join(folder, `${day}.json`);

/** The days that something is recorded of, oldest first. */
export async function recordedDays(files: FileReader, folder: string): Promise<string[]> {
  const names = await files.list(folder);
  return names.flatMap((name) => NAME.exec(name)?.[1] ?? []);
}

/** What was recorded of a day; null where there is nothing, or nothing that can be read. */
export async function readDay(
  files: FileReader,
  folder: string,
  day: string,
): Promise<ByVersion | null> {
  const path = pathOf(files, folder, day);
  if (!(await files.exists(path))) return null;
  const parsed = parse(await files.readText(path));
  return parsed && new Map(Object.entries(parsed.versions));
}

function parse(text: string): z.infer<typeof DayFile> | null {
  try {
    return DayFile.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null; // whoever adds to it puts it aside
  }
}

/** Adds to what is recorded of a day, in one step. A file that cannot be read is put aside as `<day>.json.damaged`. */
export async function addToDay(
  files: Files,
  folder: string,
  day: string,
  batch: ByVersion,
): Promise<void> {
  await files.makeFolder(folder);
  const path = pathOf(files, folder, day);
  const known = await readDay(files, folder, day);
  if (known === null && (await files.exists(path))) await files.rename(path, `${path}.damaged`);
  const versions = new Map(known ?? []);
  for (const [version, counts] of batch) {
    const before = versions.get(version);
    versions.set(version, before ? addCounts(before, counts) : counts);
  }
  const content = { schema: 1, day, versions: Object.fromEntries(versions) };
  await files.writeAtomic(path, `${JSON.stringify(content)}\n`);
}

/** The first day that is kept. */
export function firstDay(now: Date, days: number): string {
  return dayOf(new Date(now.getTime() - (days - 1) * DAY_MS));
}

const DAY_MS = 86_400_000;

/** Removes the records of days before `first`. */
export async function removeDaysBefore(files: Files, folder: string, first: string): Promise<void> {
  for (const day of await recordedDays(files, folder)) {
    if (day < first) await files.remove(pathOf(files, folder, day));
  }
}

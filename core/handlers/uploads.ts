import { PlumblineError } from '#core/contract/errors.ts';
import type { Clock } from '#core/platform/clock.ts';
import type { FileReader, Files } from '#core/platform/files.ts';
import type { Layout } from '#core/workspace/layout.ts';
import type { ImportJob } from './tasks/import-task.ts';

const uploadFolder = (files: FileReader, layout: Layout) => files.join(layout.cache, 'uploads');

let uploads = 0;

/** Writes content from a browser where a worker can read it; returns its path. */
export async function keepUpload(
  files: Files,
  layout: Layout,
  { bytes, clock }: { bytes: Uint8Array; clock: Clock },
): Promise<string> {
  const folder = uploadFolder(files, layout);
  await files.makeFolder(folder);
  // Named by time and number, so that the same content uploaded twice is two files, each with its own job.
  uploads += 1;
  const path = files.join(folder, `${clock.now().getTime()}-${uploads}`);
  await files.writeAtomic(path, bytes);
  return path;
}

/** The upload that an unfinished job would read, from its journal; null where there is none. */
export async function uploadOf(
  files: FileReader,
  layout: Layout,
  job: string,
): Promise<string | null> {
  // An id from outside is looked for among the journals, so that it cannot lead anywhere else.
  const name = `${job}.json`;
  if (!(await files.list(layout.jobs)).includes(name)) return null;
  return pathIn(await readJournal(files, files.join(layout.jobs, name)));
}

/** Removes the uploads that no unfinished job would read; nothing may be running. */
export async function removeOrphans(files: Files, layout: Layout): Promise<void> {
  const folder = uploadFolder(files, layout);
  const names = await files.list(folder);
  if (names.length === 0) return;
  const claimed = new Set<string | null>();
  for (const journal of await files.list(layout.jobs)) {
    claimed.add(pathIn(await readJournal(files, files.join(layout.jobs, journal))));
  }
  for (const name of names) {
    const path = files.join(folder, name);
    if (!claimed.has(path)) await files.remove(path);
  }
}

type JournalOfImport = { request?: Partial<ImportJob> | null } | null;

/** Null for what is no journal: the job manager reports it by name. */
async function readJournal(files: FileReader, path: string): Promise<JournalOfImport> {
  try {
    return JSON.parse(await files.readText(path)) as JournalOfImport;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof PlumblineError) return null;
    throw error;
  }
}

function pathIn(journal: JournalOfImport): string | null {
  const request = journal?.request;
  return request?.staged === true && typeof request.path === 'string' ? request.path : null;
}

import { PlumblineError } from '#core/contract/errors.ts';
import { removeModelDrafts } from '#core/embed/models/model-store.ts';
import { isSafePath, MOST_MODEL_BYTES } from '#core/embed/models/safe-path.ts';
import { removeMatchOrphans } from '#core/match-tables/match-store.ts';
import type { Clock } from '#core/platform/clock.ts';
import type { FileReader, Files } from '#core/platform/files.ts';
import type { Layout } from '#core/workspace/layout.ts';
import {
  downloadFolder,
  type ScratchRequest,
  scratchOf,
  spoolFolder,
  uploadedFolder,
} from './scratch.ts';

const uploadFolder = (files: FileReader, layout: Layout) => files.join(layout.cache, 'uploads');

let uploads = 0;

/** Writes content from a browser where a worker can read it; returns its path. */
export async function keepUpload(
  files: Files,
  layout: Layout,
  { content, clock }: { content: Blob; clock: Clock },
): Promise<string> {
  const folder = uploadFolder(files, layout);
  await files.makeFolder(folder);
  // Named by time and number, so that the same content uploaded twice is two files, each with its own job.
  uploads += 1;
  const path = files.join(folder, `${clock.now().getTime()}-${uploads}`);
  try {
    await files.writeStream(path, content.stream());
  } catch (error) {
    await files.remove(path);
    throw error;
  }
  return path;
}

/**
 * Keeps one file of a folder that is uploaded file by file; returns its size in bytes. Throws BAD_INPUT for a path that
 * leads out of the folder or too deep, and where the folder grows too large.
 */
export async function keepUploadedFile(
  files: Files,
  layout: Layout,
  { upload, path, content }: { upload: string; path: string; content: Blob },
): Promise<number> {
  const parts = safeParts(path);
  const folder = uploadedFolder(files, layout, upload);
  await files.makeFolder(files.join(folder, ...parts.slice(0, -1)));
  if ((await files.size(folder)) + content.size > MOST_MODEL_BYTES) {
    await files.remove(folder);
    throw new PlumblineError('BAD_INPUT', 'This folder has more than 5 GB.', {
      file: path,
      remedy:
        'Add it by its path on the machine that Plumbline runs on, or choose a smaller model.',
    });
  }
  await files.writeStream(files.join(folder, ...parts), content.stream());
  return content.size;
}

/** The parts of a relative path, each an ordinary name. */
function safeParts(path: string): string[] {
  if (isSafePath(path)) return path.split('/');
  throw new PlumblineError('BAD_INPUT', `"${path}" is no path inside a model's folder.`, {
    remedy: 'Drop the folder that holds config.json and the weights.',
  });
}

/** What an unfinished job would read, from its journal; null where there is nothing of ours. */
export async function uploadOf(
  files: FileReader,
  layout: Layout,
  job: string,
): Promise<string | null> {
  // An id from outside is looked for among the journals, so that it cannot lead anywhere else.
  const name = `${job}.json`;
  if (!(await files.list(layout.jobs)).includes(name)) return null;
  return scratchOf(files, layout, await readRequest(files, files.join(layout.jobs, name)));
}

/** Removes what killed jobs left: drafts of models, and uploads, downloads and matches not begun that no unfinished job would read. */
export async function removeOrphans(files: Files, layout: Layout): Promise<void> {
  await removeModelDrafts(files, layout.models);
  const places = [
    uploadFolder(files, layout),
    downloadFolder(files, layout),
    spoolFolder(files, layout),
  ];
  const claimed = new Set<string | null>();
  const matches = new Set<string>();
  for (const journal of await files.list(layout.jobs)) {
    const request = await readRequest(files, files.join(layout.jobs, journal));
    claimed.add(scratchOf(files, layout, request));
    if (typeof request?.match === 'string') matches.add(request.match);
  }
  await removeMatchOrphans(files, layout.matches, matches);
  for (const folder of places) {
    for (const name of await files.list(folder)) {
      const path = files.join(folder, name);
      if (!claimed.has(path)) await files.remove(path);
    }
  }
}

/** Null for what is no journal: the job manager reports it by name. */
async function readRequest(files: FileReader, path: string): Promise<ScratchRequest> {
  try {
    const journal = JSON.parse(await files.readText(path)) as { request?: ScratchRequest } | null;
    return journal?.request ?? null;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof PlumblineError) return null;
    throw error;
  }
}

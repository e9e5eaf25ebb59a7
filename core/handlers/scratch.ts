import { UNFINISHED } from '#core/bundle/write-bundle.ts';
import { ModelSource } from '#core/contract/models.ts';
import type { FileReader } from '#core/platform/files.ts';
import type { Layout } from '#core/workspace/layout.ts';

/** The request of a job as its journal keeps it; only what is of use here. */
export type ScratchRequest = {
  staged?: unknown;
  path?: unknown;
  source?: unknown;
  match?: unknown;
  unfinished?: unknown;
} | null;

/** Where the files of a folder go that a browser uploads one by one. */
export function uploadedFolder(files: FileReader, layout: Layout, upload: string): string {
  // No upload of a single file is called so, whatever name a browser chooses.
  return files.join(layout.cache, 'uploads', `model-${upload}`);
}

/** Where downloads lie until their model is made; a download that broke off goes on from here. */
export function downloadFolder(files: FileReader, layout: Layout): string {
  return files.join(layout.cache, 'downloads');
}

/** Where exports keep what they make while they go on. */
export function spoolFolder(files: FileReader, layout: Layout): string {
  return files.join(layout.cache, 'exports');
}

/** Where the export of a version keeps them. */
export function exportScratch(
  files: FileReader,
  layout: Layout,
  { version }: { version: string },
): string {
  return files.join(spoolFolder(files, layout), version);
}

/** Where one repository is downloaded to. */
export function downloadPath(
  files: FileReader,
  layout: Layout,
  { repo, revision }: { repo: string; revision: string },
): string {
  const name = `${repo.replace('/', '--')}@${revision}`;
  return files.join(downloadFolder(files, layout), name);
}

/** What a job leaves that nobody needs once it has ended: an upload, a download, half a bundle. Null where there is nothing. */
export function scratchOf(
  files: FileReader,
  layout: Layout,
  request: ScratchRequest,
): string | null {
  if (request?.staged === true && typeof request.path === 'string') return request.path;
  const { unfinished } = request ?? {};
  if (typeof unfinished === 'string' && unfinished.endsWith(UNFINISHED)) return unfinished;
  const { data: source } = ModelSource.safeParse(request?.source);
  if (source?.from === 'upload') return uploadedFolder(files, layout, source.upload);
  if (source?.from === 'hub') return downloadPath(files, layout, source);
  return null;
}

import { type DownloadDeps, downloadFiles, prepareDownload } from './download.ts';
import { HUB, type HubFile, listHub } from './hub-listing.ts';
import type { FoundModel } from './import-model.ts';
import { readSettings, refuseTooLarge } from './model-files.ts';
import { recogniseModel, settingsFiles } from './recognise-model.ts';

export type FetchDeps = Omit<DownloadDeps, 'base'> & {
  /** Another address than the hub's, in tests. */
  hub?: string;
};

/**
 * Downloads a model of Hugging Face into `folder`: its settings first, which say what else is needed. Throws as
 * `listHub`, `recogniseModel` and `downloadFiles` do; what has arrived stays in the folder for another attempt.
 */
export async function fetchModel(
  source: { repo: string; revision: string },
  folder: string,
  { hub = HUB, ...rest }: FetchDeps,
): Promise<{ found: FoundModel; commit: string }> {
  const deps = { ...rest, base: hub };
  const { files, context } = deps;
  const listing = await listHub(source, deps);
  const byPath = new Map(listing.files.map((file) => [file.path, file]));
  const filesOf = (paths: readonly string[]) =>
    [...new Set(paths)].flatMap((path): HubFile[] => {
      const file = byPath.get(path);
      return file ? [file] : [];
    });
  await prepareDownload(files, folder, listing);
  const settings = filesOf(settingsFiles(listing.files));
  refuseTooLarge(settings);
  await downloadFiles(listing, settings, folder, deps, () => {});
  const recognised = recogniseModel(
    listing.files,
    await readSettings(files, folder, listing.files),
  );
  const wanted = filesOf(recognised.files);
  refuseTooLarge(wanted);
  const total = wanted.reduce((sum, file) => sum + file.bytes, 0);
  await downloadFiles(listing, wanted, folder, deps, (bytes) =>
    context.progress(bytes, total, 'bytes'),
  );
  const { licence, languages } = listing;
  return {
    found: { folder, recognised, card: { licence, languages } },
    commit: listing.commit,
  };
}

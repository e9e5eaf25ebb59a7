import { PlumblineError } from '#core/contract/errors.ts';
import type { Files } from '#core/platform/files.ts';
import type { Layout } from '#core/workspace/layout.ts';

interface Wanted {
  /** An absolute path; null: `exports/<name>` in the workspace. */
  out: string | null;
  name: string;
  /** Something that is there already may be replaced. */
  replace: boolean;
}

/**
 * Where a file goes that leaves the workbench; its folder exists afterwards. Throws BAD_INPUT for a path that is not
 * absolute, that is taken, or where the workspace keeps its own files, NOT_FOUND where the folder is not there.
 */
export async function exportPlace(
  files: Files,
  layout: Pick<Layout, 'folder' | 'exports'>,
  { replace, ...wanted }: Wanted,
): Promise<string> {
  const place = await allowedPlace(files, layout, wanted);
  await refuseTaken(files, place, replace);
  return place;
}

/** The same without a look at what is there. */
export async function allowedPlace(
  files: Files,
  layout: Pick<Layout, 'folder' | 'exports'>,
  { out, name }: Omit<Wanted, 'replace'>,
): Promise<string> {
  if (out === null) await files.makeFolder(layout.exports);
  const place = out ?? files.join(layout.exports, name);
  if (!/^(\/|\\\\|[A-Za-z]:[\\/])/.test(place)) {
    throw refused(place, 'This path is not absolute.', 'Name the place from the root on.');
  }
  const folder = files.join(place, '..');
  if (!(await files.isFolder(folder))) {
    throw new PlumblineError('NOT_FOUND', `There is no folder ${folder}.`, {
      file: folder,
      remedy: 'Make it first, or choose another place.',
    });
  }
  if (await isWorkspacesOwn(files, layout, folder)) {
    const remedy = `Choose a place outside of the workspace, or ${layout.exports}.`;
    throw refused(place, 'The workspace keeps its own files there.', remedy);
  }
  return place;
}

/** Throws BAD_INPUT where something is at `place` that may not be replaced; a folder never may. */
export async function refuseTaken(files: Files, place: string, replace: boolean): Promise<void> {
  if (!(await files.exists(place))) return;
  if (await files.isFolder(place)) {
    throw refused(place, 'There is a folder of this name.', 'Choose another name.');
  }
  if (replace) return;
  const remedy = 'Choose another name, or allow to replace it (--replace).';
  throw refused(place, 'There is a file of this name already.', remedy);
}

async function isWorkspacesOwn(
  files: Files,
  layout: Pick<Layout, 'folder' | 'exports'>,
  folder: string,
): Promise<boolean> {
  const [place, workspace] = await Promise.all([
    files.realPath(folder),
    files.realPath(layout.folder),
  ]);
  const inside = (parent: string) =>
    place === parent || (place.startsWith(parent) && /^[\\/]/.test(place.slice(parent.length)));
  if (!inside(workspace)) return false;
  const allowed = (await files.exists(layout.exports)) && (await files.realPath(layout.exports));
  return allowed === false || !inside(allowed);
}

function refused(file: string, message: string, remedy: string): PlumblineError {
  return new PlumblineError('BAD_INPUT', message, { file, remedy });
}

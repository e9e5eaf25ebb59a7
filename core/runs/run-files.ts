import type { RunDetail } from '#core/contract/runs.ts';
import type { FileReader } from '#core/platform/files.ts';

type Artifacts = RunDetail['artifacts'];

/** Every file below a folder with its size, paths with `/` from the folder on, sorted; half-written ones are left out. */
export async function filesBelow(files: FileReader, folder: string): Promise<Artifacts> {
  const found: Artifacts = [];
  for (const name of await files.list(folder)) {
    if (name.startsWith('.')) continue;
    const path = files.join(folder, name);
    if (await files.isFolder(path)) {
      const below = await filesBelow(files, path);
      found.push(...below.map((file) => ({ ...file, path: `${name}/${file.path}` })));
    } else {
      found.push({ path: name, bytes: await files.size(path) });
    }
  }
  return found;
}

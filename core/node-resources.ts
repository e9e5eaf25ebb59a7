import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the builtin model lies; whoever reads it says what is wrong where it is missing. */
export function builtinModelFolder(): string {
  const places = [...aboveThisFile(), ...packaged()].map((folder) =>
    join(folder, 'models', 'builtin'),
  );
  return places.find((place) => existsSync(place)) ?? (places[0] as string);
}

/** In a checkout this file runs from its source, and from bundles of several depths. */
function aboveThisFile(): string[] {
  const folders: string[] = [];
  for (let at = fileURLToPath(import.meta.url); dirname(at) !== at; at = dirname(at)) {
    folders.push(join(dirname(at), 'resources'));
  }
  return folders;
}

/** A packaged app keeps its resources beside its archive, and Electron names the folder. */
function packaged(): string[] {
  const { resourcesPath } = process as { resourcesPath?: string };
  return resourcesPath === undefined ? [] : [resourcesPath];
}

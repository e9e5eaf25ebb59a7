import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import type { ExportBundleRequest } from '#core/contract/bundle.ts';
import type { JobState } from '#core/contract/jobs.ts';
import { createNodeWorkspace, openNodeEngine } from '#core/node-engine.ts';
import { type Client, ended, filledWorkspace, temporaryFolder } from './workspaces.ts';

let made: Promise<string> | undefined;

/** A workspace with one promoted version that needs no model; the same for all tests of a file, so change nothing in it. */
export function lexicalWorkspace(): Promise<string> {
  made ??= (async () => {
    const folder = await filledWorkspace();
    await inside(folder, async (client) => {
      await client.workspace.update({ lexicalDimensions: 16 });
      const { id } = await client.jobs.train({ mode: 'full-train', embedder: 'lexical' });
      await ended(client, id);
    });
    return folder;
  })();
  return made;
}

export async function inside<Result>(
  folder: string,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const engine = await openNodeEngine({ folder });
  try {
    return await work(engine.client);
  } finally {
    await engine.close();
  }
}

export async function emptyWorkspaceIn(name: string): Promise<string> {
  const folder = join(await temporaryFolder(), name);
  await createNodeWorkspace({ folder, name });
  return folder;
}

export async function exportTo(
  client: Client,
  out: string,
  options: Partial<z.input<typeof ExportBundleRequest>> = {},
): Promise<JobState> {
  const request = { version: 'latest', out, ...options };
  return ended(client, (await client.jobs.exportBundle(request)).id);
}

export async function importFrom(client: Client, path: string): Promise<JobState> {
  return ended(client, (await client.jobs.importBundle({ source: { path } })).id);
}

/** Path inside a folder -> size and hash of every file, and every folder. */
export async function contentsOf(folder: string, prefix = ''): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const name of (await readdir(folder)).sort()) {
    const path = join(folder, name);
    if ((await stat(path)).isDirectory()) {
      found[`${prefix}${name}/`] = 'folder';
      Object.assign(found, await contentsOf(path, `${prefix}${name}/`));
    } else {
      const hash = createHash('sha256').update(await readFile(path));
      found[`${prefix}${name}`] = hash.digest('hex');
    }
  }
  return found;
}

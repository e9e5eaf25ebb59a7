import { z } from 'zod';
import { granted } from './refused.ts';
import type { Rest } from './rest.ts';
import { type RetryDeps, retrying } from './retry.ts';
import type { ServerRun } from './server-run.ts';
import type { MlflowArtifact } from './types.ts';

const Listing = z.object({
  files: z
    .array(z.object({ path: z.string(), file_size: z.coerce.number().optional() }))
    .default([]),
  next_page_token: z.string().optional(),
});

/** Where the server's proxy keeps a run's files; null where the server leaves files to its clients. */
export function proxyRoot(artifactUri: string): string | null {
  const match = /^mlflow-artifacts:(?:\/\/[^/]*)?\/(.+)$/.exec(artifactUri);
  return match?.[1]?.replace(/\/+$/, '') ?? null;
}

/** Sends the files that are not there yet in full. Returns false, having done nothing, where the server takes none. */
export async function putArtifacts(
  rest: Rest,
  run: ServerRun,
  artifacts: readonly MlflowArtifact[],
  retry: RetryDeps,
): Promise<boolean> {
  const root = proxyRoot(run.artifactUri);
  if (root === null) return false;
  const there = await retrying(retry, () => sizesOn(rest, run.id, foldersOf(artifacts)));
  for (const { path, bytes, pieces } of artifacts) {
    if (there.get(path) === bytes) continue;
    await retrying(retry, async () => {
      const answer = await rest.put(`${root}/${path}`, { bytes, pieces: pieces() });
      granted(answer, `take the file ${path}`);
    });
  }
  return true;
}

const foldersOf = (artifacts: readonly MlflowArtifact[]): string[] => [
  ...new Set(artifacts.map(({ path }) => path.split('/').slice(0, -1).join('/'))),
];

/** Path -> bytes of the files in some folders of a run. */
async function sizesOn(
  rest: Rest,
  id: string,
  folders: readonly string[],
): Promise<Map<string, number>> {
  const sizes = new Map<string, number>();
  for (const folder of folders) {
    let page: string | undefined;
    do {
      const answer = await rest.call('GET', 'artifacts/list', {
        run_id: id,
        ...(folder !== '' && { path: folder }),
        ...(page && { page_token: page }),
      });
      const listing = Listing.parse(granted(answer, "list the run's files"));
      for (const { path, file_size } of listing.files) {
        if (file_size !== undefined) sizes.set(path, file_size);
      }
      page = listing.next_page_token;
    } while (page);
  }
  return sizes;
}

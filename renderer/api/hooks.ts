import { useQuery } from '@tanstack/react-query';
import type { CollectionSummary } from '#core/contract/index.ts';
import { engine } from './client.ts';
import { toFailure } from './failure.ts';

/** The open workspace; fails with NO_WORKSPACE where none is. */
export function useWorkspace() {
  return useQuery(engine.workspace.get.queryOptions());
}

export function useEngineInfo() {
  return useQuery(engine.engine.info.queryOptions({ staleTime: Number.POSITIVE_INFINITY }));
}

/** Every version, oldest first, so that its place gives its colour. */
export function useVersions() {
  return useQuery(
    engine.versions.list.queryOptions({
      select: (versions) => versions.toSorted((a, b) => a.createdAt.localeCompare(b.createdAt)),
    }),
  );
}

const NO_COLLECTIONS: CollectionSummary[] = [];

/** Every collection of the workspace, the canonical one first; empty until they are known. */
export function useCollections(enabled = true): CollectionSummary[] {
  const { data } = useQuery(engine.data.collections.queryOptions({ enabled }));
  return data ?? NO_COLLECTIONS;
}

/** True where the engine runs but has no workspace open. */
export function isWithoutWorkspace(error: unknown): boolean {
  return error !== null && toFailure(error).code === 'NO_WORKSPACE';
}

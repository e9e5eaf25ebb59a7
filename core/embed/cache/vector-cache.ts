import type { CacheOverview } from '#core/contract/models.ts';
import type { EmbeddedBatch } from '#core/embed/embedder.ts';
import type { Clock } from '#core/platform/clock.ts';
import type { FileReader, Files } from '#core/platform/files.ts';
import { addVectors } from './add-vectors.ts';
import { type CacheState, dropSegment, type Log, saveSpace } from './cache-state.ts';
import { segmentsToEvict } from './eviction.ts';
import { findVectors } from './find-vectors.ts';
import { openSpace, type SpaceIdentity } from './open-space.ts';
import { listSpaces } from './space-record.ts';
import { createWriteGuard, readable } from './write-guard.ts';

/** The cached vectors of one space. Keys are made by `keyWriter`. */
export interface CachedSpace {
  readonly dimensions: number;
  /** Yields the vectors of those of `keys` [n × 4] that are there, some megabytes at a time; positions say which. */
  find(keys: Uint32Array): AsyncIterable<EmbeddedBatch>;
  /**
   * Keeps the vectors [n × dimensions] of `keys` [n × 4]; once it resolves they survive a kill. Does nothing where the
   * workspace is only read. A full disk or limit is said once and fails nothing. The arrays are free when it returns.
   */
  add(keys: Uint32Array, vectors: Float32Array): Promise<void>;
}

/** The embedding cache of a workspace, opened for the time of one job. */
export interface VectorCache {
  /** Opens a space, or gives the one that is open. Throws BAD_INPUT for an id that cannot name a folder. */
  space(identity: SpaceIdentity): Promise<CachedSpace>;
  /** Waits for writes, brings the cache below its limit and keeps the statistics. */
  close(): Promise<void>;
}

export interface VectorCacheOptions {
  /** `cache/vectors` of a workspace; need not exist. */
  folder: string;
  /** Most bytes of all spaces together. */
  limitBytes: number;
  clock: Clock;
  log: Log;
}

/**
 * Opens the cache for one job of the workspace's one writer. What a job uses is not evicted until it closes the cache.
 * The folder may be deleted at any time.
 */
export function openVectorCache(files: Files, options: VectorCacheOptions): Promise<VectorCache> {
  return open(files, files, options);
}

/** Opens the cache without ever writing: `add` does nothing, nothing is mended or counted. */
export function openVectorCacheForReading(
  files: FileReader,
  options: VectorCacheOptions,
): Promise<VectorCache> {
  return open(files, null, options);
}

async function open(
  files: FileReader,
  writer: Files | null,
  options: VectorCacheOptions,
): Promise<VectorCache> {
  const { log } = options;
  const guard = createWriteGuard((message) => log('warn', message));
  const listings = await readable(() => listSpaces(files, options.folder), guard);
  const segments = (listings ?? []).flatMap((listing) => listing.segments);
  const state: CacheState = {
    ...{ ...options, files, writer, guard },
    segments: new Map(segments.map((segment) => [segment.path, segment])),
    spaces: new Map(),
    queue: Promise.resolve(),
  };
  const opened = new Map<string, Promise<CachedSpace>>();
  return {
    space(identity) {
      const known = opened.get(identity.id) ?? opening(state, identity);
      opened.set(identity.id, known);
      known.catch(() => opened.delete(identity.id));
      return known;
    },
    close: () => close(state),
  };
}

async function opening(state: CacheState, identity: SpaceIdentity): Promise<CachedSpace> {
  const space = await openSpace(state, identity);
  return {
    dimensions: space.dimensions,
    find: (keys) => findVectors(state, space, keys),
    add: (keys, vectors) => addVectors(state, space, keys, vectors),
  };
}

async function close(state: CacheState): Promise<void> {
  await state.queue;
  const all = [...state.segments.values()].map((segment) => ({ ...segment, inUse: false }));
  if (state.writer) {
    for (const segment of segmentsToEvict(all, state.limitBytes, 0) ?? []) {
      await dropSegment(state, segment);
    }
  }
  for (const space of state.spaces.values()) await saveSpace(state, space);
}

/** What the cache holds, by space, as of the last half minute; works while another thread writes. */
export async function cacheOverview(
  files: FileReader,
  folder: string,
  limitBytes: number,
): Promise<CacheOverview> {
  const listings = await listSpaces(files, folder);
  const sum = (of: (listing: (typeof listings)[number]) => number) =>
    listings.reduce((total, listing) => total + of(listing), 0);
  const spaces = listings.map(({ space, record, segments }) => ({
    space,
    name: record?.name ?? space,
    vectors: segments.reduce((total, { vectors }) => total + vectors, 0),
    bytes: segments.reduce((total, { bytes }) => total + bytes, 0),
    lastUsedAt: record?.lastUsedAt ?? new Date(0).toISOString(),
  }));
  return {
    bytes: spaces.reduce((total, { bytes }) => total + bytes, 0),
    limitBytes,
    spaces: spaces.filter(({ bytes }) => bytes > 0),
    asked: sum(({ record }) => record?.asked ?? 0),
    found: sum(({ record }) => record?.found ?? 0),
  };
}

/** Empties the cache; vectors are made again when they are needed. Allowed while another thread uses it. */
export async function clearVectorCache(files: Files, folder: string): Promise<void> {
  await files.remove(folder);
}

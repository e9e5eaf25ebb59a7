import type { Clock } from '#core/platform/clock.ts';
import type { FileReader, Files } from '#core/platform/files.ts';
import { segmentsToEvict } from './eviction.ts';
import { forgetSegment, type SpaceIndex } from './space-index.ts';
import { ifThere, type Segment, writeRecord } from './space-record.ts';
import type { WriteGuard } from './write-guard.ts';

export type Log = (level: 'info' | 'warn', message: string) => void;

/** What all spaces of an open cache share. */
export interface CacheState {
  folder: string;
  files: FileReader;
  /** Null where the workspace is only read. */
  writer: Files | null;
  guard: WriteGuard;
  clock: Clock;
  log: Log;
  limitBytes: number;
  /** Path -> every segment of every space. */
  segments: Map<string, Segment>;
  spaces: Map<string, OpenSpace>;
  /** Writes happen one after the other. */
  queue: Promise<void>;
}

/** A space whose keys are in memory. */
export interface OpenSpace {
  id: string;
  name: string;
  dimensions: number;
  folder: string;
  index: SpaceIndex;
  /** The segment that is appended to. */
  current: Segment | null;
  /** Number of the next segment. */
  next: number;
  asked: number;
  found: number;
  lastUsedAt: string;
  /** Monotonic milliseconds at which space.json was last written. */
  savedAt: number;
}

export function segmentsOf({ segments }: CacheState, space: string): Segment[] {
  return [...segments.values()].filter((segment) => segment.space === space);
}

/** Notes that a segment is used now, which keeps it from being evicted. */
export function touch({ clock }: CacheState, segment: Segment): void {
  segment.inUse = true;
  segment.lastUsedAt = clock.now().getTime();
}

/** Takes a segment out of memory; its file is left alone. */
export function forget(state: CacheState, segment: Segment): void {
  state.segments.delete(segment.path);
  const space = state.spaces.get(segment.space);
  if (!space) return;
  forgetSegment(space.index, segment.name);
  if (space.current === segment) space.current = null;
}

/** Forgets a segment and removes its file, where this process may write. */
export async function dropSegment(state: CacheState, segment: Segment): Promise<void> {
  forget(state, segment);
  const { writer } = state;
  if (writer) await state.guard.attempt(() => writer.remove(segment.path));
}

/** Evicts until `needed` bytes more fit; false where too much is in use. */
export async function makeRoom(state: CacheState, needed: number): Promise<boolean> {
  const evicted = segmentsToEvict([...state.segments.values()], state.limitBytes, needed);
  for (const segment of evicted ?? []) await dropSegment(state, segment);
  return evicted !== null;
}

/** Writes space.json, unless the space's folder was deleted meanwhile. */
export async function saveSpace(state: CacheState, space: OpenSpace): Promise<void> {
  const { writer } = state;
  if (!writer) return;
  space.savedAt = state.clock.elapsed();
  await state.guard.attempt(async () => {
    if (!(await ifThere(() => writer.isFolder(space.folder)))) return;
    const { name, dimensions, asked, found, lastUsedAt } = space;
    const segments = Object.fromEntries(
      segmentsOf(state, space.id).map(({ name, bytes, vectors, lastUsedAt }) => [
        name,
        { bytes, vectors, lastUsedAt },
      ]),
    );
    const record = { schema: 1, name, dimensions, lastUsedAt, asked, found, segments } as const;
    await writeRecord(writer, space.folder, record);
  });
}

const SAVE_EVERY_MS = 30_000;

/** Statistics may be half a minute old: they are not worth a flush for each batch. */
export async function saveSometimes(state: CacheState, space: OpenSpace): Promise<void> {
  space.lastUsedAt = state.clock.now().toISOString();
  if (state.clock.elapsed() - space.savedAt >= SAVE_EVERY_MS) await saveSpace(state, space);
}

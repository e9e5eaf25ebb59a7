import { z } from 'zod';
import type { FileReader, Files } from '#core/platform/files.ts';
import { isGone } from './file-failure.ts';

/** space.json: for people, for statistics and for eviction. The vectors do not need it. */
const SpaceRecord = z.object({
  schema: z.literal(1),
  name: z.string(),
  dimensions: z.number().int().positive(),
  lastUsedAt: z.string(),
  /** Texts asked for and found. */
  asked: z.number().int().min(0),
  found: z.number().int().min(0),
  segments: z.record(
    z.string(),
    z.object({ bytes: z.number(), vectors: z.number().int(), lastUsedAt: z.number() }),
  ),
});
export type SpaceRecord = z.infer<typeof SpaceRecord>;

/** A segment in the cache's folder. */
export interface Segment {
  /** The folder it lies in. */
  space: string;
  name: string;
  path: string;
  bytes: number;
  vectors: number;
  /** Milliseconds since 1970. */
  lastUsedAt: number;
  inUse: boolean;
}

/** What is on the disk of one space. */
export interface SpaceListing {
  space: string;
  folder: string;
  record: SpaceRecord | null;
  segments: Segment[];
}

const SEGMENT = /^\d{6}\.vectors$/;
const RECORD = 'space.json';

/** The name of the n-th segment. */
export const segmentName = (n: number): string => `${String(n).padStart(6, '0')}.vectors`;

/** Every space in the cache's folder; empty where there is none. */
export async function listSpaces(files: FileReader, folder: string): Promise<SpaceListing[]> {
  const listings: SpaceListing[] = [];
  for (const space of (await ifThere(() => files.list(folder))) ?? []) {
    if (await files.isFolder(files.join(folder, space))) {
      listings.push(await listSpace(files, folder, space));
    }
  }
  return listings;
}

/** One space of the cache; without segments where its folder does not exist. */
export async function listSpace(
  files: FileReader,
  root: string,
  space: string,
): Promise<SpaceListing> {
  const folder = files.join(root, space);
  const record = await readRecord(files, folder);
  const segments: Segment[] = [];
  for (const name of (await ifThere(() => files.list(folder))) ?? []) {
    if (!SEGMENT.test(name)) continue;
    const path = files.join(folder, name);
    const bytes = (await ifThere(() => files.size(path))) ?? 0;
    const known = record?.segments[name];
    const vectors = known?.bytes === bytes ? known.vectors : vectorsIn(bytes, record);
    const lastUsedAt = known?.lastUsedAt ?? 0;
    segments.push({ space, name, path, bytes, vectors, lastUsedAt, inUse: false });
  }
  return { space, folder, record, segments };
}

/** What is there, or null where it has just been deleted: the cache may vanish at any time. */
export async function ifThere<Result>(read: () => Promise<Result>): Promise<Result | null> {
  try {
    return await read();
  } catch (error) {
    if (isGone(error)) return null;
    throw error;
  }
}

export async function writeRecord(files: Files, folder: string, record: SpaceRecord) {
  await files.writeAtomic(files.join(folder, RECORD), `${JSON.stringify(record, null, 2)}\n`);
}

/** Null where there is none or it is damaged: the vectors are still good, only their history is lost. */
async function readRecord(files: FileReader, folder: string): Promise<SpaceRecord | null> {
  const text = await ifThere(() => files.readText(files.join(folder, RECORD)));
  return SpaceRecord.safeParse(parsed(text)).data ?? null;
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

/** As many vectors as have room, which is within one of a thousand: for a segment that is being written now. */
function vectorsIn(bytes: number, record: SpaceRecord | null): number {
  return record ? Math.floor(bytes / (20 + record.dimensions * 4)) : 0;
}

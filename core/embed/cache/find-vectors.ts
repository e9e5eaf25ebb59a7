import type { EmbeddedBatch } from '#core/embed/embedder.ts';
import {
  type CacheState,
  dropSegment,
  type OpenSpace,
  saveSometimes,
  touch,
} from './cache-state.ts';
import { readRecords } from './read-records.ts';
import { openSegment } from './segment-ranges.ts';
import { locate, type Wanted } from './space-index.ts';
import type { Segment } from './space-record.ts';
import { KEY_WORDS } from './text-keys.ts';

/** Yields the vectors of those of `keys` [n × 4] that are there, some megabytes at a time; positions say which. */
export async function* findVectors(
  state: CacheState,
  space: OpenSpace,
  keys: Uint32Array,
): AsyncGenerator<EmbeddedBatch> {
  space.asked += keys.length / KEY_WORDS;
  const parts = locate(space.index, keys).flatMap((wanted) => {
    const segment = state.segments.get(state.files.join(space.folder, wanted.segment));
    return segment ? [{ wanted, segment }] : [];
  });
  for (const { segment } of parts) touch(state, segment);
  for (const { wanted, segment } of parts) {
    for await (const batch of readSegment(state, segment, { wanted, keys, space })) {
      space.found += batch.positions.length;
      yield batch;
    }
  }
  await saveSometimes(state, space);
}

async function* readSegment(
  state: CacheState,
  segment: Segment,
  { wanted, keys, space }: { wanted: Wanted; keys: Uint32Array; space: OpenSpace },
): AsyncGenerator<EmbeddedBatch> {
  const ranges = await openSegment(state, segment);
  if (ranges === null) return;
  let damaged = false;
  try {
    for await (const batch of readRecords(ranges, wanted, keys, space.dimensions)) {
      if (batch) yield batch;
      else damaged = true;
    }
  } finally {
    await ranges.close();
  }
  if (!damaged) return;
  state.log('warn', `${segment.path} is damaged and was dropped: its vectors are made again.`);
  await dropSegment(state, segment);
}

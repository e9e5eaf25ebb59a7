import {
  type CacheState,
  forget,
  makeRoom,
  type OpenSpace,
  saveSometimes,
  saveSpace,
  touch,
} from './cache-state.ts';
import { findKey } from './key-table.ts';
import { blockBytes, encodeBlock, HEADER_BYTES, segmentHeader } from './segment-format.ts';
import { indexBlock } from './space-index.ts';
import { ifThere, type Segment, segmentName } from './space-record.ts';
import { KEY_WORDS } from './text-keys.ts';

const MOST_SEGMENT_BYTES = 64 * 1024 * 1024;
/** So that eviction frees a part of the cache, never most of it. */
const LEAST_SEGMENTS = 8;
/** Bytes of the largest block, which is built in memory. */
const MOST_BLOCK_BYTES = 4 * 1024 * 1024;

interface Block {
  bytes: Uint8Array;
  keys: Uint32Array;
}

/**
 * Appends the vectors [n × dimensions] of those `keys` [n × 4] that are not there yet; once it resolves they are on the
 * disk. Both arrays may be changed as soon as it returns. Where the disk refuses, it says so once and does nothing more.
 */
export function addVectors(
  state: CacheState,
  space: OpenSpace,
  keys: Uint32Array,
  vectors: Float32Array,
): Promise<void> {
  if (!state.writer || !state.guard.writing()) return Promise.resolve();
  const blocks = [...blocksOf(state, space, { keys, vectors })];
  state.queue = state.queue.then(async () => {
    for (const block of blocks) await appendBlock(state, space, block);
    await saveSometimes(state, space);
  });
  return state.queue;
}

function* blocksOf(
  state: CacheState,
  space: OpenSpace,
  { keys, vectors }: { keys: Uint32Array; vectors: Float32Array },
): Generator<Block> {
  const { index, dimensions } = space;
  const all = Uint32Array.from({ length: keys.length / KEY_WORDS }, (_, row) => row);
  const rows = all.filter((row) => findKey(index.table, keys, row) < 0);
  const bytes = Math.min(MOST_BLOCK_BYTES, segmentLimit(state)) - 2 * HEADER_BYTES;
  const most = Math.max(1, Math.floor(bytes / (blockBytes(1, dimensions) - HEADER_BYTES)));
  for (let from = 0; from < rows.length; from += most) {
    yield encodeBlock({ keys, vectors }, rows.subarray(from, from + most), dimensions);
  }
}

async function appendBlock(state: CacheState, space: OpenSpace, block: Block): Promise<void> {
  const { writer, guard, limitBytes } = state;
  if (!writer || !guard.writing()) return;
  if (!(await makeRoom(state, HEADER_BYTES + block.bytes.length))) {
    const megabytes = Math.round(limitBytes / 2 ** 20);
    return guard.stop(`its limit of ${megabytes} MB is reached by what this run uses.`);
  }
  await guard.attempt(async () => {
    const segment = await segmentFor(state, space, block.bytes.length);
    const isNew = segment.bytes === 0;
    const data = isNew ? joined(segmentHeader(space.dimensions), block.bytes) : block.bytes;
    await writer.append(segment.path, data);
    const at = isNew ? HEADER_BYTES : segment.bytes;
    indexBlock(space.index, segment.name, { at, keys: block.keys });
    segment.bytes += data.length;
    segment.vectors += block.keys.length / KEY_WORDS;
    touch(state, segment);
    state.segments.set(segment.path, segment);
    space.current = segment;
    if (isNew) await saveSpace(state, space);
  });
}

/** The segment to append to: the current one while it has room and is as it was left, else a new one. */
async function segmentFor(state: CacheState, space: OpenSpace, bytes: number): Promise<Segment> {
  const { current } = space;
  if (current) {
    const onDisk = await ifThere(() => state.files.size(current.path));
    if (onDisk !== current.bytes) forget(state, current);
    else if (onDisk + bytes <= segmentLimit(state)) return current;
  }
  await state.writer?.makeFolder(space.folder);
  const name = segmentName(space.next);
  space.next += 1;
  const path = state.files.join(space.folder, name);
  return { space: space.id, name, path, bytes: 0, vectors: 0, lastUsedAt: 0, inUse: true };
}

const segmentLimit = ({ limitBytes }: CacheState): number =>
  Math.min(MOST_SEGMENT_BYTES, limitBytes / LEAST_SEGMENTS);

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const all = new Uint8Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}

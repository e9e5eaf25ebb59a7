import { PlumblineError } from '#core/contract/errors.ts';
import { type CacheState, dropSegment, type OpenSpace, saveSpace } from './cache-state.ts';
import { HEADER_BYTES } from './segment-format.ts';
import { openSegment } from './segment-ranges.ts';
import { blockIsWhole, type SegmentScan, scanSegment } from './segment-scan.ts';
import { indexBlock, newSpaceIndex } from './space-index.ts';
import { listSpace, type Segment, type SpaceListing } from './space-record.ts';
import { readable } from './write-guard.ts';

/** Which vectors a space of the cache holds. */
export interface SpaceIdentity {
  /** Changes whenever a vector could: letters, digits, dots, dashes. */
  id: string;
  /** For people: the model and its dtype. */
  name: string;
  dimensions: number;
}

const SAFE_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,119}$/;

/** Reads the keys of a space into memory, and mends what a killed process left. Throws BAD_INPUT for an unsafe id. */
export async function openSpace(
  state: CacheState,
  { id, name, dimensions }: SpaceIdentity,
): Promise<OpenSpace> {
  if (!SAFE_ID.test(id)) throw new PlumblineError('BAD_INPUT', `"${id}" cannot name a space.`);
  const nothing = {
    space: id,
    folder: state.files.join(state.folder, id),
    record: null,
    segments: [],
  };
  const listed = await readable(() => listSpace(state.files, state.folder, id), state.guard);
  const listing: SpaceListing = listed ?? nothing;
  const expected = listing.segments.reduce((sum, { vectors }) => sum + vectors, 0);
  const space: OpenSpace = {
    ...{ id, name, dimensions, folder: listing.folder },
    index: newSpaceIndex(dimensions, expected),
    current: null,
    next: nextNumber(listing),
    asked: listing.record?.asked ?? 0,
    found: listing.record?.found ?? 0,
    lastUsedAt: listing.record?.lastUsedAt ?? state.clock.now().toISOString(),
    savedAt: state.clock.elapsed(),
  };
  state.spaces.set(id, space);
  for (const segment of listing.segments) {
    state.segments.set(segment.path, segment);
    await readSegment(state, space, segment, segment === listing.segments.at(-1));
  }
  if (listing.segments.length > 0 && listing.record?.name !== name) await saveSpace(state, space);
  return space;
}

function nextNumber({ segments }: SpaceListing): number {
  return 1 + Math.max(0, ...segments.map(({ name }) => Number.parseInt(name, 10)));
}

async function readSegment(
  state: CacheState,
  space: OpenSpace,
  segment: Segment,
  last: boolean,
): Promise<void> {
  const scan = await scanned(state, segment, space.dimensions, last);
  if (scan === null) return;
  for (const block of scan.blocks) indexBlock(space.index, segment.name, block);
  segment.vectors = scan.blocks.reduce((sum, { keys }) => sum + keys.length / 4, 0);
  if (scan.end !== 'whole') await mend(state, segment, scan);
  if (last && scan.blocks.length > 0) space.current = segment;
}

async function scanned(
  state: CacheState,
  segment: Segment,
  dimensions: number,
  last: boolean,
): Promise<SegmentScan | null> {
  const ranges = await openSegment(state, segment);
  if (ranges === null) return null;
  try {
    const scan = await scanSegment(ranges, dimensions);
    // Only what was appended last can have a length without its content: the rest was flushed before it.
    const block = last ? scan.blocks.at(-1) : undefined;
    if (!block || (await blockIsWhole(ranges, block, dimensions))) return scan;
    return { blocks: scan.blocks.slice(0, -1), whole: block.at, end: 'torn' };
  } finally {
    await ranges.close();
  }
}

/** Cuts off what cannot be trusted. A reader leaves it: it may be what the writer is writing at this moment. */
async function mend(state: CacheState, segment: Segment, scan: SegmentScan): Promise<void> {
  if (scan.end !== 'torn' || scan.whole === 0) {
    const torn = scan.end === 'torn' ? 'unfinished' : 'damaged';
    const lost = scan.whole > HEADER_BYTES ? 'in part' : 'as a whole';
    const level = scan.end === 'torn' ? 'info' : 'warn';
    const what = `${segment.path} is ${torn} and was dropped ${lost}`;
    if (state.writer) state.log(level, `${what}: its vectors are made again when they are needed.`);
  }
  if (scan.blocks.length === 0) return dropSegment(state, segment);
  segment.bytes = scan.whole;
  const { writer } = state;
  if (writer) await state.guard.attempt(() => writer.truncate(segment.path, scan.whole));
}

import type { RangeReader } from '#core/platform/files.ts';
import { type CacheState, forget } from './cache-state.ts';
import { failureCode, isGone } from './file-failure.ts';
import type { Segment } from './space-record.ts';

/**
 * Opens a segment for reading; null, and forgotten, where it was deleted or the disk refuses. What cannot be read of it
 * later reads as if the file ended there.
 */
export async function openSegment(
  state: CacheState,
  segment: Segment,
): Promise<RangeReader | null> {
  try {
    return tolerant(await state.files.openRanges(segment.path));
  } catch (error) {
    const code = failureCode(error);
    if (code === null) throw error;
    forget(state, segment);
    if (!isGone(error)) {
      state.log('warn', `${segment.path} cannot be read (${code}): its vectors are made again.`);
    }
    return null;
  }
}

function tolerant(ranges: RangeReader): RangeReader {
  return {
    ...ranges,
    async read(at, into) {
      try {
        return await ranges.read(at, into);
      } catch (error) {
        if (failureCode(error) === null) throw error;
        return 0; // the same as damage, and dealt with there
      }
    },
  };
}

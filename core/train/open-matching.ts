import type { FileReader } from '#core/platform/files.ts';
import { type MatchedText, type MatchOptions, matchTableTexts } from './match-texts.ts';
import { openMatchThreads, type SpawnMatchThread } from './match-threads.ts';
import { vectorBytesOf } from './memory-budget.ts';
import {
  type CollectionPlace,
  type OpenOptions,
  openCollection,
  openQueryEmbedder,
} from './served-version.ts';

/** A collection of a version that answers many texts. */
export interface Matching {
  /** The best k entries for each text, in the order of the texts. */
  match(
    texts: readonly string[],
    options: Pick<MatchOptions, 'k' | 'signal'>,
  ): AsyncIterable<MatchedText>;
  close(): Promise<void>;
}

export interface OpenMatchingOptions extends OpenOptions {
  memoryBudgetBytes: number;
  spawnMatchThread?: SpawnMatchThread;
}

/**
 * Opens a collection for a whole table: in as many threads as there are cores, as long as each can hold the vectors and
 * all of them stay within the memory budget, else in this one. Throws DAMAGED.
 */
export async function openMatching(
  files: FileReader,
  place: CollectionPlace,
  { models, spawnMatchThread, ...options }: OpenMatchingOptions,
): Promise<Matching> {
  const { embed, close } = await openQueryEmbedder(files, place.folder, models);
  try {
    const count = threadsFor(place, options);
    const answers =
      spawnMatchThread && count > 1
        ? await openMatchThreads(spawnMatchThread, count, place, embed)
        : await openHere(files, place, { ...options, embed });
    return {
      match: answers.match,
      async close() {
        await answers.close();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function threadsFor(
  { manifest, collection }: CollectionPlace,
  {
    intraOpThreads,
    memoryBudgetBytes,
  }: Pick<OpenMatchingOptions, 'intraOpThreads' | 'memoryBudgetBytes'>,
): number {
  const bytes = vectorBytesOf(manifest, collection);
  return Math.min(intraOpThreads, Math.floor(memoryBudgetBytes / Math.max(1, bytes)));
}

/** Texts that are asked together are answered before those that are asked next. */
async function openHere(...opening: Parameters<typeof openCollection>): Promise<Matching> {
  const answering = await openCollection(...opening);
  let last: Promise<unknown> = Promise.resolve();
  return {
    async *match(texts, options) {
      const before = last;
      let end = () => {};
      last = new Promise<void>((resolve) => {
        end = resolve;
      });
      try {
        await before;
        yield* matchTableTexts(answering, texts, options);
      } finally {
        end();
      }
    },
    close: () => answering.index.scan.close(),
  };
}

import { LONGEST_TEXT } from '#core/match/gather-evidence.ts';
import {
  type AnsweringThread,
  closeLine,
  openLine,
  type ThreadLine,
  threadLine,
} from '#core/platform/thread-line.ts';
import type { FromMatch, ToMatch } from './match-messages.ts';
import type { MatchedText, MatchOptions } from './match-texts.ts';
import type { CollectionPlace, QueryEmbedder } from './served-version.ts';

/** A thread that matches, started when it is asked for. */
export type SpawnMatchThread = () => AnsweringThread<ToMatch, FromMatch>;

/** Several threads that answer texts from the same collection. */
export interface MatchThreads {
  /** As `matchTableTexts`: the best k entries for each text, in the order of the texts, and the very same numbers. */
  match(
    texts: readonly string[],
    options: Pick<MatchOptions, 'k' | 'signal'>,
  ): AsyncGenerator<MatchedText>;
  /** Waits for what is being answered. */
  close(): Promise<void>;
}

/** Texts of one question: few, so that no thread waits long for the last one; many, so that questions cost nothing. */
const PIECE = 32;

/**
 * Opens a collection in `count` threads. Texts are embedded here, one piece after another, because an embedder may use
 * the whole machine by itself; everything else is done there. Throws DAMAGED.
 */
export async function openMatchThreads(
  spawn: SpawnMatchThread,
  count: number,
  place: CollectionPlace,
  embed: QueryEmbedder['embed'],
): Promise<MatchThreads> {
  const lines = await openLines(spawn, count, place);
  const free = freeLines(lines);
  return {
    async *match(texts, { k, signal }) {
      let embedded: Promise<unknown> = Promise.resolve();
      const pieces = piecesOf(texts).map((piece) => {
        const vectors = embedded.then(() => {
          signal?.throwIfAborted();
          return embed(piece);
        });
        embedded = vectors;
        return vectors.then((given) =>
          free.ask({ type: 'match', texts: piece, vectors: given, k }, signal),
        );
      });
      // Whoever stops at the first that fails does not look at the others.
      for (const piece of pieces) piece.catch(() => undefined);
      for (const piece of pieces) {
        const answer = await piece;
        if (answer.type === 'matches') yield* answer.matches;
      }
    },
    close: async () => {
      await Promise.all(lines.map((line) => closeLine(line, { type: 'close' })));
    },
  };
}

type MatchLine = ThreadLine<ToMatch, FromMatch>;

async function openLines(
  spawn: SpawnMatchThread,
  count: number,
  place: CollectionPlace,
): Promise<MatchLine[]> {
  const opening = Array.from({ length: count }, () => {
    const line = threadLine(spawn(), {
      does: 'matches',
      moved: (message: ToMatch) =>
        message.type === 'match' ? [message.vectors.buffer as ArrayBuffer] : [],
    });
    return openLine(line, { type: 'open', place });
  });
  try {
    return await Promise.all(opening);
  } catch (error) {
    for (const one of await Promise.allSettled(opening)) {
      if (one.status === 'fulfilled') await one.value.terminate();
    }
    throw error;
  }
}

/** Asks whichever line is free; the others wait for their turn. */
function freeLines(lines: readonly MatchLine[]) {
  const free = [...lines];
  const waiting: ((line: MatchLine) => void)[] = [];
  const take = async (): Promise<MatchLine> =>
    free.pop() ?? new Promise((resolve) => waiting.push(resolve));
  const give = (line: MatchLine): void => {
    const next = waiting.shift();
    if (next) next(line);
    else free.push(line);
  };
  return {
    async ask(message: ToMatch, signal?: AbortSignal): Promise<FromMatch> {
      const line = await take();
      try {
        return await line.ask(message, signal);
      } finally {
        give(line);
      }
    },
  };
}

/** Texts as they are scored, a few at a time. */
function piecesOf(texts: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(texts.length / PIECE) }, (_, n) =>
    texts.slice(n * PIECE, (n + 1) * PIECE).map((text) => text.slice(0, LONGEST_TEXT)),
  );
}

import type { EmbeddedBatch, Embedder, TextRole } from '#core/embed/embedder.ts';
import type { PieceReader } from '#core/embed/tokenize/pieces.ts';
import type { TextTokenizer } from '#core/embed/tokenize/text-tokenizer.ts';
import type { StaticRows } from './static-rows.ts';
import { type AddToken, type TunedTokens, tokenAdder } from './tuned-tokens.ts';

export interface StaticEmbedderOptions {
  rows: StaticRows;
  tokenizer: TextTokenizer;
  /** Known tokens of a text beyond this many are left out. */
  maxTokens: number;
  /** Put before every text. */
  prefixes?: Readonly<Record<TextRole, string>>;
  /** Stand for the model's own vectors. */
  tuned?: TunedTokens;
}

/** An embedder whose vectors are sums of its tokens' vectors, which can be tuned. */
export interface StaticEmbedder extends Embedder {
  /** The model's own vectors. */
  readonly rows: StaticRows;
  /** Ids of the tokens that a text's vector is the sum of. */
  tokensOf(text: string, role: TextRole): number[];
  /** The same model with these vectors for some tokens; this embedder and the model's rows stay as they are. */
  tunedWith(tuned: TunedTokens): StaticEmbedder;
}

/** Are this embedder's vectors sums of tokens' vectors? */
export const isStatic = (embedder: Embedder): embedder is StaticEmbedder => 'tunedWith' in embedder;

/** Sum of the vectors of a piece of text, and its tokens for where only some of them are wanted. */
interface Piece {
  ids: readonly number[];
  sum: Float32Array;
}

/** Pieces whose sums are remembered: 16 MB at 256 dimensions, twice that at worst. */
const PIECES_KEPT = 16_384;
const TEXTS_PER_BATCH = 1024;
/** Bounds the time of a batch of long texts. */
const CHARACTERS_PER_BATCH = 500_000;

/**
 * A text's vector is the mean of its tokens' vectors, L2-normalised; unknown tokens are left out. Words repeat, so the sum
 * of a word's tokens is remembered and most texts are a few additions.
 */
export function staticEmbedder(options: StaticEmbedderOptions): StaticEmbedder {
  const { rows, tokenizer } = options;
  const { dimensions } = rows;
  const vectors = { rows, addToken: tokenAdder(rows, options.tuned ?? null) };
  const read = tokenizer.reader(
    (ids) => pieceOf(vectors, tokenizer, ids, options.maxTokens),
    PIECES_KEPT,
  );
  const sum = new Float64Array(dimensions);
  return {
    dimensions,
    rows,
    tokensOf(text, role) {
      const ids: number[] = [];
      read((options.prefixes?.[role] ?? '') + text, (piece) => {
        for (const id of piece.ids) ids.push(id);
        return ids.length < options.maxTokens;
      });
      return ids.slice(0, options.maxTokens);
    },
    tunedWith: (tuned) => staticEmbedder({ ...options, tuned }),
    async *batches(texts, role) {
      const prefix = options.prefixes?.[role] ?? '';
      for (let start = 0; start < texts.length; ) {
        const end = endOfBatch(texts, start);
        const units = new Float32Array((end - start) * dimensions);
        for (let at = start; at < end; at += 1) {
          sumPieces(vectors.addToken, read, prefix + (texts[at] ?? ''), options.maxTokens, sum);
          writeUnit(sum, units, (at - start) * dimensions);
        }
        const positions = Uint32Array.from({ length: end - start }, (_, row) => start + row);
        yield { positions, vectors: units } satisfies EmbeddedBatch;
        start = end;
      }
    },
    async close() {},
  };
}

function endOfBatch(texts: readonly string[], start: number): number {
  let characters = 0;
  let end = start;
  while (end < texts.length && end - start < TEXTS_PER_BATCH && characters < CHARACTERS_PER_BATCH) {
    characters += texts[end]?.length ?? 0;
    end += 1;
  }
  return end;
}

function pieceOf(
  { rows, addToken }: { rows: StaticRows; addToken: AddToken },
  { unknownId, specialIds }: TextTokenizer,
  all: readonly number[],
  most: number,
): Piece {
  const known = (id: number) => id !== unknownId && !specialIds.has(id) && id < rows.tokens;
  const ids = all.filter(known).slice(0, most);
  const sum = new Float32Array(rows.dimensions);
  for (const id of ids) addToken(id, sum);
  return { ids, sum };
}

/** Sets `sum` to the sum of the vectors of a text's first `most` known tokens. */
function sumPieces(
  addToken: AddToken,
  read: PieceReader<Piece>,
  text: string,
  most: number,
  sum: Float64Array,
): void {
  sum.fill(0);
  let room = most;
  read(text, (piece) => {
    if (piece.ids.length <= room) add(piece.sum, sum);
    else for (const id of piece.ids.slice(0, room)) addToken(id, sum);
    room -= piece.ids.length;
    return room > 0;
  });
}

function add(from: Float32Array, into: Float64Array): void {
  for (let i = 0; i < into.length; i += 1) into[i] = (into[i] as number) + (from[i] as number);
}

/** The direction of a sum is that of its mean. */
function writeUnit(sum: Float64Array, into: Float32Array, offset: number): void {
  let squares = 0;
  for (let i = 0; i < sum.length; i += 1) squares += (sum[i] as number) ** 2;
  if (squares === 0) return;
  const scale = 1 / Math.sqrt(squares);
  for (let i = 0; i < sum.length; i += 1) into[offset + i] = (sum[i] as number) * scale;
}

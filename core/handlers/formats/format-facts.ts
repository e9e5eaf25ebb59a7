import type { Manifest } from '#core/contract/versions.ts';
import { type TermPiece, termPieces } from '#core/index/lance-terms.ts';
import type { ExportedEmbedder } from '#core/interop/exported-embedder.ts';
import type { Files } from '#core/platform/files.ts';
import type { EngineContext } from '../engine-context.ts';

/** What a version is written from in a form for other tools. */
export interface FormatFacts {
  engine: EngineContext;
  files: Files;
  version: string;
  /** Of the version. */
  folder: string;
  manifest: Manifest;
  /** Terms, learnt ones too. */
  rows: number;
  /** All rows, in their order; reads the disk each time. */
  pieces(): AsyncIterable<TermPiece>;
  /** Throws DAMAGED where the version's model is gone. */
  embedder(): Promise<ExportedEmbedder>;
  breathe(): Promise<void>;
}

/** Writes into `folder`, which exists, and returns what the reader should know. */
export type WriteFormat = (facts: FormatFacts, folder: string) => Promise<string[]>;

/** The rows of an index, with a breath between two pieces. */
export async function* breathingPieces(
  index: string,
  dimensions: number,
  breathe: () => Promise<void>,
): AsyncGenerator<TermPiece> {
  for await (const piece of termPieces(index, dimensions)) {
    yield piece;
    await breathe();
  }
}

import { partOf } from '#core/bundle/file-pieces.ts';
import type { OpenBundle } from '#core/bundle/read-bundle.ts';
import { PlumblineError } from '#core/contract/errors.ts';
import { vectorPieces } from '#core/index/lance-terms.ts';
import { openFaiss } from '#core/interop/faiss.ts';
import type { FileReader } from '#core/platform/files.ts';
import { indexFolder } from '#core/train/version-files.ts';

export const FAISS = 'index.faiss';

const ROWS_PER_PIECE = 1024;

interface Place {
  files: FileReader;
  /** Of the draft. */
  folder: string;
  dimensions: number;
}

/**
 * The vectors of a version that comes in: from the bundle's index.faiss, which takes less memory than the index, where that
 * begins with the same; else from the index. Throws DAMAGED where the two differ.
 */
export function vectorsOf(opened: OpenBundle, place: Place): () => AsyncIterable<Float32Array> {
  const entry = opened.layout.entries.find(({ name }) => name === FAISS);
  const fromIndex = () => vectorPieces(indexFolder(place.files, place.folder), place.dimensions);
  if (entry === undefined) return fromIndex;
  const start = entry.offset + entry.header.length;
  const open = () => openFaiss(partOf(opened.reader, start, entry.size), FAISS);
  return async function* () {
    const { rows, dimensions, vectors } = await open();
    if (dimensions !== place.dimensions) throw unlike();
    for await (const piece of fromIndex()) {
      const same = await vectors(0, Math.min(rows, piece.length / dimensions));
      if (same.length !== piece.length || !same.every((x, i) => x === piece[i])) throw unlike();
      break;
    }
    for (let first = 0; first < rows; first += ROWS_PER_PIECE) {
      yield await vectors(first, Math.min(ROWS_PER_PIECE, rows - first));
    }
  };
}

function unlike(): PlumblineError {
  const message = `${FAISS} in this bundle has other vectors than its index. Nothing was imported.`;
  return new PlumblineError('DAMAGED', message, {
    remedy: 'Export the version again where it was made.',
  });
}

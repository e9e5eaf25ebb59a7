import type { TermPiece } from '#core/index/lance-terms.ts';
import { faissIndex } from '#core/interop/faiss.ts';
import { faissMeta } from '#core/interop/faiss-meta.ts';
import { parquetTextVectors } from '#core/interop/parquet-vectors.ts';
import { PROJECTOR_CONFIG, projectorMetadata, projectorVectors } from '#core/interop/projector.ts';
import { rowsJsonl, safetensorsVectors } from '#core/interop/safetensors-vectors.ts';
import type { FormatFacts, WriteFormat } from './format-facts.ts';

/** `index.faiss`, an IndexIDMap of an IndexFlatIP, and `meta.json`, the key of each id. */
export const writeFaiss: WriteFormat = async ({ files, manifest, rows, pieces }, folder) => {
  const { dimensions } = manifest.space;
  const shape = { metric: 'inner-product' as const, dimensions, rows };
  const index = faissIndex(shape, mapped(pieces(), 'vectors'), countTo(rows));
  await files.writeStream(files.join(folder, 'index.faiss'), index);
  const meta = faissMeta(mapped(pieces(), 'keys'));
  await files.writeStream(files.join(folder, 'meta.json'), meta);
  return [
    'Vectors have length 1, so the inner product is the cosine. An entry has a row for each of its terms.',
    'The index holds vectors alone: the version also weighs letters and words, and calibrates.',
  ];
};

/** `vectors.safetensors` and `rows.jsonl`, the key and term of each row. */
export const writeSafetensorsVectors: WriteFormat = async (facts, folder) => {
  const { files, manifest, rows, pieces, version } = facts;
  const { dimensions, embedder } = manifest.space;
  const about = { version, embedder, metric: 'cosine', rows: 'rows.jsonl' };
  const vectors = safetensorsVectors({ rows, dimensions }, pieces(), about);
  await files.writeStream(files.join(folder, 'vectors.safetensors'), vectors);
  await files.writeStream(files.join(folder, 'rows.jsonl'), rowsJsonl(pieces()));
  return ['Line i of rows.jsonl is the key and the term of row i.'];
};

/** `vectors.parquet`: key, term, vector. */
export const writeParquet: WriteFormat = async ({ files, manifest, pieces }, folder) => {
  const { dimensions } = manifest.space;
  const table = parquetTextVectors(['key', 'term'], withTexts(pieces()), dimensions);
  await files.writeStream(files.join(folder, 'vectors.parquet'), table);
  return [];
};

/** The projector shows so many points; of more it draws a sample. */
const POINTS_SHOWN = 100_000;

/** `vectors.tsv`, `metadata.tsv`, and what TensorBoard finds them by. */
export const writeProjector: WriteFormat = async (facts: FormatFacts, folder) => {
  const { files, manifest, pieces, rows } = facts;
  const vectors = projectorVectors(pieces(), manifest.space.dimensions);
  await files.writeStream(files.join(folder, 'vectors.tsv'), vectors);
  await files.writeStream(files.join(folder, 'metadata.tsv'), projectorMetadata(pieces()));
  await files.writeAtomic(files.join(folder, 'projector_config.pbtxt'), PROJECTOR_CONFIG);
  return [
    'Tabs and line ends inside a term or key are written as blanks.',
    ...(rows > POINTS_SHOWN ? [`The projector samples ${POINTS_SHOWN} of the ${rows} rows.`] : []),
  ];
};

async function* mapped<Part extends keyof TermPiece>(
  pieces: AsyncIterable<TermPiece>,
  part: Part,
): AsyncGenerator<TermPiece[Part]> {
  for await (const piece of pieces) yield piece[part];
}

async function* withTexts(pieces: AsyncIterable<TermPiece>) {
  for await (const { keys, terms, vectors } of pieces) yield { texts: [keys, terms], vectors };
}

function* countTo(rows: number): Generator<number> {
  for (let row = 0; row < rows; row += 1) yield row;
}

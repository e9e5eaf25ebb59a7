import { writeModel2vec } from '#core/interop/export-model2vec.ts';
import { writeSentenceTransformers } from '#core/interop/export-sentence-transformers.ts';
import type { WriteFormat } from './format-facts.ts';

/** A folder that sentence-transformers loads and that gives the version's vectors. */
export const writeSentenceTransformersFolder: WriteFormat = async (facts, folder) =>
  writeSentenceTransformers(facts.files, folder, await facts.embedder());

/** A folder that model2vec loads. */
export const writeModel2vecFolder: WriteFormat = async (facts, folder) =>
  writeModel2vec(facts.files, folder, await facts.embedder(), facts.breathe);

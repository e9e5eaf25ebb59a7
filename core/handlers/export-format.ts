import type { z } from 'zod';
import type { ExportedFormat, ExportFormatRequest, InteropFormat } from '#core/contract/bundle.ts';
import { modelReader } from '#core/embed/models/model-store.ts';
import { readExportedEmbedder } from '#core/train/exported-embedder.ts';
import { indexFolder } from '#core/train/version-files.ts';
import { damagedVersion } from './checked-versions.ts';
import type { EngineContext } from './engine-context.ts';
import { requireVersion } from './evaluate-measured.ts';
import { exportFolder } from './export-folder.ts';
import { allowedPlace } from './export-place.ts';
import { breathingPieces, type FormatFacts, type WriteFormat } from './formats/format-facts.ts';
import { writeAtlas } from './formats/write-atlas.ts';
import { writeSplinkLabels, writeTrec } from './formats/write-judgments.ts';
import { writeModel2vecFolder, writeSentenceTransformersFolder } from './formats/write-models.ts';
import {
  writeFaiss,
  writeParquet,
  writeProjector,
  writeSafetensorsVectors,
} from './formats/write-vectors.ts';
import { engineRouter } from './implementer.ts';
import { modelOfVersion } from './model-access.ts';

const WRITERS: Record<InteropFormat, WriteFormat> = {
  faiss: writeFaiss,
  'sentence-transformers': writeSentenceTransformersFolder,
  model2vec: writeModel2vecFolder,
  safetensors: writeSafetensorsVectors,
  parquet: writeParquet,
  trec: writeTrec,
  projector: writeProjector,
  'embedding-atlas': writeAtlas,
  'splink-labels': writeSplinkLabels,
};

/** A version in forms that other tools read. */
export const exportFormatHandlers = (engine: EngineContext) => ({
  exportFormat: engineRouter.versions.exportFormat.handler(({ input }) =>
    exportFormat(engine, input),
  ),
});

async function exportFormat(
  engine: EngineContext,
  { version, format, out, replace }: z.output<typeof ExportFormatRequest>,
): Promise<ExportedFormat> {
  const session = engine.session();
  const { layout } = session.reader;
  const facts = await factsOf(engine, await requireVersion(session, version ?? null));
  // Outside of the workspace one may also write while another process has its lock.
  const files = out === null ? session.writer().files : engine.deps.files;
  const name = `${facts.version}-${format}`;
  const place = await allowedPlace(files, layout, { out, name });
  const about = { version: facts.version, format, app: engine.deps.info.appVersion };
  const { result: notes, written } = await exportFolder(files, { place, replace, about }, (draft) =>
    WRITERS[format]({ ...facts, files }, draft),
  );
  return { version: facts.version, format, folder: place, files: written, notes };
}

async function factsOf(engine: EngineContext, version: string): Promise<FormatFacts> {
  const session = engine.session();
  const { files, builtinFolder, quietContext } = engine.deps;
  const stored = await session.versions.read(version);
  if (!stored.manifest) throw damagedVersion(stored, stored.damage);
  const { folder, manifest } = stored;
  const { breathe } = quietContext;
  const store = modelReader(files, { folder: session.reader.layout.models, builtinFolder });
  const index = indexFolder(files, folder);
  return {
    ...{ engine, files, version: stored.id, folder, manifest, breathe },
    rows: manifest.data.terms + manifest.data.learntTerms,
    pieces: () => breathingPieces(index, manifest.space.dimensions, breathe),
    embedder: () => readExportedEmbedder(files, folder, (use) => modelOfVersion(store, use)),
  };
}

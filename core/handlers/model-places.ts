import {
  type ModelReader,
  type ModelWriter,
  modelReader,
  modelWriter,
} from '#core/embed/models/model-store.ts';
import type { EngineContext } from './engine-context.ts';

/** The models of the open workspace, and the builtin one. */
export function modelsOf({ deps, session }: EngineContext): ModelReader {
  const { files, layout } = session().reader;
  return modelReader(files, { folder: layout.models, builtinFolder: deps.builtinFolder });
}

/** The same for changing them. Throws READ_ONLY. */
export function modelWriterOf({ deps, session }: EngineContext): ModelWriter {
  const { files, layout } = session().writer();
  const places = { folder: layout.models, builtinFolder: deps.builtinFolder };
  return modelWriter(files, places, deps.sha256);
}

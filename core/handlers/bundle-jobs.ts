import type { z } from 'zod';
import { UNFINISHED } from '#core/bundle/write-bundle.ts';
import type { ExportBundleRequest, ImportBundleRequest } from '#core/contract/bundle.ts';
import { PlumblineError } from '#core/contract/errors.ts';
import type { EngineContext } from './engine-context.ts';
import { requireVersion } from './evaluate-measured.ts';
import { exportPlace } from './export-place.ts';
import { baseName } from './read-source.ts';
import type { ExportJob } from './tasks/export-task.ts';
import type { ImportBundleJob } from './tasks/import-bundle-task.ts';
import { keepUpload } from './uploads.ts';

const LATEST = 'latest';

/** Starts writing a bundle. Throws NO_VERSION, and BAD_INPUT or NOT_FOUND for a place where none may be written. */
export async function startExport(
  engine: EngineContext,
  { version, out, replace, ...options }: z.output<typeof ExportBundleRequest>,
): Promise<{ id: string }> {
  const session = engine.session();
  const jobs = session.jobs();
  const wanted = await requireVersion(session, version === LATEST ? null : version);
  const { id } = await session.versions.read(wanted);
  const { files, layout } = session.writer();
  const place = await exportPlace(files, layout, { out, name: `${id}.plumbline.zip`, replace });
  const unfinished = `${place}${UNFINISHED}`;
  const request: ExportJob = { version: id, out: place, unfinished, replace, options };
  return { id: await jobs.enqueue({ kind: 'export', title: `Export ${id}`, request }) };
}

/** Starts bringing a bundle in; content from a browser is written below the cache first, piece by piece. */
export async function startBundleImport(
  engine: EngineContext,
  { source }: z.output<typeof ImportBundleRequest>,
): Promise<{ id: string }> {
  const session = engine.session();
  const jobs = session.jobs();
  const { files, layout } = session.writer();
  const request: ImportBundleJob =
    'path' in source
      ? { path: source.path, name: baseName(source.path), staged: false }
      : {
          path: await keepUpload(files, layout, {
            content: source.content,
            clock: engine.deps.clock,
          }),
          name: baseName(source.name),
          staged: true,
        };
  const { staged, path } = request;
  if (!staged && !(await files.exists(path))) throw noFile(path);
  try {
    const title = `Import bundle ${request.name}`;
    return { id: await jobs.enqueue({ kind: 'import-bundle', title, request }) };
  } catch (error) {
    if (staged) await files.remove(path);
    throw error;
  }
}

function noFile(path: string): PlumblineError {
  return new PlumblineError('NOT_FOUND', `There is no file ${path}.`, {
    file: path,
    remedy: 'Choose a .plumbline.zip that Plumbline exported.',
  });
}

import type { RunRecord } from '#core/contract/runs.ts';
import type { Manifest } from '#core/contract/versions.ts';
import { publicSettings } from '#core/interop/mlflow/run-to-mlflow.ts';
import type { MlflowArtifact } from '#core/interop/mlflow/types.ts';
import type { FileReader } from '#core/platform/files.ts';
import { LOG_FILE } from '#core/runs/read-log.ts';
import { METRICS_FILE } from '#core/runs/read-metrics.ts';
import type { StoredVersion } from '#core/versions/manifest-file.ts';

/** Folder of a run's files on the server. */
export const PLAIN_FOLDER = 'plumbline';
export const BUNDLE_FOLDER = 'bundle';

/** The files of a run that hold no texts: its record, its measures, and what its version measured. */
export async function plainArtifacts(
  files: FileReader,
  folder: string,
  run: RunRecord,
  version: StoredVersion | null,
): Promise<MlflowArtifact[]> {
  const metrics = files.join(folder, METRICS_FILE);
  const found = [
    textArtifact('run.json', runWithoutTexts(run)),
    ...((await files.exists(metrics)) ? [await fileArtifact(files, metrics, METRICS_FILE)] : []),
  ];
  if (!version?.manifest) return found;
  found.push(textArtifact('manifest.json', manifestWithoutTexts(version.manifest)));
  for (const name of ['metrics.json', 'thresholds.json']) {
    const path = files.join(version.folder, name);
    if (await files.exists(path)) found.push(await fileArtifact(files, path, name));
  }
  return found;
}

/** What goes along only where the user asks for it: the log, which names files, and the bundle, which holds all texts. */
export async function fullArtifacts(
  files: FileReader,
  folder: string,
  bundle: string | null,
): Promise<MlflowArtifact[]> {
  const log = files.join(folder, LOG_FILE);
  const found = (await files.exists(log)) ? [await fileArtifact(files, log, LOG_FILE)] : [];
  if (bundle === null) return found;
  const name = bundle.split(/[\\/]/).at(-1) ?? '';
  const archive = await fileArtifact(files, bundle, name);
  return [...found, { ...archive, path: `${BUNDLE_FOLDER}/${name}` }];
}

/** Messages may quote texts and paths; the code says enough. */
const runWithoutTexts = (run: RunRecord) => ({
  ...run,
  settings: publicSettings(run.settings),
  error: run.error && { code: run.error.code },
});

const manifestWithoutTexts = (manifest: Manifest) => ({
  ...manifest,
  settings: publicSettings(manifest.settings),
  gate: manifest.gate.map((rule) =>
    rule.rule === 'must-pass' ? { ...rule, reason: 'Left out: it quotes a query.' } : rule,
  ),
});

function textArtifact(name: string, value: unknown): MlflowArtifact {
  const bytes = new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);
  return {
    path: `${PLAIN_FOLDER}/${name}`,
    bytes: bytes.length,
    async *pieces() {
      yield bytes;
    },
  };
}

async function fileArtifact(
  files: FileReader,
  path: string,
  name: string,
): Promise<MlflowArtifact> {
  const bytes = await files.size(path);
  return { path: `${PLAIN_FOLDER}/${name}`, bytes, pieces: () => files.readPieces(path) };
}

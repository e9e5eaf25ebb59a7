import { MlflowRecord } from '#core/contract/runs.ts';
import type { FileReader, Files } from '#core/platform/files.ts';

const MLFLOW_FILE = 'mlflow.json';

/** Where a run lies on an MLflow server; null where it was not pushed, or that cannot be read: the server knows. */
export async function readMlflow(files: FileReader, folder: string): Promise<MlflowRecord | null> {
  const path = files.join(folder, MLFLOW_FILE);
  if (!(await files.exists(path))) return null;
  try {
    return MlflowRecord.safeParse(JSON.parse(await files.readText(path))).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

export function writeMlflow(files: Files, folder: string, record: MlflowRecord): Promise<void> {
  return files.writeAtomic(files.join(folder, MLFLOW_FILE), `${JSON.stringify(record, null, 2)}\n`);
}

import type { FileKind, FileSource, JobState } from '#core/contract/index.ts';
import { type Failure, failureOfJob, toFailure } from '#renderer/api/failure.ts';
import { importOrder } from './data-view.ts';
import type { FileRequest } from './import-choice.ts';

export interface ImportableFile extends FileRequest {
  id: number;
  source: FileSource;
  kind: FileKind;
}

/** What importing needs from outside: the engine, and where to say how it goes. */
export interface ImportSteps {
  start(file: ImportableFile): Promise<{ id: string }>;
  follow(jobId: string): Promise<JobState>;
  onState(id: number, state: 'waiting' | 'importing'): void;
  onImported(id: number): void;
  onFailed(id: number, failure: Failure): void;
}

/**
 * Imports files one after the other, the dictionary first. A file that fails keeps its place and its reason, and the
 * files behind it are left alone: judgments must not come in without the dictionary that they name.
 */
export async function importFiles(
  files: readonly ImportableFile[],
  steps: ImportSteps,
): Promise<void> {
  const queue = importOrder(files);
  for (const file of queue) steps.onState(file.id, 'waiting');
  for (const file of queue) {
    steps.onState(file.id, 'importing');
    const failure = await importFile(file, steps);
    if (failure) {
      steps.onFailed(file.id, failure);
      return;
    }
    steps.onImported(file.id);
  }
}

async function importFile(file: ImportableFile, steps: ImportSteps): Promise<Failure | null> {
  try {
    const { id } = await steps.start(file);
    const job = await steps.follow(id);
    if (job.status === 'done') return null;
    if (job.error) return failureOfJob(job.error);
    return { code: 'CANCELLED', message: 'The import was cancelled. Nothing was changed.' };
  } catch (error) {
    return toFailure(error);
  }
}

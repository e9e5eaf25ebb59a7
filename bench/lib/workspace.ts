import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { JobState } from '#core/contract/jobs.ts';
import { createNodeWorkspace, openNodeEngine } from '#core/node-engine.ts';
import { builtWorkers } from '#core/node-worker.ts';

export type BenchEngine = Awaited<ReturnType<typeof openNodeEngine>>;

/** Follows a job to its end. Throws with its message when it fails. */
export async function finished(
  { client }: BenchEngine,
  id: string,
  onState: (state: JobState) => void = () => {},
): Promise<JobState> {
  let last: JobState | undefined;
  for await (const state of await client.jobs.watch({ id })) {
    last = state;
    onState(state);
  }
  if (last?.status === 'done') return last;
  throw new Error(`${last?.title ?? id}: ${last?.error?.message ?? last?.status ?? 'no state'}`);
}

/** Runs `work` on a fresh workspace with a dictionary and feedback imported, and removes it afterwards. */
export async function withWorkspace<Result>(
  data: { canonical: string; feedback: string },
  work: (engine: BenchEngine, folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-bench-'));
  try {
    await createNodeWorkspace({ folder, name: 'bench' });
    const workers = builtWorkers(pathToFileURL(join(process.cwd(), 'dist', 'node', '/')));
    const engine = await openNodeEngine({ folder, workers });
    try {
      for (const kind of ['canonical', 'feedback'] as const) {
        const { id } = await engine.client.jobs.import({ source: { path: data[kind] }, kind });
        await finished(engine, id);
      }
      return await work(engine, folder);
    } finally {
      await engine.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { JobState, TrainRequest, TrainResult } from '#core/contract/jobs.ts';
import { createNodeWorkspace, openNodeEngine } from '#core/node-engine.ts';

export const DATA = resolve(process.env.PLUMBLINE_DATA ?? join('..', 'shared', 'data'));

type Engine = Awaited<ReturnType<typeof openNodeEngine>>;

/** A workspace of its own, with the engine on it. */
export interface RealWorkspace {
  /** Everything that the test may write lies in here; the workspace is its `ws`. */
  folder: string;
  engine: Engine;
  /** Closes the engine, lets something else have the workspace, and opens it again. */
  without<Result>(work: (workspace: string) => Promise<Result>): Promise<Result>;
  remove(): Promise<void>;
}

/** Makes a workspace with a data set's dictionary and judgments. */
export async function openWorkspaceOf(dataSet: string): Promise<RealWorkspace> {
  const opened = await openEmptyWorkspace(dataSet);
  await importInto(opened, 'canonical', join(DATA, dataSet, 'canonical.json'));
  await importInto(opened, 'feedback', join(DATA, dataSet, 'feedback.csv'));
  return opened;
}

/** Makes a workspace without data. */
export async function openEmptyWorkspace(name: string): Promise<RealWorkspace> {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-real-'));
  const workspace = join(folder, 'ws');
  await createNodeWorkspace({ folder: workspace, name });
  const opened: RealWorkspace = {
    folder,
    engine: await openNodeEngine({ folder: workspace }),
    async without(work) {
      await opened.engine.close();
      try {
        return await work(workspace);
      } finally {
        opened.engine = await openNodeEngine({ folder: workspace });
      }
    },
    async remove() {
      await opened.engine.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return opened;
}

export async function importInto(
  { engine }: RealWorkspace,
  kind: 'canonical' | 'feedback',
  path: string,
): Promise<void> {
  const { id } = await engine.client.jobs.import({ kind, source: { path } });
  await ended(engine, id);
}

/** Follows a job to its end. Throws with its error unless it is done. */
export async function ended({ client }: Engine, id: string): Promise<JobState> {
  let last: JobState | undefined;
  for await (const state of await client.jobs.watch({ id })) last = state;
  if (last?.status === 'done') return last;
  throw new Error(`${last?.title}: ${last?.error?.message ?? last?.status}`);
}

/** A training, what its embedding stage said, and how many texts it asked the cache for and had to embed. */
export interface CountedTraining {
  result: TrainResult;
  detail: string;
  asked: number;
  embedded: number;
}

/** A full training on the CPU. */
export async function trainIn(
  { engine }: RealWorkspace,
  choice: Pick<TrainRequest, 'embedder' | 'dtype'>,
): Promise<CountedTraining> {
  const { client } = engine;
  const before = await client.models.cache();
  const { id } = await client.jobs.train({ mode: 'full-train', device: 'cpu', ...choice });
  const { train: result, stages } = await ended(engine, id);
  const after = await client.models.cache();
  if (!result) throw new Error('The training has no result.');
  const asked = after.asked - before.asked;
  return {
    result,
    detail: stages.find(({ stage }) => stage === 'embed')?.detail ?? '',
    asked,
    embedded: asked - (after.found - before.found),
  };
}

/** Writes a dictionary in which every hundredth entry has other terms; returns how many texts are new. */
export async function writeChanged(from: string, to: string): Promise<number> {
  const entries = JSON.parse(await readFile(from, 'utf8')) as Record<string, string[]>;
  let changed = 0;
  for (const [index, key] of Object.keys(entries).entries()) {
    if (index % 100 !== 50) continue;
    const terms = entries[key] ?? [];
    entries[key] = terms.map((term) => `${term}, second edition`);
    changed += terms.length;
  }
  await writeFile(to, JSON.stringify(entries));
  return changed;
}

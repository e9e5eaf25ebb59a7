import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ContractRouterClient } from '@orpc/contract';
import type { RunMode } from '#core/contract/common.ts';
import type { Contract } from '#core/contract/contract.ts';
import type { JobState } from '#core/contract/jobs.ts';
import { createNodeWorkspace, openNodeEngine } from '#core/node-engine.ts';
import { canonicalJson, feedbackCsv } from './tiny-data.ts';

export type Client = ContractRouterClient<Contract>;

const made: string[] = [];

/** A new temporary folder; `removeFolders` removes them all. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-contract-'));
  made.push(folder);
  return folder;
}

export async function removeFolders(): Promise<void> {
  for (const folder of made.splice(0)) await rm(folder, { recursive: true, force: true });
}

/** An empty workspace. */
export async function emptyWorkspace(): Promise<string> {
  const folder = join(await temporaryFolder(), 'workspace');
  await createNodeWorkspace({ folder, name: 'Tiny' });
  return folder;
}

/** Waits for a job to end and returns how it did. */
export async function ended(client: Client, id: string): Promise<JobState> {
  let last: JobState | undefined;
  for await (const state of await client.jobs.watch({ id })) last = state;
  if (!last) throw new Error(`Job ${id} said nothing.`);
  return last;
}

export async function train(client: Client, mode: RunMode = 'full-train'): Promise<JobState> {
  return ended(client, (await client.jobs.train({ mode })).id);
}

/** Imports a text as a file that was dropped. */
export async function importText(
  client: Client,
  kind: 'canonical' | 'feedback',
  text: string,
): Promise<JobState> {
  const name = kind === 'canonical' ? 'occupations.json' : 'feedback.csv';
  const source = { name, content: new Blob([text]) };
  return ended(client, (await client.jobs.import({ source, kind })).id);
}

/** Writes a file beside a workspace and returns its path. */
export async function fileWith(text: string, name: string): Promise<string> {
  const path = join(await temporaryFolder(), name);
  await writeFile(path, text);
  return path;
}

async function make(work: (client: Client) => Promise<void>): Promise<string> {
  const folder = await emptyWorkspace();
  const engine = await openNodeEngine({ folder });
  try {
    await work(engine.client);
  } finally {
    await engine.close();
  }
  return folder;
}

let filled: Promise<string> | undefined;
let trained: Promise<string> | undefined;

async function copyOf(folder: string): Promise<string> {
  const copy = join(await temporaryFolder(), 'workspace');
  await cp(folder, copy, { recursive: true });
  return copy;
}

/** A copy of a workspace with dictionary and judgments. */
export async function filledWorkspace(): Promise<string> {
  filled ??= make(async (client) => {
    await importText(client, 'canonical', canonicalJson());
    await importText(client, 'feedback', feedbackCsv());
  });
  return copyOf(await filled);
}

/** A copy of such a workspace after one full train; trained once for all tests of a file. */
export async function trainedWorkspace(): Promise<string> {
  trained ??= (async () => {
    const folder = await filledWorkspace();
    const engine = await openNodeEngine({ folder });
    try {
      await train(engine.client);
    } finally {
      await engine.close();
    }
    return folder;
  })();
  return copyOf(await trained);
}

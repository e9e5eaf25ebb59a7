import { PlumblineError } from '#core/contract/errors.ts';
import type { Files } from '#core/platform/files.ts';
import type { Layout } from '#core/workspace/layout.ts';
import { WORKSPACE_SCHEMA } from '#core/workspace/layout.ts';
import { readAnyWorkspaceFile, writeWorkspaceFile } from '#core/workspace/workspace-file.ts';
import { from0To1 } from './from-0-to-1.ts';
import type { Migration } from './migration.ts';

/** Every migration, in order. */
export const MIGRATIONS: readonly Migration[] = [from0To1];

/**
 * Brings a workspace to schema `to`, one step after another; each step is kept before the next begins.
 * Returns the titles of the steps taken. A workspace that is newer stays as it is.
 */
export async function migrateWorkspace(
  files: Files,
  layout: Layout,
  to: number = WORKSPACE_SCHEMA,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<string[]> {
  const taken: string[] = [];
  let file = await readAnyWorkspaceFile(files, layout);
  while (file.schema < to) {
    const step = migrations.find((migration) => migration.from === file.schema);
    if (!step) throw noWay(layout, file.schema);
    file = { ...(await step.migrate(files, layout, file)), schema: step.from + 1 };
    await writeWorkspaceFile(files, layout, file);
    taken.push(step.title);
  }
  return taken;
}

function noWay({ workspaceFile }: Layout, schema: number): PlumblineError {
  return new PlumblineError('DAMAGED', `No workspace ever had schema ${schema}.`, {
    file: workspaceFile,
    remedy: 'Bring workspace.json back from a copy.',
  });
}

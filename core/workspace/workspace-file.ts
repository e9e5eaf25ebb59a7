import { z } from 'zod';
import { PlumblineError } from '#core/contract/errors.ts';
import { Settings } from '#core/contract/workspace.ts';
import type { FileReader, Files } from '#core/platform/files.ts';
import { type Layout, WORKSPACE_SCHEMA } from './layout.ts';

/** What workspace.json holds. */
export const WorkspaceFile = z.object({
  schema: z.literal(WORKSPACE_SCHEMA),
  name: z.string().min(1),
  /** ISO 8601, UTC. */
  createdAt: z.string(),
  settings: Settings.prefault({}),
});
export type WorkspaceFile = z.infer<typeof WorkspaceFile>;

/** A workspace.json of any schema. */
export type AnyWorkspaceFile = Record<string, unknown> & { schema: number };

/** Reads workspace.json of any schema. Throws NOT_FOUND where there is none, DAMAGED where it is not readable. */
export async function readAnyWorkspaceFile(
  files: FileReader,
  { folder, workspaceFile }: Layout,
): Promise<AnyWorkspaceFile> {
  if (!(await files.exists(workspaceFile))) {
    throw new PlumblineError('NOT_FOUND', `${folder} is not a workspace.`, {
      file: workspaceFile,
      remedy: `Make one with \`plumbline init ${folder}\`, or choose another folder.`,
    });
  }
  const value = parseObject(await files.readText(workspaceFile), workspaceFile);
  const schema = value.schema ?? 0; // the first drafts had none
  if (typeof schema !== 'number') throw damaged(workspaceFile, 'its schema is not a number');
  return { ...value, schema };
}

/** Checks a workspace.json. Throws NEWER_WORKSPACE or DAMAGED. */
export function checkWorkspaceFile(value: AnyWorkspaceFile, file: string): WorkspaceFile {
  if (value.schema > WORKSPACE_SCHEMA) throw newer(value.schema, file);
  const result = WorkspaceFile.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw damaged(file, `${issue?.path.join('.') || 'it'}: ${issue?.message ?? 'not valid'}`);
}

/** Replaces workspace.json in one step. */
export function writeWorkspaceFile(
  files: Files,
  { workspaceFile }: Layout,
  value: AnyWorkspaceFile,
): Promise<void> {
  return files.writeAtomic(workspaceFile, `${JSON.stringify(value, null, 2)}\n`);
}

function parseObject(text: string, file: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw damaged(file, cause instanceof Error ? cause.message : 'it is not JSON');
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw damaged(file, 'it is not an object');
}

function newer(schema: number, file: string): PlumblineError {
  return new PlumblineError(
    'NEWER_WORKSPACE',
    `This workspace has schema ${schema}; this Plumbline knows schemas up to ${WORKSPACE_SCHEMA}.`,
    { file, remedy: 'Open it with the newer Plumbline that made it. Nothing was changed.' },
  );
}

function damaged(file: string, why: string): PlumblineError {
  return new PlumblineError('DAMAGED', `workspace.json cannot be read: ${why}.`, {
    file,
    remedy: `Mend it by hand or bring it back from a copy; {"schema": ${WORKSPACE_SCHEMA}, "name": "…", "createdAt": "…"} is enough.`,
  });
}

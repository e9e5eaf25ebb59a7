import { cp, mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

export interface WorkspaceOptions {
  /** From the command line. */
  readonly argument: string | null;
  /** The one that was open when the app ended. */
  readonly last: string | null;
  readonly packaged: boolean;
  /** The sample as shipped. */
  readonly sample: string;
  /** Where a writable copy of it belongs. */
  readonly sampleCopy: string;
}

/** The folder to open, and what to copy there first. */
export interface WorkspaceChoice {
  readonly folder: string;
  readonly copyFrom: string | null;
}

/**
 * The workspace of this start: the one asked for, else the last one, else the sample. A packaged
 * sample lies among the read-only resources, so it is opened as a copy, made once.
 */
export function chooseWorkspace(
  options: WorkspaceOptions,
  exists: (folder: string) => boolean,
): WorkspaceChoice {
  if (options.argument !== null) return { folder: options.argument, copyFrom: null };
  if (options.last !== null && exists(options.last)) {
    return { folder: options.last, copyFrom: null };
  }
  if (!options.packaged) return { folder: options.sample, copyFrom: null };
  const copyFrom = exists(options.sampleCopy) ? null : options.sample;
  return { folder: options.sampleCopy, copyFrom };
}

/** Makes the choice real: copies where it says so, in one step, so that no half copy is ever opened. */
export async function prepareWorkspace(choice: WorkspaceChoice): Promise<string> {
  if (choice.copyFrom === null) return choice.folder;
  const unfinished = `${choice.folder}.copying`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(dirname(choice.folder), { recursive: true });
  await cp(choice.copyFrom, unfinished, { recursive: true });
  await rename(unfinished, choice.folder);
  return choice.folder;
}

import { resolve } from 'node:path';
import { InvalidArgumentError } from 'commander';
import type { ExitCode } from './exit-code.ts';
import { type EngineHandle, type Runtime, writeLines } from './runtime.ts';

/** What every command is given: the outside world, and where to leave its exit code. */
export interface CommandContext {
  runtime: Runtime;
  finish(code: ExitCode): void;
}

/** Opens a workspace, does the work and closes it, also when the work fails. */
export async function withEngine<Result>(
  runtime: Runtime,
  workspace: string,
  readOnly: boolean,
  work: (engine: EngineHandle) => Promise<Result>,
  { keepsSchedule = false }: { keepsSchedule?: boolean } = {},
): Promise<Result> {
  const folder = resolve(runtime.cwd, workspace);
  const engine = await runtime.openEngine({
    ...{ folder, readOnly },
    ...(keepsSchedule && { keepsSchedule }),
  });
  try {
    runtime.signal.throwIfAborted();
    return await work(engine);
  } finally {
    await engine.close();
  }
}

/** A path argument as an absolute path. */
export function absolute(runtime: Runtime, path: string): string {
  return resolve(runtime.cwd, path);
}

/** Prints a result on stdout: as JSON alone, or as lines for a person. */
export function printResult(
  runtime: Runtime,
  json: boolean | undefined,
  value: unknown,
  lines: () => readonly string[],
): void {
  if (json) runtime.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
  else writeLines(runtime.stdout, lines());
}

/** A parser for options that are whole numbers within bounds. */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`It is a whole number from ${least} to ${most}.`);
  };
}

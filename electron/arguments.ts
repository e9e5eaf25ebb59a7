import { resolve } from 'node:path';

/** What the command line asks of the shell; null where it does not say. Paths are absolute. */
export interface ShellArguments {
  readonly workspace: string | null;
  readonly userData: string | null;
}

/**
 * Reads `--workspace DIR` and `--user-data DIR`, also with `=`. Everything else is Electron's or
 * Chromium's own and is left alone. Relative folders count from `workingFolder`.
 */
export function parseArguments(argv: readonly string[], workingFolder: string): ShellArguments {
  const folder = (name: string) => {
    const text = optionValue(argv, name);
    return text === null ? null : resolve(workingFolder, text);
  };
  return { workspace: folder('--workspace'), userData: folder('--user-data') };
}

function optionValue(argv: readonly string[], name: string): string | null {
  const joined = argv.find((argument) => argument.startsWith(`${name}=`));
  if (joined !== undefined) return joined.slice(name.length + 1) || null;
  const at = argv.indexOf(name);
  const next = at < 0 ? undefined : argv[at + 1];
  return next === undefined || next.startsWith('--') ? null : next;
}

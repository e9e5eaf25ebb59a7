import type { ImportedBundle } from '#core/contract/bundle.ts';
import { PlumblineError } from '#core/contract/errors.ts';
import { absolute, printResult, withEngine } from '../command-context.ts';
import { runJob } from '../jobs.ts';
import type { Runtime } from '../runtime.ts';

/** `import WS --bundle F`: brings a version in from an archive. Throws BAD_INPUT where something else shall be imported too. */
export async function importBundle(
  runtime: Runtime,
  workspace: string,
  { bundle, json, ...others }: { bundle: string; json?: boolean; [option: string]: unknown },
): Promise<void> {
  if (Object.values(others).some((value) => value !== undefined)) {
    throw new PlumblineError('BAD_INPUT', 'A bundle is imported alone.', {
      remedy: 'Import it with --bundle, and the other files with a command of their own.',
    });
  }
  const source = { path: absolute(runtime, bundle) };
  const { bundle: imported } = await withEngine(runtime, workspace, false, ({ client }) =>
    runJob(runtime, client, () => client.jobs.importBundle({ source })),
  );
  if (!imported) throw new Error('the job ended without a version');
  printResult(runtime, json, imported, () => importedLines(imported));
}

function importedLines({ version, origin, known, checks }: ImportedBundle): string[] {
  const checked = checks.map((check) => `  ${check}`);
  if (known) return [`${version} is this very version already; nothing was written.`, ...checked];
  const name = version === origin ? '' : `, which was ${origin} where it was made`;
  return [
    `${version} is imported${name}. It is not promoted.`,
    ...checked,
    `To put it into use: plumbline promote WORKSPACE ${version}`,
  ];
}

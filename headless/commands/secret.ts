import { Argument, type Command } from 'commander';
import { PlumblineError } from '#core/contract/errors.ts';
import { SecretName } from '#core/contract/workspace.ts';
import { type CommandContext, printResult, withEngine } from '../command-context.ts';
import type { Runtime } from '../runtime.ts';

interface Options {
  forget?: boolean;
  json?: boolean;
}

const HELP = `
The secret is read from the standard input, so that it stands in no history of commands:
  plumbline secret WORKSPACE notify < secret.txt
It is kept in .secrets.json in the workspace, as plain text that only you may read. No bundle
holds it. notify signs notifications; mlflow is a token, or user:password.`;

/** `secret WS notify|mlflow`: keeps a secret for a workspace, or forgets it. */
export function addSecret(program: Command, { runtime }: CommandContext): void {
  program
    .command('secret')
    .description('keep a secret for a workspace, read from the standard input, or forget it')
    .argument('<workspace>', "the workspace's folder")
    .addArgument(new Argument('<name>', 'what it is for').choices(SecretName.options))
    .option('--forget', 'forget it')
    .option('--json', 'print JSON alone on stdout')
    .addHelpText('after', HELP)
    .action(async (workspace: string, name: SecretName, { forget, json }: Options) => {
      const value = forget ? null : await readSecret(runtime);
      const { secrets } = await withEngine(runtime, workspace, false, ({ client }) =>
        client.workspace.setSecret({ name, value }),
      );
      const line = `The secret ${name} is ${secrets[name] ? 'kept' : 'forgotten'}.`;
      printResult(runtime, json, secrets, () => [line]);
    });
}

/** One line; its end does not belong to it. */
async function readSecret(runtime: Runtime): Promise<string> {
  const text = await runtime.readInput();
  if (text === null) throw noSecret('It is read from the standard input, not typed here.');
  const value = text.replace(/\r?\n$/, '');
  if (value === '') throw noSecret('The standard input is empty.');
  if (/[\r\n]/.test(value)) throw noSecret('The standard input has several lines.');
  return value;
}

function noSecret(message: string): PlumblineError {
  return new PlumblineError('BAD_INPUT', message, {
    remedy: 'Send it in one line: plumbline secret WORKSPACE notify < secret.txt',
  });
}

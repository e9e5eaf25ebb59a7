import { Command, CommanderError } from 'commander';
import type { CommandContext } from './command-context.ts';
import { addCurve } from './commands/curve.ts';
import { addDevices } from './commands/devices.ts';
import { addDistill } from './commands/distill.ts';
import { addEmbed } from './commands/embed.ts';
import { addEvaluate } from './commands/evaluate.ts';
import { addExport } from './commands/export.ts';
import { addExportFormat } from './commands/export-format.ts';
import { addImport } from './commands/import.ts';
import { addInit } from './commands/init.ts';
import { addMatch } from './commands/match.ts';
import { addMlflow } from './commands/mlflow.ts';
import { addModels } from './commands/models.ts';
import { addMonitor } from './commands/monitor.ts';
import { addPromote, addRollback } from './commands/promote.ts';
import { addReport } from './commands/report.ts';
import { addReview } from './commands/review.ts';
import { addRuns } from './commands/runs.ts';
import { addSchedule } from './commands/schedule.ts';
import { addSearch } from './commands/search.ts';
import { addSecret } from './commands/secret.ts';
import { addServe } from './commands/serve.ts';
import { addSettings } from './commands/settings.ts';
import { addTrain } from './commands/train.ts';
import { addVerify } from './commands/verify.ts';
import { addVersions } from './commands/versions.ts';
import { EXIT, type ExitCode, exitCodeOf } from './exit-code.ts';
import { type Failure, failureJson, failureLines, toFailure } from './failure.ts';
import { type Runtime, writeLines } from './runtime.ts';

const COMMANDS = [
  addInit,
  addImport,
  addExport,
  addTrain,
  addSearch,
  addMatch,
  addEvaluate,
  addCurve,
  addReport,
  addReview,
  addVersions,
  addVerify,
  addRuns,
  addMlflow,
  addMonitor,
  addSchedule,
  addPromote,
  addRollback,
  addModels,
  addDevices,
  addEmbed,
  addExportFormat,
  addDistill,
  addSettings,
  addSecret,
  addServe,
];

const EXIT_CODES = `
Exit codes: 0 done, 1 failed, 2 bad input, 3 the gate refused, 4 busy, 130 cancelled.`;

/** Runs one command line (without `node` and the script) and returns the process's exit code. Never throws. */
export async function runCli(argv: readonly string[], runtime: Runtime): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.done;
  const program = createProgram({
    runtime,
    finish: (code) => {
      exitCode = code;
    },
  });
  try {
    await program.parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (error) {
    return reportError(error, runtime, asksForJson(argv));
  }
}

function createProgram(context: CommandContext): Command {
  const { runtime } = context;
  const program = new Command('plumbline')
    .description(
      'Turns a dictionary and yes/no feedback into a measured, versioned matching model.',
    )
    .version(runtime.version)
    // Otherwise `search WS text --version V` would print the program's own version.
    .enablePositionalOptions()
    .addHelpText('after', EXIT_CODES);
  for (const add of COMMANDS) add(program, context);
  for (const command of withAllBelow(program))
    command.exitOverride().configureOutput({
      writeOut: runtime.stdout.write,
      writeErr: runtime.stderr.write,
      getOutHelpWidth: runtime.stdout.columns,
      getErrHelpWidth: runtime.stderr.columns,
      // The one place that prints errors is reportError.
      outputError: () => undefined,
    });
  return program;
}

function withAllBelow(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withAllBelow)];
}

function reportError(error: unknown, runtime: Runtime, json: boolean): ExitCode {
  if (error instanceof CommanderError && error.exitCode === 0) return EXIT.done;
  const failure = runtime.signal.aborted ? cancelled(error) : usageFailure(error);
  // Commander has printed the help by itself where no command was given.
  const helpShown = error instanceof CommanderError && error.code === 'commander.help';
  if (!helpShown) writeLines(runtime.stderr, failureLines(failure));
  if (json) runtime.stdout.write(`${JSON.stringify(failureJson(failure))}\n`);
  if (runtime.env.PLUMBLINE_DEBUG) writeLines(runtime.stderr, [debugText(error)]);
  return exitCodeOf(failure.code);
}

function usageFailure(error: unknown): Failure {
  if (!(error instanceof CommanderError)) return toFailure(error);
  return {
    code: 'BAD_INPUT',
    message: error.message.replace(/^error: /, ''),
    detail: { remedy: 'See plumbline --help.' },
  };
}

/** Once interrupted, whatever an aborted call throws means just that. */
function cancelled(error: unknown): Failure {
  const failure = toFailure(error);
  if (failure.code === 'CANCELLED') return failure;
  return { code: 'CANCELLED', message: 'Cancelled.', detail: {} };
}

function asksForJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  return (end === -1 ? argv : argv.slice(0, end)).includes('--json');
}

function debugText(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

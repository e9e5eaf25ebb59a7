import type { Command } from 'commander';
import { PlumblineError } from '#core/contract/errors.ts';
import type { ScoreRequest } from '#core/contract/evaluate.ts';
import { absolute, type CommandContext, printResult, withEngine } from '../command-context.ts';
import { openAtomicFile } from '../files/atomic-file.ts';
import { metricsLines } from '../reports/metrics-report.ts';
import type { Runtime } from '../runtime.ts';
import { painter } from '../terminal/style.ts';

interface Options {
  version?: string;
  feedback?: string;
  queries?: string;
  qrels?: string;
  runOut?: string;
  json?: boolean;
}

/** `evaluate WS`: measures a version on the test split, on a feedback file, or on graded qrels. */
export function addEvaluate(program: Command, { runtime }: CommandContext): void {
  program
    .command('evaluate')
    .description("measure a version on the workspace's test split or on other judgments")
    .argument('<workspace>', "the workspace's folder")
    .option('--version <version>', 'measure this version; the one in use if left out')
    .option('--feedback <file>', 'measure on these judgments (CSV) instead')
    .option('--queries <file>', 'measure on these queries (BEIR JSONL), with --qrels')
    .option('--qrels <file>', 'their graded judgments (BEIR TSV)')
    .option('--run-out <file>', 'write the ranking as a TREC run')
    .option('--json', 'print JSON alone on stdout')
    .action(async (workspace: string, options: Options) => {
      const request = scoreRequest(runtime, options);
      const answer = await withEngine(runtime, workspace, true, ({ client }) =>
        client.evaluate.score(request, { signal: runtime.signal }),
      );
      const runOut = await writeRun(runtime, options, answer.run);
      const value = { version: answer.version, metrics: answer.metrics, run_out: runOut };
      printResult(runtime, options.json, value, () => [
        answer.version,
        ...metricsLines(answer.metrics, painter(runtime.stdout.color)),
        ...(runOut === null ? [] : ['', `The ranking is in ${runOut}.`]),
      ]);
    });
}

function scoreRequest(runtime: Runtime, options: Options): ScoreRequest {
  const { feedback, queries, qrels, version } = options;
  if ((queries === undefined) !== (qrels === undefined))
    throw new PlumblineError('BAD_INPUT', '--queries and --qrels go together.', {
      remedy: `Add ${queries === undefined ? '--queries' : '--qrels'}.`,
    });
  if (feedback !== undefined && queries !== undefined)
    throw new PlumblineError('BAD_INPUT', 'Judgments come from one place.', {
      remedy: 'Give either --feedback, or --queries with --qrels.',
    });
  const file = (path: string) => ({ path: absolute(runtime, path) });
  return {
    withRun: options.runOut !== undefined,
    ...(version === undefined ? {} : { version }),
    ...(feedback === undefined ? {} : { feedback: file(feedback) }),
    ...(queries === undefined ? {} : { queries: file(queries) }),
    ...(qrels === undefined ? {} : { qrels: file(qrels) }),
  };
}

async function writeRun(
  runtime: Runtime,
  options: Options,
  run: string | null,
): Promise<string | null> {
  if (options.runOut === undefined) return null;
  const path = absolute(runtime, options.runOut);
  const file = await openAtomicFile(path);
  try {
    await file.write(run ?? '');
    await file.commit();
    return path;
  } finally {
    await file.discard();
  }
}

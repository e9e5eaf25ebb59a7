import type { Command } from 'commander';
import { PlumblineError } from '#core/contract/errors.ts';
import type { ScoreRequest } from '#core/contract/evaluate.ts';
import type { DetailRequest } from '#core/contract/evaluation-detail.ts';
import { absolute, type CommandContext, printResult, withEngine } from '../command-context.ts';
import { openAtomicFile } from '../files/atomic-file.ts';
import { detailLines } from '../reports/detail-report.ts';
import { metricsLines } from '../reports/metrics-report.ts';
import { queriesCsv } from '../reports/queries-csv.ts';
import type { EngineClient, Runtime } from '../runtime.ts';
import { painter } from '../terminal/style.ts';

interface Options {
  version?: string;
  feedback?: string;
  queries?: string;
  qrels?: string;
  runOut?: string;
  detail?: boolean;
  against?: string;
  perQuery?: string;
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
    .option('--detail', 'slices, operating points and confused entries too, on the test split')
    .option('--against <version>', 'compare with this version, in detail')
    .option('--per-query <file>', "write every test query's result (CSV)")
    .option('--json', 'print JSON alone on stdout')
    .action(async (workspace: string, options: Options) => {
      const paint = painter(runtime.stdout.color);
      const request = scoreRequest(runtime, options);
      const wanted = detailRequest(options);
      const { answer, detail } = await withEngine(runtime, workspace, true, ({ client }) =>
        measure(runtime, client, request, wanted),
      );
      const runOut = await writeText(runtime, options.runOut, answer.run ?? '');
      const perQuery = await writeText(runtime, options.perQuery, queriesCsv(detail));
      const shown = isDetailed(options) ? detail : null;
      const value = {
        ...{ version: answer.version, metrics: answer.metrics, run_out: runOut },
        ...(perQuery !== null && { per_query: perQuery }),
        ...(shown && { detail: shown }),
      };
      printResult(runtime, options.json, value, () => [
        answer.version,
        ...metricsLines(answer.metrics, paint),
        ...(shown ? ['', ...detailLines(shown, paint)] : []),
        ...(runOut === null ? [] : ['', `The ranking is in ${runOut}.`]),
        ...(perQuery === null ? [] : ['', `The result of each query is in ${perQuery}.`]),
      ]);
    });
}

const isDetailed = ({ detail, against }: Options) => detail === true || against !== undefined;

/** Null where nothing below the headline numbers is asked for. Throws BAD_INPUT where that is not on the test split. */
function detailRequest(options: Options): DetailRequest | null {
  const { version, against, feedback, queries, perQuery } = options;
  if (!isDetailed(options) && perQuery === undefined) return null;
  if (feedback !== undefined || queries !== undefined)
    throw new PlumblineError(
      'BAD_INPUT',
      "--detail, --against and --per-query are about the workspace's test split.",
      { remedy: 'Leave them out, or leave --feedback, --queries and --qrels out.' },
    );
  return {
    ...(version === undefined ? {} : { version }),
    ...(against === undefined ? {} : { against }),
    anew: true,
  };
}

async function measure(
  { signal }: Runtime,
  { evaluate }: EngineClient,
  request: ScoreRequest,
  wanted: DetailRequest | null,
) {
  const answer = await evaluate.score(request, { signal });
  if (wanted === null) return { answer, detail: null };
  const about = { ...wanted, version: answer.version };
  return { answer, detail: await evaluate.detail(about, { signal }) };
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

/** Writes a file whole or not at all; returns its path, or null where none is asked for. */
async function writeText(
  runtime: Runtime,
  wanted: string | undefined,
  text: string,
): Promise<string | null> {
  if (wanted === undefined) return null;
  const path = absolute(runtime, wanted);
  const file = await openAtomicFile(path);
  try {
    await file.write(text);
    await file.commit();
    return path;
  } finally {
    await file.discard();
  }
}

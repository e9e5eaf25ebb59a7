import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { PlumblineError } from '#core/contract/errors.ts';
import {
  absolute,
  type CommandContext,
  printResult,
  wholeNumber,
  withEngine,
} from '../command-context.ts';
import { toFailure } from '../failure.ts';
import { openAtomicFile } from '../files/atomic-file.ts';
import { type AnswerRow, queueCsv, readAnswers } from '../files/review-csv.ts';
import {
  type AnswersResult,
  answersLines,
  overviewLines,
  type QueueResult,
  queueLines,
} from '../reports/review-report.ts';
import type { EngineClient, Runtime } from '../runtime.ts';
import { painter } from '../terminal/style.ts';

interface Options {
  queue?: string;
  answers?: string;
  reviewer?: string;
  size: number;
  json?: boolean;
}

/** `review WS`: how the review stands; writes a queue of pairs to judge, and takes the answers back. */
export function addReview(program: Command, { runtime }: CommandContext): void {
  program
    .command('review')
    .description('show how the review stands, write pairs to judge, or take the answers back')
    .argument('<workspace>', "the workspace's folder")
    .option('--queue <file>', 'write the pairs that are worth judging next, as CSV')
    .option('--answers <file>', 'take back such a file with its column verdict filled in')
    .option('--reviewer <name>', 'who judges; needed with --queue and --answers')
    .option('--size <n>', 'how many pairs', wholeNumber(1, 500), 50)
    .option('--json', 'print JSON alone on stdout')
    .addHelpText(
      'after',
      '\nA verdict is yes, no, skip (cannot say: not asked again), or empty (asked again later).',
    )
    .action(async (workspace: string, options: Options) => {
      if (options.queue !== undefined && options.answers !== undefined)
        throw new PlumblineError('BAD_INPUT', '--queue and --answers are two steps.', {
          remedy: 'Take the answers first, then write the next queue.',
        });
      if (options.queue !== undefined) await writeQueue(runtime, workspace, options, options.queue);
      else if (options.answers !== undefined)
        await takeAnswers(runtime, workspace, options, options.answers);
      else await showOverview(runtime, workspace, options);
    });
}

function reviewerOf({ reviewer }: Options): string {
  if (reviewer !== undefined && reviewer.trim() !== '') return reviewer.trim();
  throw new PlumblineError('BAD_INPUT', 'It is not said who judges.', {
    remedy: 'Add --reviewer with a name.',
  });
}

async function showOverview(runtime: Runtime, workspace: string, { json }: Options): Promise<void> {
  const overview = await withEngine(runtime, workspace, true, ({ client }) =>
    client.review.overview(undefined, { signal: runtime.signal }),
  );
  printResult(runtime, json, overview, () =>
    overviewLines(overview, painter(runtime.stdout.color)),
  );
}

async function writeQueue(
  runtime: Runtime,
  workspace: string,
  options: Options,
  path: string,
): Promise<void> {
  const reviewer = reviewerOf(options);
  const out = absolute(runtime, path);
  const { size, json } = options;
  const { items, ...queue } = await withEngine(runtime, workspace, true, ({ client }) =>
    client.review.queue({ reviewer, size }, { signal: runtime.signal }),
  );
  if (items.length > 0) await writeWhole(out, queueCsv(items));
  const written = items.length > 0 ? out : null;
  const result: QueueResult = { ...queue, reviewer, pairs: items.length, out: written };
  printResult(runtime, json, result, () => queueLines(result));
}

async function writeWhole(path: string, text: string): Promise<void> {
  const file = await openAtomicFile(path);
  try {
    await file.write(text);
    await file.commit();
  } finally {
    await file.discard();
  }
}

async function takeAnswers(
  runtime: Runtime,
  workspace: string,
  options: Options,
  path: string,
): Promise<void> {
  const reviewer = reviewerOf(options);
  const file = absolute(runtime, path);
  const { answers, left } = readAnswers(await readFile(file, 'utf8'), path);
  await withEngine(runtime, workspace, false, ({ client }) =>
    allOrNone(runtime, client, { reviewer, answers, file: path }),
  );
  const count = (verdict: AnswerRow['verdict']) =>
    answers.filter((answer) => answer.verdict === verdict).length;
  const result: AnswersResult = {
    reviewer,
    ...{ yes: count('yes'), no: count('no'), skipped: count('skip'), left },
  };
  printResult(runtime, options.json, result, () => answersLines(result));
}

interface Taking {
  reviewer: string;
  answers: readonly AnswerRow[];
  file: string;
}

/** Where one answer is refused, those before it are taken back, so that the mended file can be given again. */
async function allOrNone(
  runtime: Runtime,
  { review }: EngineClient,
  { reviewer, answers, file }: Taking,
): Promise<void> {
  const taken: string[] = [];
  for (const { line, ...answer } of answers) {
    try {
      runtime.signal.throwIfAborted();
      taken.push((await review.answer({ ...answer, reviewer })).id);
    } catch (error) {
      for (const id of taken.toReversed()) await review.undo({ id });
      const { code, message, detail } = toFailure(error);
      if (code === 'INTERNAL') throw error;
      const remedy = [detail.remedy, 'No answer of this file was taken.'].filter(Boolean).join(' ');
      throw new PlumblineError(code, message, { file, line, remedy }, { cause: error });
    }
  }
}

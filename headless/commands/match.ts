import type { Command } from 'commander';
import type { StageState } from '#core/contract/jobs.ts';
import {
  absolute,
  type CommandContext,
  printResult,
  wholeNumber,
  withEngine,
} from '../command-context.ts';
import { type MatchSummary, matchTable } from '../match/match-table.ts';
import { inspectTextFile, type TextFile } from '../match/text-file.ts';
import { type Runtime, writeLines } from '../runtime.ts';
import { count, percent } from '../terminal/numbers.ts';
import { createProgressWriter } from '../terminal/progress-writer.ts';

interface Options {
  column: string;
  out: string;
  k: number;
  prefix: string;
  version?: string;
  json?: boolean;
}

/** `match WS IN.csv --column C --out OUT.csv`: adds the best entries to every row of a table. */
export function addMatch(program: Command, { runtime }: CommandContext): void {
  program
    .command('match')
    .description('match a column of a table, row by row, and write the table with the results')
    .argument('<workspace>', "the workspace's folder")
    .argument('<table>', 'CSV or TSV with a header row')
    .requiredOption('--column <name>', 'the column to match')
    .requiredOption('--out <file>', 'where to write; replaced only when all went well')
    .option('--k <n>', 'how many entries a row', wholeNumber(1, 20), 1)
    .option('--prefix <text>', 'before the names of the added columns', 'match_')
    .option('--version <version>', 'use this version; the one in use if left out')
    .option('--json', 'print JSON alone on stdout')
    .action(async (workspace: string, table: string, options: Options) => {
      const input = absolute(runtime, table);
      const output = absolute(runtime, options.out);
      const file = await inspectTextFile(input);
      if (file.encoding !== 'utf-8')
        writeLines(runtime.stderr, [`${table} is ${file.encoding}; the output will be UTF-8.`]);
      const summary = await withEngine(runtime, workspace, true, ({ client }) =>
        withProgress(runtime, file, (onProgress) =>
          matchTable(client, file, {
            ...options,
            version: options.version,
            input,
            output,
            signal: runtime.signal,
            onProgress,
          }),
        ),
      );
      printResult(runtime, options.json, { ...summary, out: output }, () =>
        summaryLines(summary, output),
      );
    });
}

async function withProgress(
  runtime: Runtime,
  { lineFeeds }: TextFile,
  work: (onProgress: (rows: number) => void) => Promise<MatchSummary>,
): Promise<MatchSummary> {
  const progress = createProgressWriter(runtime.stderr, runtime.now);
  const start = runtime.now();
  const report = (rows: number, total: number, state: StageState['state']) =>
    progress.update({
      log: [],
      stages: [stage(rows, total, state, (runtime.now() - start) / 1000)],
    });
  // Quoted line breaks and the header make the line count an estimate, so it may not fall below the rows.
  const estimate = Math.max(1, lineFeeds - 1);
  try {
    report(0, estimate, 'running');
    const summary = await work((rows) => report(rows, Math.max(rows, estimate), 'running'));
    report(summary.rows, summary.rows, 'done');
    return summary;
  } finally {
    progress.end();
  }
}

function stage(
  done: number,
  total: number,
  state: StageState['state'],
  seconds: number,
): StageState {
  const rate = seconds > 0 ? done / seconds : 0;
  return {
    stage: 'match',
    state,
    detail: state === 'done' ? `${count(done)} rows` : '',
    done,
    total,
    unit: 'rows',
    rate,
    secondsLeft: rate > 0 ? (total - done) / rate : null,
    seconds,
  };
}

function summaryLines({ version, rows, matched, bands }: MatchSummary, output: string): string[] {
  const share = (part: number) => `${count(part)} (${percent(rows > 0 ? part / rows : 0)})`;
  const { accept, review, reject } = bands;
  return [
    `Matched ${share(matched)} of ${count(rows)} rows${version === null ? '' : ` with ${version}`}: ${share(accept)} accept, ${share(review)} review, ${share(reject)} reject.`,
    `The table is in ${output}.`,
  ];
}

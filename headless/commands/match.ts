import { stat } from 'node:fs/promises';
import { dirname, extname } from 'node:path';
import { type Command, Option } from 'commander';
import { PlumblineError } from '#core/contract/errors.ts';
import { addedColumns } from '#core/contract/table-columns.ts';
import {
  type ExportTableRequest,
  MatchedRowsRequest,
  type MatchedTable,
  type MatchTableRequest,
  TableFormat,
} from '#core/contract/tables.ts';
import {
  absolute,
  type CommandContext,
  printResult,
  wholeNumber,
  withEngine,
} from '../command-context.ts';
import { toFailure } from '../failure.ts';
import { runJob } from '../jobs.ts';
import { type MatchResult, matchLines, matchResult } from '../reports/match-report.ts';
import { type EngineClient, type Runtime, writeLines } from '../runtime.ts';

interface Options {
  column: string;
  idColumn?: string;
  out: string;
  k: number;
  oneToOne?: boolean;
  in?: string;
  version?: string;
  prefix: string;
  explanations?: boolean;
  band?: ExportTableRequest['band'];
  keep?: boolean;
  json?: boolean;
}

/** What is asked of the engine, with paths that are absolute. */
interface Asked {
  input: string;
  output: string;
  format: TableFormat;
  options: Options;
}

const BANDS = MatchedRowsRequest.shape.band.unwrap().options;

/** `match WS IN --column C --out OUT`: adds the best entries to every row of a table. */
export function addMatch(program: Command, { runtime }: CommandContext): void {
  program
    .command('match')
    .description('match a column of a table, row by row, and write the table with the results')
    .argument('<workspace>', "the workspace's folder")
    .argument('<table>', 'CSV or TSV with a header row, JSON Lines or Parquet')
    .requiredOption('--column <name>', 'the column to match')
    .requiredOption(
      '--out <file>',
      `where to write, as its ending says (${TableFormat.options.join(', ')}); replaced only when all went well`,
    )
    .option('--id-column <name>', 'the column that names rows; their number if left out')
    .option('--k <n>', 'how many entries a row', wholeNumber(1, 20), 1)
    .option('--one-to-one', 'give no entry to two rows; chosen among the k entries of each')
    .option('--in <name>', 'the collection to match into; the dictionary if left out')
    .option('--version <version>', 'use this version; the one in use if left out')
    .option('--prefix <text>', 'before the names of the added columns', 'match_')
    .option('--explanations', 'add a column that says why, as JSON')
    .addOption(new Option('--band <band>', 'write only the rows of this band').choices(BANDS))
    .option('--keep', 'keep the matched rows in the workspace, to look through them there')
    .option('--json', 'print JSON alone on stdout')
    .addHelpText(
      'after',
      '\nA match that is cancelled keeps its rows: the same command goes on from there.',
    )
    .action(async (workspace: string, table: string, options: Options) => {
      const asked = await checkedPaths(runtime, table, options);
      const result = await withEngine(runtime, workspace, false, ({ client }) =>
        match(runtime, client, asked),
      );
      printResult(runtime, options.json, result, () => matchLines(result));
    });
}

/** What can be known before the workspace is opened. */
async function checkedPaths(runtime: Runtime, table: string, options: Options): Promise<Asked> {
  const input = absolute(runtime, table);
  const output = absolute(runtime, options.out);
  await stat(input);
  await stat(dirname(output));
  return { input, output, format: formatOf(output), options };
}

/** By the ending; CSV where there is none. Throws BAD_INPUT for an ending that says something else. */
function formatOf(path: string): TableFormat {
  const ending = extname(path).slice(1).toLowerCase();
  const known = TableFormat.safeParse(ending === '' ? 'csv' : ending).data;
  if (known !== undefined) return known;
  throw new PlumblineError('BAD_INPUT', `A table cannot be written as .${ending}.`, {
    remedy: `Call it ${TableFormat.options.map((format) => `.${format}`).join(', ')} with --out.`,
  });
}

async function match(runtime: Runtime, client: EngineClient, asked: Asked): Promise<MatchResult> {
  await refuseClashes(runtime, client, asked);
  const table = await matchedTable(runtime, client, asked);
  if (!table.encoding.startsWith('UTF-8'))
    writeLines(runtime.stderr, [`${table.name} is ${table.encoding}; the output is UTF-8.`]);
  const exported = await exportTable(runtime, client, table, asked);
  // Decisions of a person are not thrown away with it.
  const kept = asked.options.keep === true || table.corrected > 0;
  if (!kept) await client.match.remove({ id: table.id });
  return matchResult(table, { out: asked.output, exported, kept });
}

/** A name that is taken should be known before the work, not after it. */
async function refuseClashes(
  { signal }: Runtime,
  { match }: EngineClient,
  { input, format, options }: Asked,
): Promise<void> {
  const { prefix, k, explanations = false } = options;
  const { columns, name } = await match.inspect({ source: { path: input } }, { signal });
  const added = addedColumns({ prefix, k, explanations, nested: format === 'jsonl' });
  const taken = added.find((column) => columns.includes(column));
  if (taken === undefined) return;
  throw new PlumblineError('BAD_INPUT', `The table already has a column "${taken}".`, {
    file: name,
    remedy: 'Choose other names with --prefix, for example --prefix new_.',
  });
}

async function matchedTable(
  runtime: Runtime,
  client: EngineClient,
  { input, options }: Asked,
): Promise<MatchedTable> {
  const { column, idColumn, k, oneToOne = false, in: collection, version } = options;
  const request: MatchTableRequest = {
    source: { path: input },
    ...{ column, k, oneToOne },
    ...(idColumn !== undefined && { idColumn }),
    ...(collection !== undefined && { in: collection }),
    ...(version !== undefined && { version }),
  };
  try {
    const { matched } = await runJob(runtime, client, () => client.jobs.match(request));
    if (matched) return matched;
  } catch (error) {
    if (toFailure(error).code !== 'CANCELLED') throw error;
    throw new PlumblineError('CANCELLED', 'Cancelled.', {
      remedy: 'The rows matched so far are kept: the same command goes on from there.',
    });
  }
  throw new Error('the match ended without a result');
}

async function exportTable(
  runtime: Runtime,
  { match }: EngineClient,
  { id }: MatchedTable,
  { output, format, options }: Asked,
) {
  const { prefix, explanations = false, band } = options;
  const request = { id, format, path: output, prefix, explanations, ...(band && { band }) };
  try {
    return await match.export(request, { signal: runtime.signal });
  } catch (error) {
    writeLines(runtime.stderr, [
      `The matched rows are kept in the workspace as ${id}; its Match screen (serve) can export them.`,
    ]);
    throw error;
  }
}

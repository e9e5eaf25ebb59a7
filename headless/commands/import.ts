import type { Command } from 'commander';
import { CANONICAL, type FilePreview, type ImportRecord } from '#core/contract/data.ts';
import { PlumblineError } from '#core/contract/errors.ts';
import type { ImportRequest } from '#core/contract/jobs.ts';
import { absolute, type CommandContext, printResult, withEngine } from '../command-context.ts';
import { runJob } from '../jobs.ts';
import { type ImportReport, importLines } from '../reports/import-report.ts';
import type { EngineClient, Runtime } from '../runtime.ts';
import { importBundle } from './import-bundle.ts';
import { type ImportOptions, type ImportSource, importSources } from './import-sources.ts';

const HELP = `
A dictionary says by itself what its entries are. Of any other table (CSV, TSV, JSON Lines or
Parquet) say which column holds the keys and which the texts; all other columns become fields.

Outcomes are judgments whose status has a grade from 0 (no) to 1 (yes); 0.5 and more is a yes.
A status without a grade leaves its rows out. Each row joins an entry of any collection, the
query, to one of the canonical collection.

Example:
  plumbline import ws --canonical people.json \\
    --collection vacancies=jobs.csv --key-column ref --text-column title --text-column duties \\
    --feedback outcomes.csv --query-column job --match-column candidate --status-column status \\
    --outcome hired=1 --outcome rejected=0 --outcome withdrew=`;

interface Options extends ImportOptions {
  bundle?: string;
  json?: boolean;
}

/** Gathers the values of an option that may be given several times. */
const several = (value: string, before: readonly string[] = []) => [...before, value];

/** `import WS --canonical F --collection N=F --feedback F`: brings entries and judgments into a workspace. */
export function addImport(program: Command, { runtime }: CommandContext): void {
  program
    .command('import')
    .description('bring a dictionary, further collections and judgments into a workspace')
    .argument('<workspace>', "the workspace's folder")
    .option('--canonical <file>', 'the dictionary: JSON, JSON Lines, CSV, or a table with columns')
    .option('--collection <name=file>', 'another collection; may be repeated', several)
    .option('--key-column <name>', 'column of a table that holds the keys')
    .option('--text-column <name>', 'column that holds a text; may be repeated', several)
    .option('--joined', 'join the texts of a row into one term')
    .option('--field <name>', 'column to keep as a field, instead of all; may be repeated', several)
    .option('--feedback <file>', 'the judgments or outcomes: CSV')
    .option('--query-column <name>', 'column of queries, or of keys of entries')
    .option('--match-column <name>', 'column of matched keys')
    .option('--status-column <name>', 'column that says yes or no, or a status')
    .option('--outcome <status=grade>', 'what a status means; may be repeated', several)
    .option('--bundle <file>', 'a version that another workspace exported; alone')
    .option('--json', 'print JSON alone on stdout')
    .addHelpText('after', HELP)
    .action(async (workspace: string, { bundle, ...options }: Options) => {
      if (bundle !== undefined) {
        await importBundle(runtime, workspace, { bundle, ...options });
        return;
      }
      const sources = importSources(options).map((source) => ({
        ...source,
        path: absolute(runtime, source.path),
      }));
      const result = await withEngine(runtime, workspace, false, ({ client }) =>
        importAll(runtime, client, sources),
      );
      printResult(runtime, options.json, result, () => importLines(result));
    });
}

async function importAll(
  runtime: Runtime,
  client: EngineClient,
  sources: readonly ImportSource[],
): Promise<ImportReport> {
  // Every file is read before any is imported, so that a fault in the second leaves nothing half done.
  const files: ImportReport['files'] = [];
  for (const source of sources) {
    const preview = await client.data.inspect(lookAt(source), { signal: runtime.signal });
    refuseUnready(preview, source);
    files.push({ name: preview.name, findings: preview.findings });
  }
  const imported: ImportRecord[] = [];
  for (const source of sources) {
    const job = await runJob(runtime, client, () => client.jobs.import(requestOf(source)));
    if (job.imported) imported.push(job.imported);
  }
  return { imported, files, findings: await client.data.findings() };
}

function requestOf({ kind, path, collection, entryColumns, mapping }: ImportSource): ImportRequest {
  return {
    source: { path },
    kind,
    ...(collection !== CANONICAL && { collection }),
    ...(entryColumns && { entryColumns }),
    ...(mapping && { mapping }),
  };
}

/** Without columns a table is looked at as a dictionary, whatever collection it goes to, because so it is imported. */
function lookAt(source: ImportSource): ImportRequest {
  const { collection: _place, ...request } = requestOf(source);
  return request;
}

/** Throws BAD_INPUT where something has to be chosen first: the terminal asks no questions. */
function refuseUnready(preview: FilePreview, { path, entryColumns }: ImportSource): void {
  const blocking = preview.findings.find(({ level }) => level === 'block');
  if (blocking) {
    const line = blocking.rows[0]?.line;
    const place = { file: path, ...(line !== undefined && { line }) };
    throw new PlumblineError('BAD_INPUT', `${blocking.title}. ${blocking.detail}`, {
      ...place,
      ...(blocking.rule === 'outcomes-not-mapped' && { remedy: outcomeOptions(preview) }),
    });
  }
  const guess = preview.entryColumns;
  if (!guess || entryColumns) return;
  const texts = guess.texts.map((text) => `--text-column ${quoted(text)}`).join(' ');
  throw new PlumblineError('BAD_INPUT', 'This table does not say by itself what its entries are.', {
    file: path,
    remedy: `Say which columns do, for example with --key-column ${quoted(guess.key)} ${texts}.`,
  });
}

function outcomeOptions({ statuses = [] }: FilePreview): string {
  const named = statuses.slice(0, 3).map(({ value }) => `--outcome ${quoted(`${value}=`)}`);
  return `For example with ${named.join(' ')}, each with its grade after the =.`;
}

/** As a shell wants it where it holds more than letters. */
function quoted(text: string): string {
  return /^[\w=.-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

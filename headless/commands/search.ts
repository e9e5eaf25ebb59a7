import { type Command, Option } from 'commander';
import { PlumblineError } from '#core/contract/errors.ts';
import { type Explanation, SearchMode, type SearchResponse } from '#core/contract/search.ts';
import { type CommandContext, printResult, wholeNumber, withEngine } from '../command-context.ts';
import { explanationLines } from '../reports/explain-report.ts';
import { searchLines } from '../reports/search-report.ts';
import { type EngineClient, type Runtime, writeLines } from '../runtime.ts';
import { painter } from '../terminal/style.ts';
import { parseFilter, typedFilter, type WrittenFilter } from './search-filters.ts';

interface Options {
  key?: string;
  collection?: string;
  in?: string;
  mode?: SearchMode;
  filter: WrittenFilter[];
  explain?: boolean;
  k: number;
  version?: string;
  json?: boolean;
}

const HELP = `
A filter is one of 'field=value', 'field!=a,b', 'field>=3' and 'field<=5'; several are joined by
"and". Put it in quotes for the shell, and a value that holds a comma in double quotes.`;

/** `search WS "text"`: the best entries of a text, or of another entry. */
export function addSearch(program: Command, { runtime }: CommandContext): void {
  program
    .command('search')
    .description('find the entries that a text means')
    .argument('<workspace>', "the workspace's folder")
    .argument('[text]', 'what to look for')
    .option('--key <key>', 'look for entries like this one, in place of a text')
    .option('--collection <name>', 'the collection that has the key; the dictionary if left out')
    .option('--in <name>', 'the collection to search; the dictionary if left out')
    .addOption(
      new Option('--mode <mode>', 'order by the match model, or by one leg alone').choices(
        SearchMode.options,
      ),
    )
    .option(
      '--filter <filter>',
      'search only entries with such a field; may be repeated',
      collect,
      [],
    )
    .option('--explain', 'say why the first result is the first')
    .option('--k <n>', 'how many', wholeNumber(1, 100), 10)
    .option('--version <version>', 'search this version; the one in use if left out')
    .option('--json', 'print JSON alone on stdout')
    .addHelpText('after', HELP)
    .action((workspace: string, text: string | undefined, options: Options) =>
      run(runtime, workspace, text, options),
    );
}

function collect(text: string, before: WrittenFilter[]): WrittenFilter[] {
  return [...before, parseFilter(text)];
}

interface Answer {
  answer: SearchResponse;
  explanation: Explanation | null;
}

async function run(
  runtime: Runtime,
  workspace: string,
  text: string | undefined,
  options: Options,
): Promise<void> {
  const asked = whatIsAsked(text, options);
  const { answer, explanation } = await withEngine(runtime, workspace, true, ({ client }) =>
    ask(client, asked, options, runtime.signal),
  );
  if (answer.notice !== null) writeLines(runtime.stderr, [answer.notice]);
  const result = options.explain ? { ...answer, explanation } : answer;
  const paint = painter(runtime.stdout.color);
  printResult(runtime, options.json, result, () => [
    ...searchLines(answer),
    ...(explanation ? ['', ...explanationLines(explanation, paint)] : []),
  ]);
}

/** Only what was given: the defaults are the engine's. */
function whatIsAsked(text: string | undefined, options: Options) {
  const { key, collection, in: searched, version } = options;
  if ((text === undefined) === (key === undefined))
    throw new PlumblineError('BAD_INPUT', 'Give either a text or --key.', {
      remedy: 'For example: search WORKSPACE "software engineer".',
    });
  if (collection !== undefined && key === undefined)
    throw new PlumblineError('BAD_INPUT', '--collection says where a --key is; there is none.', {
      remedy: 'To search a collection, name it with --in.',
    });
  return {
    ...(text === undefined ? {} : { text }),
    ...(key === undefined ? {} : { key }),
    ...(collection === undefined ? {} : { collection }),
    ...(searched === undefined ? {} : { in: searched }),
    ...(version === undefined ? {} : { version }),
  };
}

async function ask(
  { search }: EngineClient,
  asked: ReturnType<typeof whatIsAsked>,
  { k, mode, filter, explain }: Options,
  signal: AbortSignal,
): Promise<Answer> {
  const { in: searched, version } = asked;
  const place = { ...(searched && { in: searched }), ...(version && { version }) };
  const fields = filter.length > 0 ? await search.fields(place, { signal }) : [];
  const filters = filter.map((written) => typedFilter(written, fields));
  const request = { ...asked, k, ...(mode && { mode }), ...(filters.length > 0 && { filters }) };
  const answer = await search.query(request, { signal });
  const [first] = answer.results;
  if (!explain || !first) return { answer, explanation: null };
  const explanation = await search.explain({ ...asked, entry: first.key }, { signal });
  return { answer, explanation };
}

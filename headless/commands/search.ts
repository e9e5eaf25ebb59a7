import type { Command } from 'commander';
import { PlumblineError } from '#core/contract/errors.ts';
import type { SearchHit, SearchResponse } from '#core/contract/search.ts';
import { type CommandContext, printResult, wholeNumber, withEngine } from '../command-context.ts';
import { writeLines } from '../runtime.ts';
import { metric } from '../terminal/numbers.ts';
import { table } from '../terminal/table.ts';

interface Options {
  key?: string;
  k: number;
  version?: string;
  json?: boolean;
}

/** `search WS "text"`: the best entries of a text, or of another entry. */
export function addSearch(program: Command, { runtime }: CommandContext): void {
  program
    .command('search')
    .description('find the entries that a text means')
    .argument('<workspace>', "the workspace's folder")
    .argument('[text]', 'what to look for')
    .option('--key <key>', 'look for entries like this one, in place of a text')
    .option('--k <n>', 'how many', wholeNumber(1, 100), 10)
    .option('--version <version>', 'search this version; the one in use if left out')
    .option('--json', 'print JSON alone on stdout')
    .action(async (workspace: string, text: string | undefined, options: Options) => {
      const request = searchRequest(text, options);
      const answer = await withEngine(runtime, workspace, true, ({ client }) =>
        client.search.query(request, { signal: runtime.signal }),
      );
      if (answer.notice !== null) writeLines(runtime.stderr, [answer.notice]);
      printResult(runtime, options.json, answer, () => resultLines(answer));
    });
}

function searchRequest(text: string | undefined, { key, k, version }: Options) {
  if ((text === undefined) === (key === undefined))
    throw new PlumblineError('BAD_INPUT', 'Give either a text or --key.', {
      remedy: 'For example: search WORKSPACE "software engineer".',
    });
  return {
    k,
    ...(text === undefined ? {} : { text }),
    ...(key === undefined ? {} : { key }),
    ...(version === undefined ? {} : { version }),
  };
}

function resultLines(answer: SearchResponse): string[] {
  if (answer.results.length === 0) return ['Nothing was found.'];
  const right = { align: 'right' } as const;
  return table(
    [
      { title: '', ...right },
      { title: 'key', max: 40 },
      { title: 'name', max: 50 },
      { title: 'best term', max: 50 },
      { title: 'probability', ...right },
      { title: 'band' },
      { title: 'semantic', ...right },
      { title: 'lexical', ...right },
    ],
    answer.results.map(resultRow),
  );
}

function resultRow(hit: SearchHit, index: number): string[] {
  return [
    String(index + 1),
    hit.key,
    hit.name,
    hit.term,
    metric(hit.probability),
    hit.band ?? '–',
    metric(hit.semantic),
    metric(hit.lexical),
  ];
}

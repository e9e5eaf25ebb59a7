import { spawnSync } from 'node:child_process';
import { embedStream } from '#core/embed/pipeline/embed-pipeline.ts';
import { openStaticEmbedder } from '#core/embed/static/open-static-embedder.ts';
import { builtinModelFolder } from '#core/node-resources.ts';
import { silentContext } from '#core/platform/node/job-context.ts';
import { nodeClock } from '#core/platform/node/node-clock.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { printTable, type Row, whole } from '../section.ts';
import { quantile } from '../table.ts';
import { allTitles } from './texts.ts';
import { embedCommand } from './whole-command.ts';

/** The whole text, without prefixes. */
export const BUILTIN_USE = { maxTokens: 1_000_000, prefixes: { query: '', term: '' } };

/** The argument that makes this program a child which embeds so many texts and tells how it went. */
export const CHILD = 'builtin-child';

const ROUNDS = 5;
const MILLION = 1_000_000;

interface ChildReport {
  loadMs: number;
  textsPerSecond: number;
  peakMb: number;
}

/** Loads the builtin model and streams `count` texts through the pipeline, each of them different. */
export async function builtinChild(count: number): Promise<void> {
  const began = performance.now();
  const embedder = await openStaticEmbedder(nodeFiles(), builtinModelFolder(), BUILTIN_USE);
  const loadMs = performance.now() - began;
  const titles = await allTitles();
  const source = (async function* () {
    for (let from = 0; from < count; from += 1000) {
      const length = Math.min(1000, count - from);
      yield Array.from({ length }, (_, i) => textAt(titles, from + i));
    }
  })();
  const options = {
    embedder,
    cache: null,
    role: 'term',
    context: silentContext(nodeClock()),
  } as const;
  const started = performance.now();
  let embedded = 0;
  for await (const { stats } of embedStream(source, {
    ...options,
    space: { id: 'b', name: 'b' },
  })) {
    embedded = stats.distinct;
  }
  const report: ChildReport = {
    loadMs,
    textsPerSecond: embedded / ((performance.now() - started) / 1000),
    peakMb: process.resourceUsage().maxRSS / 1024,
  };
  console.log(JSON.stringify(report));
}

function* distinctTexts(titles: readonly string[], count: number): Generator<string> {
  for (let at = 0; at < count; at += 1) yield textAt(titles, at);
}

/** The titles, and after them the titles again with a number, so that no text is a repetition. */
function textAt(titles: readonly string[], at: number): string {
  const title = titles[at % titles.length] ?? '';
  const round = Math.floor(at / titles.length);
  return round === 0 ? title : `${title} ${round}`;
}

function inChild(count: number): ChildReport {
  const program = process.argv[1] ?? '';
  const { stdout, stderr, status } = spawnSync(process.execPath, [program, CHILD, String(count)], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The child that embeds ${count} texts failed: ${stderr}`);
  return JSON.parse(stdout) as ChildReport;
}

/** Speed, memory and loading of the model that ships with the app, each in a process of its own. */
export async function builtin(): Promise<boolean> {
  const titles = await allTitles();
  const runs = Array.from({ length: ROUNDS }, () => inChild(titles.length));
  const million = inChild(MILLION);
  const command = await embedCommand(distinctTexts(titles, MILLION));
  const median = (of: (run: ChildReport) => number) => quantile(runs.map(of), 0.5);
  const load = median(({ loadMs }) => loadMs);
  const speed = median(({ textsPerSecond }) => textsPerSecond);
  const row = (
    name: string,
    value: number,
    unit: string,
    bound = '',
    holds: boolean | null = null,
  ) => ({ cells: [name, `${whole(value)} ${unit}`, bound], holds }) satisfies Row;
  const fast = (value: number) => [value, 'texts/s', '40,000', value >= 40_000] as const;
  const small = (value: number) => [value, 'MB', '400 MB', value < 400] as const;
  const rows = [
    row('loading', load, 'ms', '300 ms', load < 300),
    row(`${whole(titles.length)} titles`, ...fast(speed)),
    row('1,000,000 texts', ...fast(million.textsPerSecond)),
    row('peak memory of the process for them', ...small(million.peakMb)),
    row('plumbline embed, the same from CSV to Parquet', command.textsPerSecond, 'texts/s'),
    row('its peak memory', ...small(command.peakMb)),
  ];
  return printTable('The builtin model, no cache', ['', 'measured', 'bound'], rows);
}

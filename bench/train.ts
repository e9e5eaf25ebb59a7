import { join } from 'node:path';
import { dataFolder } from './lib/data.ts';
import { machine, markdownTable, quantile } from './lib/table.ts';
import { type BenchEngine, finished, withWorkspace } from './lib/workspace.ts';

/**
 * Full-train on O*NET's 29,017 terms with the embedder of the settings, builtin with lexical beside it: time, memory, how often progress comes, and how fast a
 * search is answered meanwhile, beside the same searches on the idle engine.
 */
const QUERIES = [
  'softwar enginer',
  'rn night shift',
  'loan officer',
  'hgv driver',
  'cfo',
  'teacher of maths',
];
const PAUSE_MS = 100;

async function searchTimes(engine: BenchEngine, until: () => boolean): Promise<number[]> {
  const times: number[] = [];
  while (!until()) {
    const text = QUERIES[times.length % QUERIES.length] ?? '';
    const started = performance.now();
    await engine.client.search.query({ text, k: 10 });
    times.push(performance.now() - started);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return times;
}

async function trainOnce(engine: BenchEngine, searching: boolean) {
  const { id } = await engine.client.jobs.train({ mode: 'full-train', embedder: 'builtin' });
  const gaps: number[] = [];
  let last = performance.now();
  const started = last;
  let done = false;
  const searches = searching ? searchTimes(engine, () => done) : Promise.resolve([]);
  const job = await finished(engine, id, () => {
    const now = performance.now();
    gaps.push(now - last);
    last = now;
  });
  done = true;
  const seconds = (performance.now() - started) / 1000;
  return { job, gaps, seconds, searches: await searches };
}

const folder = join(dataFolder(), 'onet');
const files = { canonical: join(folder, 'canonical.json'), feedback: join(folder, 'feedback.csv') };
await withWorkspace(files, async (engine) => {
  const first = await trainOnce(engine, false);
  let left = 50;
  const idle = await searchTimes(engine, () => left-- <= 0);
  const second = await trainOnce(engine, true);
  const row = (name: string, value: string, bound: string, holds: boolean) => [
    name,
    value,
    bound,
    holds ? 'yes' : 'NO',
  ];
  const events = first.gaps.length / first.seconds;
  const slowest = Math.max(...second.searches);
  const ms = (value: number) => `${value.toFixed(0)} ms`;
  const ratio = quantile(second.searches, 0.95) / quantile(idle, 0.95);
  const memory = first.job.train?.peak_rss_mb ?? 0;
  const rows = [
    row('full-train, wall time', `${first.seconds.toFixed(1)} s`, '60 s', first.seconds <= 60),
    row('peak memory of the process', `${memory} MB`, '1500 MB', memory <= 1500),
    row('progress events', `${events.toFixed(1)} a second`, '2', events >= 2),
    row(
      'longest gap between them',
      ms(Math.max(...first.gaps)),
      '500 ms',
      Math.max(...first.gaps) <= 500,
    ),
    row(
      'search while training, p95',
      ms(quantile(second.searches, 0.95)),
      '100 ms',
      quantile(second.searches, 0.95) < 100,
    ),
    row('search while training, slowest', ms(slowest), '100 ms', slowest < 100),
    row('search on the idle engine, p95', ms(quantile(idle, 0.95)), '', true),
    row('ratio of the two p95', ratio.toFixed(1), '3', ratio < 3),
  ];
  console.log(`\n${machine()}\n`);
  console.log(markdownTable(['O*NET, builtin with lexical', 'measured', 'bound', 'holds'], rows));
  console.log(`\nStages of the first training (s): ${JSON.stringify(first.job.train?.timings)}`);
  console.log(
    `Second training with searches beside it: ${second.seconds.toFixed(1)} s, ${second.searches.length} searches.`,
  );
  if (rows.some((cells) => cells.at(-1) === 'NO')) process.exitCode = 1;
});

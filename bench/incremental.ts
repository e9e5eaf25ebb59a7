import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dataFolder } from './lib/data.ts';
import { machine, markdownTable } from './lib/table.ts';
import { type BenchEngine, finished, withWorkspace } from './lib/workspace.ts';

/**
 * O*NET with one entry in a hundred changed: an incremental training that takes over vectors, the same that embeds every
 * term anew, and a full training on the changed data, in one run.
 */
const MOST_OF_FULL = 0.15;

/** Swaps one name of every hundredth entry for another. */
async function changeDictionary(from: string, to: string): Promise<void> {
  const dictionary = JSON.parse(await readFile(from, 'utf8')) as Record<string, string[]>;
  Object.entries(dictionary).forEach(([key, terms], n) => {
    if (n % 100 === 0) dictionary[key] = [...terms.slice(0, -1), `${key} under another name`];
  });
  await writeFile(to, JSON.stringify(dictionary));
}

async function timed(
  engine: BenchEngine,
  request: Parameters<BenchEngine['client']['jobs']['train']>[0],
) {
  const started = performance.now();
  const { id } = await engine.client.jobs.train(request);
  const { train } = await finished(engine, id);
  if (!train?.version) throw new Error('No version was made.');
  return { ...train, version: train.version, seconds: (performance.now() - started) / 1000 };
}

const folder = join(dataFolder(), 'onet');
const files = { canonical: join(folder, 'canonical.json'), feedback: join(folder, 'feedback.csv') };
await withWorkspace(files, async (engine, workspace) => {
  const { client } = engine;
  await client.workspace.update({ minAccuracy: 0, maxNdcgDrop: 1, targetPrecision: 0.5 });
  const parent = await timed(engine, { mode: 'full-train', embedder: 'builtin' });
  const changed = join(workspace, 'changed.json');
  await changeDictionary(files.canonical, changed);
  const imported = await client.jobs.import({ source: { path: changed }, kind: 'canonical' });
  await finished(engine, imported.id);
  const back = () => client.versions.rollback({ version: parent.version });
  const quick = await timed(engine, { mode: 'incremental' });
  await back();
  const anew = await timed(engine, { mode: 'incremental', reuse: false });
  await back();
  const full = await timed(engine, { mode: 'full-train', embedder: 'builtin' });
  const share = quick.seconds / full.seconds;
  const same = JSON.stringify(quick.metrics) === JSON.stringify(anew.metrics);
  const row = (name: string, { seconds, metrics }: typeof full) => [
    ...[name, `${seconds.toFixed(1)} s`, `${((100 * seconds) / full.seconds).toFixed(0)} %`],
    metrics?.test['mrr@10'].toFixed(4) ?? '',
  ];
  console.log(`\n${machine()}\n`);
  console.log(
    markdownTable(
      ['O*NET, 1 % of the entries changed', 'time', 'of full', 'MRR@10'],
      [
        row('full training', full),
        row('incremental', quick),
        row('incremental, every term embedded anew', anew),
      ],
    ),
  );
  console.log(`\nStages of the incremental one (s): ${JSON.stringify(quick.timings)}`);
  console.log(`Metrics with and without taking over: ${same ? 'the same' : 'NOT THE SAME'}.`);
  if (share > MOST_OF_FULL || !same) process.exitCode = 1;
});

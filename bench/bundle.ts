import { fork } from 'node:child_process';
import { cp, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createNodeWorkspace, openNodeEngine } from '#core/node-engine.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { dataFolder } from './lib/data.ts';
import { printTable, type Row } from './lib/section.ts';
import { machine } from './lib/table.ts';
import { type BenchEngine, finished, withWorkspace } from './lib/workspace.ts';

/**
 * A version of O*NET's 29,017 terms as a bundle: how long it takes to export and to import with every check, the memory of
 * a process that does nothing else, and whether two exports have the same bytes. `PLUMBLINE_WORKSPACE` names a trained
 * workspace to take instead of training one.
 */
interface Work {
  folder: string;
  job: 'export' | 'import';
  bundle: string;
}

interface Done {
  seconds: number;
  /** Of the process before the job, and at most. */
  before: number;
  peak: number;
  stages: string[];
}

const SECONDS = 5;
const MB = 300;
const RUNS = 3;

const peakMb = () => process.resourceUsage().maxRSS / 1024;

/** In the child: one job in a fresh process, as its worker would do it. */
async function work({ folder, job, bundle }: Work): Promise<Done> {
  const engine = await openNodeEngine({ folder });
  const before = peakMb();
  const started = performance.now();
  const { jobs } = engine.client;
  const { id } =
    job === 'export'
      ? await jobs.exportBundle({ version: 'latest', out: bundle, replace: true })
      : await jobs.importBundle({ source: { path: bundle } });
  const state = await finished(engine, id);
  const seconds = (performance.now() - started) / 1000;
  await engine.close();
  const stages = state.stages.map((one) => `${one.stage} ${one.seconds.toFixed(1)} s`);
  return { seconds, before, peak: peakMb(), stages };
}

function inChild(task: Work): Promise<Done> {
  return new Promise((resolve, reject) => {
    const child = fork(process.argv[1] ?? '', ['--child', JSON.stringify(task)], { execArgv: [] });
    child.on('message', (done: Done) => resolve(done));
    child.on('exit', (code) => code !== 0 && reject(new Error(`the child ended with ${code}`)));
  });
}

async function trained<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const known = process.env.PLUMBLINE_WORKSPACE;
  if (known !== undefined) {
    const copy = await mkdtemp(join(tmpdir(), 'plumbline-bench-'));
    await cp(known, copy, { recursive: true });
    return work(copy).finally(() => rm(copy, { recursive: true, force: true }));
  }
  const data = join(dataFolder(), 'onet');
  const files = { canonical: join(data, 'canonical.json'), feedback: join(data, 'feedback.csv') };
  return withWorkspace(files, async (engine: BenchEngine, folder) => {
    await engine.client.workspace.update({ adapter: 'off' });
    const { id } = await engine.client.jobs.train({ mode: 'full-train', embedder: 'builtin' });
    await finished(engine, id);
    await engine.close();
    return work(folder);
  });
}

function rowOf(name: string, runs: Done[]): Row[] {
  const best = Math.min(...runs.map(({ seconds }) => seconds));
  const peak = Math.max(...runs.map((run) => run.peak));
  const before = Math.max(...runs.map((run) => run.before));
  return [
    { cells: [`${name}, time`, `${best.toFixed(1)} s`, `${SECONDS} s`], holds: best < SECONDS },
    {
      cells: [`${name}, peak memory of the process`, `${peak.toFixed(0)} MB`, `${MB} MB`],
      holds: peak < MB,
    },
    { cells: [`${name}, the process before the job`, `${before.toFixed(0)} MB`, ''], holds: null },
  ];
}

async function main(): Promise<void> {
  const files = nodeFiles();
  const place = await mkdtemp(join(tmpdir(), 'plumbline-bench-bundle-'));
  try {
    await trained(async (folder) => {
      const hashes = new Set<string>();
      const [exports, imports]: Done[][] = [[], []];
      const bundle = join(place, 'a.plumbline.zip');
      for (let run = 0; run < RUNS; run += 1) {
        exports?.push(await inChild({ folder, job: 'export', bundle }));
        hashes.add(await files.sha256(bundle));
        const empty = join(place, `empty-${run}`);
        await createNodeWorkspace({ folder: empty, name: 'empty' });
        imports?.push(await inChild({ folder: empty, job: 'import', bundle }));
      }
      const same = hashes.size === 1;
      console.log(`\n${machine()}`);
      const bytes = (await stat(bundle)).size / 1e6;
      const rows = [
        ...rowOf('export', exports ?? []),
        ...rowOf('import', imports ?? []),
        { cells: ['exports with the same bytes', same ? 'yes' : 'no', 'yes'], holds: same },
      ];
      const versions = await readdir(join(folder, 'versions'));
      const title = `${versions.at(-1)}, a bundle of ${bytes.toFixed(0)} MB, best of ${RUNS} runs`;
      if (!printTable(title, ['', 'measured', 'bound'], rows)) process.exitCode = 1;
      console.log(`\n${exports?.at(-1)?.stages.join(', ')}; ${imports?.at(-1)?.stages.join(', ')}`);
    });
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

const [flag, task] = process.argv.slice(2);
if (flag === '--child') {
  const done = await work(JSON.parse(task ?? '') as Work);
  process.send?.(done);
} else await main();

import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataFolder } from '../data.ts';
import { printTable, type Row, whole } from '../section.ts';
import { type BenchEngine, finished, withWorkspace } from '../workspace.ts';
import { type Served, serve } from './child.ts';
import { growthPlot } from './growth-plot.ts';
import { dictionaryOf } from './made-up-terms.ts';

/** Terms, and the most that a search may take at the 95th percentile and an opening in all, in milliseconds. */
const SIZES: readonly { terms: number; p95?: number; open?: number }[] = [
  { terms: 1_000 },
  { terms: 10_000 },
  { terms: 29_017, p95: 20, open: 1000 },
  { terms: 100_000 },
  { terms: 200_000, p95: 50 },
  { terms: 1_000_000, p95: 150, open: 5000 },
];
/** Judgments that a match model is fitted on: enough for one, and few enough for a million terms. */
const JUDGMENTS = 3000;
const MIB = 2 ** 20;

export interface Size {
  terms: number;
  dimensions: number;
  bytes: number;
  served: Served;
  trainSeconds: number;
  diskBytes: number;
}

/** The whole way from a text to explained results, from a thousand terms to a million. */
export async function growth(): Promise<boolean> {
  const measured: Size[] = [];
  const rows: Row[] = [];
  for (const { terms, p95, open } of SIZES) {
    const size = await measure(terms, { withLexical: false });
    measured.push(size);
    rows.push(rowOf(`${whole(terms)} terms`, size, p95, open));
    console.log(`  ${whole(terms)} terms: p95 ${size.served.p95.toFixed(1)} ms`);
  }
  const fused = await measure(29_017, { withLexical: true });
  rows.push(rowOf('29,017 terms, lexical beside it', fused, 20, 1000));
  const header = [
    'builtin',
    'd',
    'p50 ms',
    'p95 ms',
    'open s',
    'memory / vectors',
    'grown by MiB',
    'vectors MiB',
    'disk MiB',
    'train s',
  ];
  const holds = printTable('From text to explained results', header, rows);
  const path = join(process.cwd(), 'docs', 'images', 'search-growth.svg');
  await writeFile(path, growthPlot(measured));
  console.log(`\nThe plot is in ${path}.`);
  return holds;
}

function rowOf(name: string, size: Size, p95?: number, open?: number): Row {
  const { served, bytes, dimensions, trainSeconds, diskBytes } = size;
  const grown = served.after - served.before;
  const share = grown / bytes;
  const inTime = p95 === undefined || served.p95 <= p95;
  const opened = open === undefined || served.openMs <= open;
  // The program itself weighs more than a few thousand vectors.
  const small = size.terms < 200_000 || share <= 1.3;
  return {
    cells: [
      name,
      String(dimensions),
      served.p50.toFixed(1),
      served.p95.toFixed(1),
      (served.openMs / 1000).toFixed(2),
      share.toFixed(2),
      whole(grown / MIB),
      whole(bytes / MIB),
      whole(diskBytes / MIB),
      trainSeconds.toFixed(0),
    ],
    holds: p95 === undefined && open === undefined ? null : inTime && opened && small,
  };
}

async function measure(terms: number, settings: { withLexical: boolean }): Promise<Size> {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-growth-'));
  try {
    const canonical = join(folder, 'canonical.json');
    const feedback = join(folder, 'feedback.csv');
    await writeFile(canonical, JSON.stringify(dictionaryOf(terms)));
    await writeFile(feedback, someJudgments());
    const work = async (engine: BenchEngine, workspace: string) => {
      await engine.client.workspace.update(settings);
      const { id } = await engine.client.jobs.train({ mode: 'full-train', embedder: 'builtin' });
      const { train } = await finished(engine, id);
      const [version] = await engine.client.versions.list();
      if (!train || !version) throw new Error('No version was made.');
      return {
        ...{ terms, dimensions: version.dimensions, diskBytes: version.bytes },
        bytes: version.dimensions * (version.data.terms + version.data.learntTerms) * 4,
        trainSeconds: Object.values(train.timings).reduce((sum, seconds) => sum + seconds, 0),
        served: serve(workspace),
      };
    };
    return await withWorkspace({ canonical, feedback }, work);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function someJudgments(): string {
  const text = readFileSync(join(dataFolder(), 'onet', 'feedback.csv'), 'utf8');
  return text
    .split('\n')
    .slice(0, JUDGMENTS + 1)
    .join('\n');
}

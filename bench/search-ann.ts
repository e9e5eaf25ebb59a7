import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Index } from '@lancedb/lancedb';
import { cacheBytesFor, planIndex } from '#core/index/lance-ann-plan.ts';
import { measureRecall, type RecallQuery, recallQueries } from '#core/index/lance-ann-recall.ts';
import { innerProducts, nearestRows } from '#core/index/lance-ann-search.ts';
import { openVectorTable, type VectorTable } from '#core/index/lance-ann-table.ts';
import { writeTerms } from '#core/index/lance-terms.ts';
import { embeddingLike } from './lib/search-ann/embedding-like.ts';
import { machine, markdownTable, quantile } from './lib/table.ts';

/**
 * Which of LanceDB's indexes answers best where vectors do not fit into memory: time to build, size, time of a search
 * that scores its 400 candidates exactly, and the share of the ten nearest that it finds, by how much of the index is
 * looked through. Arguments: rows (200000), then the names of the indexes; none means all.
 */
const DIMENSIONS = 256;
const QUERIES = 100;
const SAMPLE = 50;
const NEAR = 400;
const EFFORTS = [0.1, 0.3, 0.5, 0.8, 1];
const ROWS_OF = 2000;

interface Candidate {
  partitions: number;
  config(partitions: number): Index;
}

function candidates(rows: number): Record<string, Candidate> {
  const { partitions } = planIndex(rows, DIMENSIONS);
  const distanceType = 'dot';
  const finer = Math.round(rows / 1024);
  const flat = (numPartitions: number) => Index.ivfFlat({ distanceType, numPartitions });
  const bits = (numPartitions: number) => Index.ivfRq({ distanceType, numPartitions });
  return {
    IVF_FLAT: { partitions, config: flat },
    'IVF_FLAT, finer': { partitions: finer, config: flat },
    IVF_RQ: { partitions, config: bits },
    'IVF_RQ, finer': { partitions: finer, config: bits },
    'IVF_RQ, 3 bits': {
      partitions,
      config: (numPartitions) => Index.ivfRq({ distanceType, numPartitions, numBits: 3 }),
    },
    IVF_PQ: {
      partitions,
      config: (numPartitions) => Index.ivfPq({ distanceType, numPartitions }),
    },
    IVF_HNSW_SQ: {
      partitions: 1,
      config: (numPartitions) => Index.hnswSq({ distanceType, numPartitions }),
    },
  };
}

interface Questions {
  table: VectorTable;
  /** Searched one after the other; [queries] inner product of the tenth nearest of each. */
  queries: readonly Float32Array[];
  tenth: readonly number[];
  /** Stored vectors, as the product itself measures recall. */
  sample: readonly RecallQuery[];
}

/** Times of a search with every query, and the mean share of the ten nearest that it found. */
async function ask({ table, queries, tenth }: Questions, probes: number | null) {
  const times: number[] = [];
  let found = 0;
  for (const query of queries.slice(0, 10)) await nearestRows(table, query, { near: NEAR, probes });
  for (const [q, query] of queries.entries()) {
    const started = performance.now();
    const { scores } = await nearestRows(table, query, { near: NEAR, probes });
    times.push(performance.now() - started);
    const least = (tenth[q] as number) - 1e-6;
    found += Math.min(10, scores.filter((score) => score >= least).length) / 10;
  }
  return { times, recall: found / queries.length };
}

const milliseconds = (times: readonly number[]) => [
  quantile(times, 0.5).toFixed(1),
  quantile(times, 0.95).toFixed(1),
];

/** Lines of the table: one for each share of the partitions that differs. */
async function tryIndex(
  name: string,
  { partitions, config }: Candidate,
  asked: Questions,
): Promise<string[][]> {
  const { store } = asked.table;
  const started = performance.now();
  await store.createIndex('vector', { config: config(partitions) });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const [built] = await store.listIndices();
  const megabytes = ((built?.sizeBytes ?? 0) / 1e6).toFixed(0);
  const lines: string[][] = [];
  const probed = new Set(EFFORTS.map((effort) => Math.max(1, Math.round(effort * partitions))));
  for (const probes of probed) {
    const { times, recall } = await ask(asked, probes);
    const own = await measureRecall(asked.table, asked.sample, probes);
    const shares = [recall.toFixed(3), own.toFixed(3)];
    const searched = `${probes} of ${partitions}`;
    lines.push([name, seconds, megabytes, searched, ...milliseconds(times), ...shares]);
    console.error(lines.at(-1)?.join('  '));
  }
  return lines;
}

async function questions(table: VectorTable, matrix: Float32Array): Promise<Questions> {
  const queries = Array.from({ length: QUERIES }, (_, q) =>
    matrix.subarray(q * DIMENSIONS, (q + 1) * DIMENSIONS),
  );
  const tenth: number[] = [];
  for (const query of queries) {
    const { scores } = await nearestRows(table, query, { near: 10, probes: null });
    tenth.push(scores[9] ?? 0);
  }
  return { table, queries, tenth, sample: await recallQueries(table, { count: SAMPLE, seed: 1 }) };
}

/** Median time of reading and multiplying vectors of rows here and there. */
async function readingTime({ table, queries }: Questions): Promise<string> {
  const none = { rows: new Uint32Array(0), scores: new Float32Array(0) };
  const times: number[] = [];
  for (const [q, query] of queries.slice(0, 30).entries()) {
    const rows = Uint32Array.from(
      { length: ROWS_OF },
      (_, i) => ((i + q * ROWS_OF) * 7919) % table.rows,
    );
    const started = performance.now();
    await innerProducts(table, query, rows, none);
    times.push(performance.now() - started);
  }
  return quantile(times, 0.5).toFixed(0);
}

async function compare(rows: number, names: readonly string[], folder: string): Promise<void> {
  const { vectors, queries } = embeddingLike(rows, QUERIES, DIMENSIONS, 1);
  await writeTerms(folder, {
    ...{ keys: ['k'], names: ['k'], terms: new Array<string>(rows).fill(''), vectors },
    ...{ entryOf: new Uint32Array(rows), learntFrom: new Array<null>(rows).fill(null) },
    dimensions: DIMENSIONS,
  });
  const cacheBytes = cacheBytesFor(rows, DIMENSIONS);
  const table = await openVectorTable(folder, { rows, dimensions: DIMENSIONS, cacheBytes });
  try {
    const asked = await questions(table, queries);
    const all = await ask(asked, null);
    const lines = [['none: compares all', '0', '0', '', ...milliseconds(all.times), '1.000', '']];
    for (const [name, candidate] of Object.entries(candidates(rows))) {
      if (names.length > 0 && !names.includes(name)) continue;
      lines.push(...(await tryIndex(name, candidate, asked)));
    }
    console.log(`\n${machine()}\n`);
    const cache = (cacheBytes / 1e6).toFixed(0);
    const given = (rows * DIMENSIONS * 4) / 1e6;
    console.log(
      `${rows} x ${DIMENSIONS}: ${given.toFixed(0)} MB of vectors, ${cache} MB of cache\n`,
    );
    console.log(markdownTable(HEADER, lines));
    console.log(`\nInner products with ${ROWS_OF} rows: ${await readingTime(asked)} ms`);
  } finally {
    table.close();
  }
}

const HEADER = [
  'index',
  'built in s',
  'MB',
  'partitions',
  'p50 ms',
  'p95 ms',
  'recall@10',
  `of ${SAMPLE} stored`,
];

const [count = '200000', ...names] = process.argv.slice(2);
const rows = Number(count);
const unknown = names.filter((name) => !(name in candidates(rows)));
if (!(rows > 0) || unknown.length > 0) {
  const known = Object.keys(candidates(1e6)).join('", "');
  throw new Error(`Say how many rows, and then any of "${known}".`);
}
const folder = await mkdtemp(join(tmpdir(), 'plumbline-bench-'));
try {
  await compare(rows, names, folder);
} finally {
  await rm(folder, { recursive: true, force: true });
}

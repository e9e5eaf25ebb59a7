import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createExactScan, type ExactScan } from '#core/index/exact-scan.ts';
import { buildApproximateIndex, openApproximateScan } from '#core/index/lance-ann.ts';
import { writeTerms } from '#core/index/lance-terms.ts';
import { topEntries } from '#core/match/top-entries.ts';
import { nodeWiring } from '#core/node-wiring.ts';
import { printTable, type Row, whole } from '../section.ts';
import { quantile } from '../table.ts';
import { clusteredVectors } from './clustered.ts';
import { askFaiss, type FaissAnswer } from './faiss.ts';
import { memoryReader } from './read-memory.ts';

const K = 10;
const QUERIES = 60;
/** Queries that one way answers before the other has its turn. */
const BLOCK = 10;
const REST_MS = 100;
const SIZES: readonly [rows: number, dimensions: number][] = [
  [29_017, 256],
  [29_017, 384],
  [200_000, 256],
  [200_000, 384],
  [1_000_000, 256],
  [1_000_000, 384],
];
/** LanceDB is slow to write and to search at a million; one width shows it. */
const withLance = (rows: number, d: number) => d === 256 || rows < 1_000_000;

/** What one way of searching took and found. */
interface Way {
  name: string;
  milliseconds: number[];
  /** [queries][k] */
  found: number[][];
  note: string;
}

/** One query at a time against the same vectors: ours, reading memory, a plain loop, LanceDB, faiss. */
export async function scan(): Promise<boolean> {
  let holds = true;
  for (const [rows, d] of SIZES) holds = (await scanOne(rows, d)) && holds;
  return holds;
}

async function scanOne(rows: number, d: number): Promise<boolean> {
  const vectors = clusteredVectors(rows, d, 2);
  const queries = clusteredVectors(QUERIES, d, 3);
  const threads = nodeWiring().intraOpThreads;
  const faiss = await askFaiss(vectors, queries, d, K);
  const exact = await createExactScan(vectors, d, threads);
  const memory = await memoryReader(vectors, d, threads);
  const ours: Way = { name: 'Plumbline, exact', milliseconds: [], found: [], note: '' };
  const reading: number[] = [];
  await warm(exact, queries.subarray(0, d));
  for (let start = 0; start < QUERIES; start += BLOCK) {
    // In turn, so that both meet the same machine, but in blocks: the threads of a session spin for a while after a
    // call, which would take a core from the other's.
    await pause(REST_MS);
    for (let q = start; q < start + BLOCK; q += 1) reading.push(await timed(memory.read));
    await pause(REST_MS);
    for (let q = start; q < start + BLOCK; q += 1) {
      const query = queries.subarray(q * d, (q + 1) * d);
      ours.milliseconds.push(await timed(async () => void (await exact.scores(query))));
    }
  }
  for (let q = 0; q < QUERIES; q += 1) {
    const scores = await exact.scores(queries.subarray(q * d, (q + 1) * d));
    ours.found.push(nearest(scores.slice(), rows));
  }
  await exact.close();
  await memory.close();
  const loop = plainLoop(vectors, queries, d);
  const lance = withLance(rows, d) ? await lanceWays(vectors, queries, d) : [];
  return report({ rows, d, reading, ours, loop, lance, faiss });
}

async function warm(scan: ExactScan, query: Float32Array): Promise<void> {
  for (let i = 0; i < 3; i += 1) await scan.scores(query);
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** Row numbers of the k largest, ties by number. */
function nearest(scores: Float32Array, rows: number): number[] {
  const byNumber = Uint32Array.from({ length: rows }, (_, row) => row);
  return topEntries(scores, K, byNumber);
}

/** Queries that the slow ways answer. */
const FEW = 12;

function plainLoop(vectors: Float32Array, queries: Float32Array, d: number): Way {
  const rows = vectors.length / d;
  const way: Way = { name: 'a plain loop', milliseconds: [], found: [], note: `${FEW} queries` };
  const scores = new Float32Array(rows);
  for (let q = 0; q < FEW; q += 1) {
    const started = performance.now();
    for (let row = 0; row < rows; row += 1) {
      let sum = 0;
      for (let c = 0; c < d; c += 1)
        sum += (vectors[row * d + c] as number) * (queries[q * d + c] as number);
      scores[row] = sum;
    }
    way.milliseconds.push(performance.now() - started);
    way.found.push(nearest(scores, rows));
  }
  return way;
}

async function lanceWays(vectors: Float32Array, queries: Float32Array, d: number): Promise<Way[]> {
  const rows = vectors.length / d;
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-lance-'));
  try {
    await writeTerms(folder, {
      ...{ keys: ['k'], names: ['k'], terms: new Array<string>(rows).fill(''), vectors },
      ...{ entryOf: new Uint32Array(rows), learntFrom: new Array<null>(rows).fill(null) },
      dimensions: d,
    });
    const brute = await askLance(folder, queries, d, 'LanceDB, brute force');
    const started = performance.now();
    await buildApproximateIndex(folder, { rows, dimensions: d });
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    const scan = await openApproximateScan(folder, { rows, dimensions: d, effort: 0.8 });
    const ann: Way = {
      name: 'LanceDB, our index above the budget',
      ...{ milliseconds: [], found: [], note: `built in ${seconds} s, effort 0.8` },
    };
    for (let q = 0; q < QUERIES; q += 1) {
      const query = queries.slice(q * d, (q + 1) * d);
      const before = performance.now();
      const [answer] = await scan.scan(query);
      ann.milliseconds.push(performance.now() - before);
      const { rows: near, scores } = answer?.near ?? { rows: [], scores: [] };
      const order = Array.from(near.keys()).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
      ann.found.push(order.slice(0, K).map((i) => near[i] ?? -1));
    }
    await scan.close();
    return [brute, ann];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function askLance(
  folder: string,
  queries: Float32Array,
  d: number,
  name: string,
): Promise<Way> {
  const lancedb = await import('@lancedb/lancedb');
  const connection = await lancedb.connect(folder);
  const table = await connection.openTable('terms');
  const way: Way = { name, milliseconds: [], found: [], note: `${FEW} queries` };
  for (let q = 0; q < FEW; q += 1) {
    const query = queries.slice(q * d, (q + 1) * d);
    const started = performance.now();
    const search = table.vectorSearch(query).distanceType('dot').bypassVectorIndex();
    const found = await search.select(['row']).limit(K).toArray();
    way.milliseconds.push(performance.now() - started);
    way.found.push(found.map(({ row }) => Number(row)));
  }
  table.close();
  connection.close();
  return way;
}

interface Report {
  rows: number;
  d: number;
  reading: number[];
  ours: Way;
  loop: Way;
  lance: readonly Way[];
  faiss: FaissAnswer | null;
}

function report({ rows, d, reading, ours, loop, lance, faiss }: Report): boolean {
  const others: Way[] = [loop, ...lance];
  if (faiss)
    others.push({
      name: `faiss ${faiss.version} IndexFlatIP`,
      ...faiss.flat,
      note: `${faiss.threads} threads`,
    });
  if (faiss?.hnsw) {
    const note = `built in ${faiss.hnsw.seconds.toFixed(0)} s, M 32, ef 64`;
    others.push({ name: `faiss ${faiss.version} HNSW`, ...faiss.hnsw, note });
  }
  const median = (values: readonly number[]) => quantile(values, 0.5);
  const row = (way: Way, holds: boolean | null): Row => ({
    cells: [
      way.name,
      median(way.milliseconds).toFixed(2),
      quantile(way.milliseconds, 0.95).toFixed(2),
      (median(way.milliseconds) / median(ours.milliseconds)).toFixed(2),
      recall(way.found, loop.found).toFixed(3),
      way.note,
    ],
    holds,
  });
  const read: Way = { name: 'reading the bytes', milliseconds: reading, found: [], note: '' };
  const flat = faiss && median(faiss.flat.milliseconds);
  const fast = median(ours.milliseconds) <= 1.5 * median(reading);
  const notSlower = flat === null || median(ours.milliseconds) <= flat;
  const title = `Exact scan, ${whole(rows)} x ${d} (${whole((rows * d * 4) / 2 ** 20)} MiB)`;
  return printTable(
    title,
    ['way', 'p50 ms', 'p95 ms', 'ratio', 'recall@10', ''],
    [
      row(ours, fast && notSlower && recall(ours.found, loop.found) === 1),
      row(read, null),
      ...others.map((way) => row(way, null)),
    ],
  );
}

/** Share of the loop's ten nearest that a way found, over the queries that the loop answered. */
function recall(found: readonly number[][], truth: readonly number[][]): number {
  if (found.length === 0) return Number.NaN;
  const shares = truth.map(
    (right, q) => right.filter((row) => found[q]?.includes(row)).length / right.length,
  );
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

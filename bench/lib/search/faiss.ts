import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Measured {
  milliseconds: number[];
  /** [queries][k] row numbers, best first. */
  found: number[][];
}

export interface FaissAnswer {
  version: string;
  threads: number;
  flat: Measured;
  hnsw?: Measured & { seconds: number };
}

const SCRIPT = join(process.cwd(), 'bench', 'lib', 'search', 'ask_faiss.py');
/** HNSW over more takes too long to build on two cores. */
const MOST_FOR_HNSW = 250_000;

/** Asks faiss (Debian's python3-faiss) the same queries one at a time; null, loudly, where it is not installed. */
export async function askFaiss(
  vectors: Float32Array,
  queries: Float32Array,
  d: number,
  k: number,
): Promise<FaissAnswer | null> {
  if (!faissIsThere()) return null;
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-faiss-'));
  try {
    const paths = [join(folder, 'vectors.f32'), join(folder, 'queries.f32')] as const;
    await writeFile(paths[0], bytesOf(vectors));
    await writeFile(paths[1], bytesOf(queries));
    const hnsw = vectors.length / d <= MOST_FOR_HNSW ? 'yes' : 'no';
    const args = [SCRIPT, ...paths, String(d), String(k), hnsw];
    const text = execFileSync('/usr/bin/python3', args, { maxBuffer: 2 ** 28, encoding: 'utf8' });
    return JSON.parse(text) as FaissAnswer;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array) =>
  new Uint8Array(buffer, byteOffset, byteLength);

function faissIsThere(): boolean {
  try {
    execFileSync('/usr/bin/python3', ['-c', 'import faiss, numpy'], { stdio: 'ignore' });
    return true;
  } catch {
    console.log('NOT RUN: faiss. Install it: apt-get install python3-faiss.');
    return false;
  }
}

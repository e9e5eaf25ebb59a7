import { spawnSync } from 'node:child_process';
import { openNodeEngine } from '#core/node-engine.ts';
import { quantile } from '../table.ts';
import { queryTexts } from './made-up-terms.ts';

/** First argument of a process that opens a workspace and searches in it, so that its memory is its own. */
export const CHILD = 'served';

/** What a fresh process measured. */
export interface Served {
  /** From the first request to its answer: the version is opened for it. */
  openMs: number;
  /** Resident memory before and after, and at most, in bytes. */
  before: number;
  after: number;
  peak: number;
  /** Of one search each, text in, explained results out. */
  milliseconds: number[];
  p50: number;
  p95: number;
}

const QUERIES = 200;

/** Opens the workspace in a fresh process and searches it. */
export function serve(folder: string): Served {
  const script = process.argv[1] ?? '';
  const flags = ['--expose-gc', '--enable-source-maps', script, CHILD, folder];
  const { status, stdout, stderr } = spawnSync(process.execPath, flags, {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  if (status !== 0) throw new Error(`The searching process failed: ${stderr}`);
  const { milliseconds, ...rest } = JSON.parse(stdout) as Omit<Served, 'p50' | 'p95'>;
  const p50 = quantile(milliseconds, 0.5);
  return { ...rest, milliseconds, p50, p95: quantile(milliseconds, 0.95) };
}

/** The other side of `serve`: prints one JSON object. */
export async function servedChild([folder = '']: readonly string[]): Promise<void> {
  const engine = await openNodeEngine({ folder, readOnly: true });
  try {
    globalThis.gc?.();
    const before = process.memoryUsage().rss;
    const [first = '', ...texts] = queryTexts(QUERIES + 21);
    const started = performance.now();
    await engine.client.search.query({ text: first, k: 10 });
    const openMs = performance.now() - started;
    // Compiled first, as in any session that lasts longer than a second.
    for (const text of texts.slice(0, 20)) await engine.client.search.query({ text, k: 10 });
    const milliseconds: number[] = [];
    for (const text of texts.slice(20)) {
      const begun = performance.now();
      const { results } = await engine.client.search.query({ text, k: 10 });
      milliseconds.push(performance.now() - begun);
      if (results.length === 0) throw new Error(`Nothing was found for "${text}".`);
    }
    globalThis.gc?.();
    const after = process.memoryUsage().rss;
    const peak = process.resourceUsage().maxRSS * 1024;
    process.stdout.write(JSON.stringify({ openMs, before, after, peak, milliseconds }));
  } finally {
    await engine.close();
  }
}

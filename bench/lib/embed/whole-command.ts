import { spawnSync } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

const SAY_PEAK =
  'process.on("exit", () => console.error("\\npeak " + process.resourceUsage().maxRSS))';
/** Makes a program say at its end how much memory its process had at most. */
const TELL_PEAK = `data:text/javascript,${encodeURIComponent(SAY_PEAK)}`;

export interface CommandReport {
  textsPerSecond: number;
  peakMb: number;
}

/** `plumbline embed` of a CSV file with `texts` to Parquet, in a process of its own. */
export async function embedCommand(texts: Iterable<string>): Promise<CommandReport> {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-embed-'));
  try {
    const input = join(folder, 'in.csv');
    await pipeline(csvOf(texts), createWriteStream(input));
    const command = [join('dist', 'node', 'cli.js'), 'embed', input, '--column', 'text', '--json'];
    const output = ['--out', join(folder, 'out.parquet')];
    const args = ['--import', TELL_PEAK, ...command, ...output];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`plumbline embed failed: ${stderr.slice(-500)}`);
    const { rows, seconds } = JSON.parse(stdout) as { rows: number; seconds: number };
    const peaks = [...stderr.matchAll(/^peak (\d+)$/gm)].map(([, kilobytes]) => Number(kilobytes));
    return { textsPerSecond: rows / seconds, peakMb: Math.max(...peaks) / 1024 };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function* csvOf(texts: Iterable<string>): Generator<string> {
  yield 'text\n';
  let piece = '';
  for (const text of texts) {
    piece += `"${text.replaceAll('"', '""')}"\n`;
    if (piece.length < 65_536) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}

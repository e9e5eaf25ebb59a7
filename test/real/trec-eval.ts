import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** Python bindings that hold NIST's trec_eval itself, compiled; MIT. */
const PACKAGE = 'pytrec_eval-terrier==0.5.11';
const FOLDER = resolve('node_modules', '.cache', 'plumbline', 'pytrec-eval-terrier-0.5.11');
const INSTALL_LIMIT = 300_000;
const RUN_LIMIT = 120_000;

const SCRIPT = `
import json, sys, pytrec_eval
qrels = pytrec_eval.parse_qrel(open(sys.argv[1]))
run = pytrec_eval.parse_run(open(sys.argv[2]))
names = {'ndcg_cut.10', 'recip_rank', 'map', 'P.10', 'recall.10,100', 'success.1'}
print(json.dumps(pytrec_eval.RelevanceEvaluator(qrels, names).evaluate(run)))
`;

/** Query -> measure by trec_eval's name -> value. */
export type TrecEvalResults = Record<string, Record<string, number>>;

export type TrecEval = (qrelsPath: string, runPath: string) => TrecEvalResults;

/** The real trec_eval, fetched from PyPI where it is not here yet, or why it cannot be had. */
export function ensureTrecEval(): { trecEval: TrecEval } | { reason: string } {
  const reason = install();
  if (reason !== null) return { reason };
  return {
    trecEval(qrelsPath, runPath) {
      const script = join(FOLDER, 'score.py');
      writeFileSync(script, SCRIPT);
      const { status, stdout, stderr } = python([script, qrelsPath, runPath], RUN_LIMIT);
      if (status !== 0) throw new Error(`trec_eval failed: ${stderr}`);
      return JSON.parse(stdout) as TrecEvalResults;
    },
  };
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
    const got = python([...pip, '--target', draft, PACKAGE], INSTALL_LIMIT);
    if (got.status !== 0) return `pip could not fetch ${PACKAGE}: ${got.stderr.trim().slice(-300)}`;
    // By one rename, so that a fetch which was interrupted leaves nothing that looks whole.
    rmSync(FOLDER, { recursive: true, force: true });
    renameSync(draft, FOLDER);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return works() ? null : `${PACKAGE} was fetched and does not load`;
}

const works = () =>
  existsSync(FOLDER) && python(['-c', 'import pytrec_eval'], RUN_LIMIT).status === 0;

function python(args: string[], timeout: number) {
  return spawnSync('python3', args, {
    timeout,
    encoding: 'utf8',
    env: { ...process.env, PYTHONPATH: FOLDER },
    maxBuffer: 2 ** 28,
  });
}

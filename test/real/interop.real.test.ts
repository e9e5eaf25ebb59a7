import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InteropFormat } from '#core/contract/bundle.ts';
import type { TrainResult } from '#core/contract/jobs.ts';
import { escapeId } from '#core/interop/escape-id.ts';
import { parseFaissMeta } from '#core/interop/faiss-meta.ts';
import { parseQrels } from '#core/interop/trec.ts';
import { ended, importInto, openEmptyWorkspace, type RealWorkspace } from './embed-workspace.ts';
import {
  ensurePython,
  FAISS,
  type PythonNeeds,
  SENTENCE_TRANSFORMERS,
  TOOLS,
} from './real-python.ts';
import { ensureTrecEval } from './trec-eval.ts';

const SOURCE = join('workspaces', 'samples', 'job-titles', 'source');
const QUERIES = ['nurse', 'softwar enginer', 'truck driver', 'accountant senior', 'Café manager'];

/** Neighbours of some vectors by faiss, from the file of vectors that is beside the index. */
const ASK_FAISS = `
import faiss, json, numpy, sys
index = faiss.read_index(sys.argv[1])
asked = numpy.array(json.load(open(sys.argv[2])), dtype=numpy.float32)
scores, ids = index.search(asked, 10)
print(json.dumps({'type': type(index).__name__, 'rows': index.ntotal, 'dimensions': index.d,
  'metric': index.metric_type, 'ids': ids.tolist(), 'scores': scores.tolist()}))`;

const ENCODE = `
import json, sys
from sentence_transformers import SentenceTransformer
model = SentenceTransformer(sys.argv[1], device='cpu', trust_remote_code=True)
print(json.dumps(model.encode(json.loads(sys.argv[2])).tolist()))`;

const UNPACK = `
import json, sys, zipfile
zipfile.ZipFile(sys.argv[1]).extractall(sys.argv[2])
print(json.dumps(True))`;

const READ_VECTORS = `
import duckdb, json, numpy, sys
from safetensors import safe_open
tensors, rows, parquet = sys.argv[1:]
with safe_open(tensors, framework='numpy') as file:
  vectors, about = file.get_tensor('vectors'), file.metadata()
lines = [json.loads(line) for line in open(rows, encoding='utf8')]
table = duckdb.sql(f"select * from '{parquet}'").fetchall()
kinds = [row[1] for row in duckdb.sql(f"describe select * from '{parquet}'").fetchall()]
other = numpy.array([row[2] for row in table], dtype=numpy.float32)
print(json.dumps({'kinds': kinds, 'shape': list(vectors.shape), 'metric': about['metric'],
  'equal': bool((vectors == other).all()), 'first': vectors[:30].tolist(),
  'same': [(line['key'], line['term']) for line in lines] == [row[:2] for row in table]}))`;

const READ_PROJECTOR = `
import json, sys, types
from tensorboard.plugins.projector import projector_plugin as projector
folder = sys.argv[1]
plugin = projector.ProjectorPlugin(types.SimpleNamespace(data_provider=None, logdir=folder))
plugin._update_configs()
tensor = projector._read_tensor_tsv_file(folder + '/vectors.tsv')
lines = open(folder + '/metadata.tsv', encoding='utf8').read().split('\\n')
print(json.dumps({'shape': list(tensor.shape), 'first': tensor[:30].tolist(), 'header': lines[0],
  'rows': len(lines) - 2, 'configs': [e.tensor_path for c in plugin._configs.values() for e in c.embeddings]}))`;

const READ_SPLINK = `
import json, pandas, sys
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator
labels = pandas.read_csv(sys.argv[1], keep_default_na=False)
side = lambda end: pandas.DataFrame({'unique_id': sorted(set(labels['unique_id_' + end]))}).assign(name=lambda t: t.unique_id.str.lower())
settings = SettingsCreator(link_type='link_only', comparisons=[cl.JaroWinklerAtThresholds('name')],
  blocking_rules_to_generate_predictions=['1=1'], probability_two_random_records_match=0.01)
linker = Linker([side('l'), side('r')], settings, DuckDBAPI(), input_table_aliases=['queries', 'dictionary'])
table = linker.table_management.register_labels_table(labels)
answer = linker.evaluation.accuracy_analysis_from_labels_table(table, output_type='table').as_record_dict()
print(json.dumps({'columns': list(labels.columns), 'rows': len(labels), 'p': answer[0]['p'], 'n': answer[0]['n']}))`;

const READ_ATLAS = `
import duckdb, json, sys
file = sys.argv[1]
kinds = {row[0]: row[1] for row in duckdb.sql(f"describe select * from '{file}'").fetchall()}
rows = duckdb.sql(f"select key, text, projection_x, projection_y, neighbors from '{file}' limit 30").fetchall()
spread = duckdb.sql(f"select count(*), stddev(projection_x), stddev(projection_y) from '{file}'").fetchone()
print(json.dumps({'kinds': kinds, 'rows': rows, 'spread': spread}))`;

/** Runs the tests with a Python that has what they need, or says loudly that they were not run. */
function withPython(what: string, needs: PythonNeeds, tests: (python: PythonOf) => void): void {
  const found = ensurePython(needs);
  if ('run' in found) {
    describe(what, () => tests(found));
    return;
  }
  console.warn(`NOT RUN: ${what}, because ${found.reason}.`);
  it.skip(`${what}: ${found.reason}`, () => undefined);
}
type PythonOf = Exclude<ReturnType<typeof ensurePython>, { reason: string }>;

describe('a version of the sample workspace', () => {
  let workspace: RealWorkspace;
  let trained: TrainResult;

  beforeAll(async () => {
    workspace = await openEmptyWorkspace('interop');
    await importInto(workspace, 'canonical', join(SOURCE, 'canonical.json'));
    await importInto(workspace, 'feedback', join(SOURCE, 'feedback.csv'));
    const { client } = workspace.engine;
    await client.workspace.update({ adapter: 'off', fineTune: 'off' });
    const { id } = await client.jobs.train({ mode: 'full-train' });
    const { train } = await ended(workspace.engine, id);
    if (!train) throw new Error('The training has no result.');
    trained = train;
  });
  afterAll(() => workspace?.remove());

  const exports = new Map<InteropFormat, Promise<string>>();
  /** The folder of a format, written once. */
  function exported(format: InteropFormat): Promise<string> {
    const write = async () => {
      const out = join(workspace.folder, format);
      const { client } = workspace.engine;
      return (await client.versions.exportFormat({ format, out })).folder;
    };
    const known = exports.get(format) ?? write();
    exports.set(format, known);
    return known;
  }

  async function vectorsOfRows() {
    const lines = (await readFile(join(await exported('safetensors'), 'rows.jsonl'), 'utf8'))
      .trim()
      .split('\n');
    return lines.map((line) => JSON.parse(line) as { key: string; term: string });
  }

  withPython('its vectors read by safetensors and DuckDB', TOOLS, (python) => {
    it('are the same in both files, row by row', async () => {
      const folder = await exported('safetensors');
      const found = python.run<{ shape: number[]; kinds: string[] }>(
        READ_VECTORS,
        join(folder, 'vectors.safetensors'),
        join(folder, 'rows.jsonl'),
        join(await exported('parquet'), 'vectors.parquet'),
      );
      expect(found).toMatchObject({ equal: true, same: true, metric: 'cosine' });
      expect(found.kinds).toEqual(['VARCHAR', 'VARCHAR', 'FLOAT[]']);
      expect(found.shape[0]).toBe((await vectorsOfRows()).length);
    });

    it("are read by TensorBoard's projector", async () => {
      const folder = await exported('projector');
      const tensors = await exported('safetensors');
      const found = python.run<{ shape: number[]; first: number[][]; rows: number }>(
        READ_PROJECTOR,
        folder,
      );
      const rows = await vectorsOfRows();
      expect(found).toMatchObject({ header: 'term\tkey', rows: rows.length });
      expect(found).toMatchObject({ configs: ['vectors.tsv'] });
      expect(found.shape[0]).toBe(rows.length);
      const { first } = python.run<{ first: number[][] }>(
        READ_VECTORS,
        join(tensors, 'vectors.safetensors'),
        join(tensors, 'rows.jsonl'),
        join(await exported('parquet'), 'vectors.parquet'),
      );
      const [ours, theirs] = [first.flat(), found.first.flat()];
      const same = theirs.every((value, i) => Math.fround(value) === ours[i]);
      expect(same).toBe(true);
    });

    it('stand on a map that DuckDB reads for Embedding Atlas, with neighbours', async () => {
      const file = join(await exported('embedding-atlas'), 'atlas.parquet');
      const { kinds, rows, spread } = python.run<{
        kinds: Record<string, string>;
        rows: [string, string, number, number, { ids: number[]; distances: number[] }][];
        spread: number[];
      }>(READ_ATLAS, file);
      expect(kinds).toMatchObject({
        ...{ key: 'VARCHAR', text: 'VARCHAR', projection_x: 'DOUBLE', projection_y: 'DOUBLE' },
        neighbors: 'STRUCT(ids INTEGER[], distances DOUBLE[])',
      });
      expect(spread[1]).toBeGreaterThan(spread[2] ?? Number.NaN);
      for (const [row, [, , , , { ids, distances }]] of rows.entries()) {
        expect([ids.length, distances.length, ids.includes(row)]).toEqual([15, 15, false]);
        expect(distances).toEqual(distances.toSorted((a, b) => a - b));
      }
    });

    it('its judgments are labels for Splink', async () => {
      const file = join(await exported('splink-labels'), 'labels.csv');
      const found = python.run<{ rows: number; p: number; n: number }>(READ_SPLINK, file);
      const { client } = workspace.engine;
      const { total } = await client.data.judgments({});
      expect(found.rows).toBe(total);
      const text = await readFile(file, 'utf8');
      const yes = text.split('\n').filter((line) => line.endsWith(',1')).length;
      expect([found.p, found.n]).toEqual([yes, found.rows - yes]);
    });
  });

  withPython('asked by a Python service', { ...SENTENCE_TRANSFORMERS, ...both() }, (python) => {
    /** What faiss finds for the vectors that the folder `model` gives, against a search by meaning. */
    async function expectTheSameNeighbours(model: string, folder: string) {
      const vectors = python.run<number[][]>(ENCODE, model, JSON.stringify(QUERIES));
      const asked = join(workspace.folder, 'asked.json');
      await writeFile(asked, JSON.stringify(vectors));
      const index = join(folder, 'index.faiss');
      const found = python.run<{ ids: number[][]; scores: number[][] }>(ASK_FAISS, index, asked);
      const meta = parseFaissMeta(await readFile(join(folder, 'meta.json'), 'utf8'), 'meta.json');
      expect(found).toMatchObject({ metric: 0, rows: meta.int_ids.length });
      const keyOf = new Map(meta.int_ids.map((id, i) => [id, meta.orig_keys[i]]));
      const { client } = workspace.engine;
      for (const [n, text] of QUERIES.entries()) {
        const { results } = await client.search.query({ text, mode: 'meaning', k: 3 });
        const theirs = (found.ids[n] ?? []).map((id) => keyOf.get(id));
        expect([...new Set(theirs)].slice(0, 3), text).toEqual(results.map(({ key }) => key));
        expect(found.scores[n]?.[0], text).toBeCloseTo(results[0]?.semantic ?? Number.NaN, 5);
      }
    }

    it('with faiss and sentence-transformers alone finds what a search by meaning finds', async () => {
      const model = await exported('sentence-transformers');
      await expectTheSameNeighbours(model, await exported('faiss'));
    });

    it('from an exported bundle, too', async () => {
      const out = join(workspace.folder, 'version.plumbline.zip');
      const { client } = workspace.engine;
      const { id } = await client.jobs.exportBundle({ version: trained.version ?? '', out });
      await ended(workspace.engine, id);
      const bundle = join(workspace.folder, 'bundle');
      python.run(UNPACK, out, bundle);
      await expectTheSameNeighbours(join(bundle, 'model'), bundle);
    });
  });

  it('is measured the same by the real trec_eval', async ({ skip }) => {
    const found = ensureTrecEval();
    if ('reason' in found) {
      console.warn(`NOT RUN: trec_eval of an exported run, because ${found.reason}.`);
      return skip(found.reason);
    }
    const folder = await exported('trec');
    const scored = found.trecEval(join(folder, 'qrels.trec'), join(folder, 'run.trec'));
    // trec_eval counts a query without a right answer as 0; we leave it out, as a note says.
    const qrels = parseQrels(await readFile(join(folder, 'qrels.trec'), 'utf8'), 'qrels.trec');
    const right = [...qrels].filter(([, grades]) => [...grades.values()].includes(1));
    const all = right.map(([query]) => scored[escapeId(query)]?.ndcg_cut_10 ?? Number.NaN);
    const mean = all.reduce((sum, value) => sum + value, 0) / all.length;
    expect(mean).toBeCloseTo(trained.metrics?.test['ndcg@10'] ?? Number.NaN, 4);
  });
});

/** One Python with both. */
function both(): Pick<PythonNeeds, 'imports' | 'debian'> {
  return {
    imports: [...SENTENCE_TRANSFORMERS.imports, ...FAISS.imports],
    debian: [...(SENTENCE_TRANSFORMERS.debian ?? []), ...(FAISS.debian ?? [])],
  };
}

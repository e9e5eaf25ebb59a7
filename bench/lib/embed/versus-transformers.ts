import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env, type FeatureExtractionPipeline, pipeline } from '@huggingface/transformers';
import type { ConvertedDtype } from '#core/embed/convert/convert-to-onnx.ts';
import { type Embedder, embedTexts } from '#core/embed/embedder.ts';
import { openModelTokenizer } from '#core/embed/models/open-model.ts';
import { dot } from '#core/math/vectors.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { THREADS } from '#test/real/embed-model.ts';
import { printTable, type Row, whole } from '../section.ts';
import { interleaved } from './interleaved.ts';
import type { SectionInput } from './section.ts';
import { longTexts, someTitles } from './texts.ts';
import { tokenGraph } from './token-graph.ts';

const NAME = 'all-MiniLM-L6-v2';
const BATCH = 32;
const ROUNDS = 5;
const LEAST_COSINE = 0.9999;

/** Lays the same graph out for transformers.js: `<folder>/<NAME>/onnx/model*.onnx` with the tokenizer beside. */
async function layOut({ model, source }: SectionInput, folder: string): Promise<void> {
  const place = join(folder, NAME);
  await mkdir(join(place, 'onnx'), { recursive: true });
  for (const name of ['config.json', 'tokenizer.json', 'tokenizer_config.json']) {
    await copyFile(join(source, name), join(place, name));
  }
  // The published limit of the sentence model, which transformers.js looks for in the tokenizer.
  const path = join(place, 'tokenizer_config.json');
  const config = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
  await writeFile(
    path,
    JSON.stringify({ ...config, model_max_length: model.description.maxTokens }),
  );
  for (const dtype of ['fp32', 'int8'] as const) {
    await writeFile(graphPath(folder, dtype), tokenGraph(await readFile(model.weights(dtype))));
  }
}

const graphPath = (folder: string, dtype: ConvertedDtype) =>
  join(folder, NAME, 'onnx', dtype === 'fp32' ? 'model.onnx' : 'model_int8.onnx');

async function openPipeline(folder: string, dtype: ConvertedDtype) {
  env.allowRemoteModels = false;
  env.localModelPath = folder;
  const options = { intraOpNumThreads: THREADS, interOpNumThreads: 1 };
  return pipeline('feature-extraction', NAME, { dtype, device: 'cpu', session_options: options });
}

/** [texts × dimensions] as its own pipeline makes them, 32 texts at a time in the given order. */
async function theirs(
  extract: FeatureExtractionPipeline,
  texts: readonly string[],
  dimensions: number,
): Promise<Float32Array> {
  const all = new Float32Array(texts.length * dimensions);
  for (let from = 0; from < texts.length; from += BATCH) {
    const output = await extract(texts.slice(from, from + BATCH), {
      pooling: 'mean',
      normalize: true,
    });
    all.set(output.data as Float32Array, from * dimensions);
  }
  return all;
}

function leastCosine(a: Float32Array, b: Float32Array, dimensions: number): number {
  let least = 1;
  for (let from = 0; from < a.length; from += dimensions) {
    least = Math.min(
      least,
      dot(a.subarray(from, from + dimensions), b.subarray(from, from + dimensions)),
    );
  }
  return least;
}

interface Rivals {
  extract: FeatureExtractionPipeline;
  /** The same file. */
  same: Embedder;
  /** Our converted graph, which pools by itself. */
  own: Embedder;
}

async function compare(
  { extract, same, own }: Rivals,
  texts: readonly string[],
  { name, dtype, bound }: { name: string; dtype: ConvertedDtype; bound: number },
): Promise<Row[]> {
  process.stderr.write(`transformers: ${name}, ${dtype}\n`);
  const { dimensions } = own;
  const seconds = await interleaved(
    {
      theirs: () => theirs(extract, texts, dimensions),
      same: () => embedTexts(same, texts, 'term'),
      own: () => embedTexts(own, texts, 'term'),
    },
    ROUNDS,
  );
  const reference = await theirs(extract, texts, dimensions);
  const row = async (label: string, embedder: Embedder, taken: number): Promise<Row> => {
    const cosine = leastCosine(await embedTexts(embedder, texts, 'term'), reference, dimensions);
    const ratio = seconds.theirs / taken;
    // int8 rounds by the batch: the same file gives slightly other numbers beside other texts.
    const same = dtype === 'fp32' ? cosine >= LEAST_COSINE : true;
    const cells = [
      label,
      dtype,
      whole(texts.length / taken),
      ratio.toFixed(2),
      bound.toFixed(1),
      cosine.toFixed(5),
    ];
    return { cells: [name, ...cells], holds: ratio >= bound && same };
  };
  const base = [
    name,
    'transformers.js, batch 32',
    dtype,
    whole(texts.length / seconds.theirs),
    '1.00',
    '',
    '',
  ];
  return [
    { cells: base, holds: null },
    await row('Plumbline, the same file', same, seconds.same),
    await row('Plumbline, its own pooled graph', own, seconds.own),
  ];
}

/** The same ONNX file in transformers.js's own pipeline and here. */
export async function versusTransformers(input: SectionInput): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-transformers-'));
  try {
    await layOut(input, folder);
    const tokenizer = await openModelTokenizer(nodeFiles(), input.model.folder);
    const short = await someTitles(1024);
    const long = await longTexts(96, tokenizer);
    const rows: Row[] = [];
    for (const dtype of ['fp32', 'int8'] as const) {
      const extract = await openPipeline(folder, dtype);
      const same = await input.model.open(dtype, { model: graphPath(folder, dtype) });
      const own = await input.model.open(dtype);
      const rivals = { extract, same, own };
      rows.push(...(await compare(rivals, short, { name: 'short titles', dtype, bound: 2 })));
      rows.push(...(await compare(rivals, long, { name: '128-token texts', dtype, bound: 1.3 })));
      await Promise.all([extract.dispose(), same.close(), own.close()]);
    }
    const header = ['texts', 'program', 'dtype', 'texts/s', 'ratio', 'bound', 'least cosine'];
    return printTable('Against transformers.js 4.3.1, the same file, CPU', header, rows);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What webgpu.real.test.ts runs in a process of its own: a native crash must not end the tests. */
import { writeSync } from 'node:fs';
import { isMainThread, Worker } from 'node:worker_threads';
import type { Device } from '#core/contract/models.ts';
import { convertToOnnx } from '#core/embed/convert/convert-to-onnx.ts';
import { chooseDevice } from '#core/embed/devices/choose-device.ts';
import { probeDevices } from '#core/embed/devices/probe-devices.ts';
import { SHORT_TEXTS } from '#core/embed/devices/probe-texts.ts';
import { embedTexts } from '#core/embed/embedder.ts';
import { findDevices } from '#core/embed/onnx/find-devices.ts';
import { type OnnxEmbedderOptions, openOnnxEmbedder } from '#core/embed/onnx/onnx-embedder.ts';
import { openRunner, type Runner } from '#core/embed/onnx/runner.ts';
import {
  lookupGraph,
  pooledGraph,
  TINY_DIMENSIONS,
  tinyTokenizer,
} from '#core/embed/onnx/testing.ts';
import { padBatch } from '#core/embed/onnx/token-batch.ts';
import { openTokenizer } from '#core/embed/tokenize/open-tokenizer.ts';
import { readSentenceTransformers } from '#core/interop/sentence-transformers.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';

const say = (word: unknown) => writeSync(1, `${JSON.stringify(word)}\n`);
const ARCHITECTURES = ['bert', 'camembert', 'distilbert', 'mpnet', 'roberta', 'xlm-roberta'];
const elapsed = () => performance.now();
const TEXTS = SHORT_TEXTS.slice(0, 60);

const options = (device: Device): OnnxEmbedderOptions => ({
  model: pooledGraph(),
  tokenizer: tinyTokenizer(),
  dimensions: TINY_DIMENSIONS,
  maxTokens: 16,
  pooling: 'mean',
  prefixes: { query: '', term: '' },
  device,
  intraOpThreads: 2,
  tokenBudget: 64,
});

async function vectorsOn(device: Device, changes: Partial<OnnxEmbedderOptions> = {}) {
  const embedder = await openOnnxEmbedder({ ...options(device), ...changes });
  const vectors = await embedTexts(embedder, TEXTS, 'term');
  const ranOn = embedder.device;
  await embedder.close();
  return { vectors, ranOn };
}

function worstDifference(a: Float32Array, b: Float32Array): number {
  return a.reduce((worst, value, i) => Math.max(worst, Math.abs(value - (b[i] ?? 9))), 0);
}

const find = () => findDevices({ intraOpThreads: 2 });

async function compare() {
  for (const model of [pooledGraph(), lookupGraph()]) {
    const gpu = await vectorsOn('webgpu', { model });
    const cpu = await vectorsOn('cpu', { model });
    say({ ranOn: gpu.ranOn, difference: worstDifference(gpu.vectors, cpu.vectors) });
  }
}

async function choose() {
  const { found } = await find();
  const candidates = found.map(({ device, name, software }) => ({
    device,
    name,
    software,
    dtype: 'fp32' as const,
    open: () => openOnnxEmbedder(options(device)),
  }));
  const reports = await probeDevices({ candidates, elapsed });
  say({ reports, auto: chooseDevice(reports, { device: 'auto', dtype: 'auto' }) });
}

/** The GPU works for two batches more than the opening takes, and is lost then. */
async function lose() {
  const runs: Record<Device, number> = { cpu: 0, webgpu: 0 };
  const open = async (device: Device): Promise<Runner> => {
    const runner = await openRunner(pooledGraph(), 'M', { ...options(device), elapsed });
    return {
      device,
      sessionMs: 0,
      close: () => runner.close(),
      async run(batch) {
        runs[device] += 1;
        if (device === 'webgpu' && runs.webgpu > 3) throw new Error('WebGPU device lost (2)');
        return runner.run(batch);
      },
    };
  };
  const reasons: string[] = [];
  const onFallback = (reason: string) => reasons.push(reason);
  const { vectors, ranOn } = await vectorsOn('webgpu', { open, onFallback });
  const right = (await vectorsOn('cpu')).vectors;
  say({ ranOn, reasons, difference: worstDifference(vectors, right), runs });
}

interface Expected {
  ids: number[];
  vector: number[];
}

/** A fixture converted, and what the reference implementation gives for its texts. */
async function fixture(name: string) {
  const files = nodeFiles();
  const folder = files.join(process.argv[3] ?? '', name);
  const json = async (file: string) => JSON.parse(await files.readText(files.join(folder, file)));
  const source = await readSentenceTransformers(files, folder);
  const tokenizer = openTokenizer(
    await json('tokenizer.json'),
    await json('tokenizer_config.json'),
  );
  const expected: Expected[] = await json('expected.json');
  return { model: convertToOnnx(source, 'fp32'), source, tokenizer, expected };
}

/** The largest difference from the reference among the texts with so many tokens, in one batch with padding. */
async function differenceOf(
  { model, expected }: Awaited<ReturnType<typeof fixture>>,
  wanted: (tokens: number) => boolean,
): Promise<number> {
  const texts = expected.filter(({ ids }) => wanted(ids.length));
  const runner = await openRunner(model, 'The fixture', { ...options('webgpu'), elapsed });
  const ids = texts.map((text) => Int32Array.from(text.ids));
  const vectors = await runner.run(padBatch(ids, 0));
  await runner.close();
  return worstDifference(vectors, Float32Array.from(texts.flatMap(({ vector }) => vector)));
}

async function convert() {
  for (const name of ARCHITECTURES) {
    say({ name, difference: await differenceOf(await fixture(name), (tokens) => tokens < 32) });
  }
}

/**
 * From 32 tokens on onnxruntime 1.30 attends in another way, which needs subgroups of eight: an imitated GPU has four,
 * and its vectors are silently wrong. Measuring has to find that out.
 */
async function doubt() {
  const long = await fixture('xlm-roberta');
  const { source, model, tokenizer } = long;
  const open = (device: Device) => {
    const { dimensions, maxTokens } = source;
    const changes = { model, tokenizer, dimensions, maxTokens, tokenBudget: 512 };
    return openOnnxEmbedder({ ...options(device), ...changes });
  };
  const candidate = { name: '', software: true, dtype: 'fp32' as const };
  const reports = await probeDevices({
    elapsed,
    candidates: (['cpu', 'webgpu'] as const).map((device) => ({
      ...candidate,
      device,
      open: () => open(device),
    })),
  });
  say({ difference: await differenceOf(long, (tokens) => tokens >= 32), gpu: reports[1] });
}

/** Without a GPU: the CPU takes over when the model is opened. */
async function missGpu() {
  const reasons: string[] = [];
  const { ranOn } = await vectorsOn('webgpu', { onFallback: (reason) => reasons.push(reason) });
  say({ ranOn, reasons });
}

async function work() {
  for (let round = 0; round < 15; round += 1) await vectorsOn('webgpu');
  say({ worked: true });
}

/** Two threads use the GPU at once, which crashes the process where nothing holds them apart. */
async function share() {
  const worker = new Worker(new URL(import.meta.url), { argv: ['work'] });
  const ended = new Promise((resolve, reject) => {
    worker.on('exit', resolve);
    worker.on('error', reject);
  });
  await work();
  await ended;
}

const ROLES = {
  find: async () => say(await find()),
  compare,
  convert,
  doubt,
  choose,
  lose,
  missGpu,
  work,
  share,
};
const role = process.argv[2] as keyof typeof ROLES;
await ROLES[isMainThread ? role : 'work']();

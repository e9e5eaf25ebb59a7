import { embedTexts } from '#core/embed/embedder.ts';
import { openModelTokenizer } from '#core/embed/models/open-model.ts';
import { findDevices } from '#core/embed/onnx/find-devices.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { THREADS } from '#test/real/embed-model.ts';
import { printTable, type Row, whole } from '../section.ts';
import { interleaved } from './interleaved.ts';
import type { SectionInput } from './section.ts';
import { longTexts, someTitles } from './texts.ts';

const ROUNDS = 5;

/** A GPU beside the CPU, where there is a real one. */
export async function webgpu({ model }: SectionInput): Promise<boolean> {
  const { found } = await findDevices({ intraOpThreads: THREADS });
  const gpu = found.find(({ device }) => device === 'webgpu');
  if (!gpu?.available || gpu.software) {
    console.log(
      `\nWebGPU: NOT RUN, there is no real GPU here (${gpu?.detail ?? 'none was found'}).`,
    );
    return true;
  }
  const tokenizer = await openModelTokenizer(nodeFiles(), model.folder);
  const kinds = [
    ['short titles', await someTitles(8192)],
    ['128-token texts', await longTexts(512, tokenizer)],
  ] as const;
  const onCpu = await model.open('fp32');
  const onGpu = await model.open('fp32', { device: 'webgpu' });
  const rows: Row[] = [];
  for (const [name, texts] of kinds) {
    const seconds = await interleaved(
      {
        cpu: () => embedTexts(onCpu, texts, 'term'),
        webgpu: () => embedTexts(onGpu, texts, 'term'),
      },
      ROUNDS,
    );
    const ratio = (seconds.cpu / seconds.webgpu).toFixed(2);
    const speeds = [seconds.cpu, seconds.webgpu].map((taken) => whole(texts.length / taken));
    rows.push({ cells: [name, ...speeds, ratio], holds: null });
  }
  await Promise.all([onCpu.close(), onGpu.close()]);
  const header = ['texts', 'CPU texts/s', 'WebGPU texts/s', 'ratio'];
  return printTable(`all-MiniLM-L6-v2 fp32 on ${gpu.name}`, header, rows);
}

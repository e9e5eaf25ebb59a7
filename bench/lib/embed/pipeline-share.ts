import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openVectorCache } from '#core/embed/cache/vector-cache.ts';
import { openModelTokenizer } from '#core/embed/models/open-model.ts';
import { embedStream } from '#core/embed/pipeline/embed-pipeline.ts';
import { silentContext } from '#core/platform/node/job-context.ts';
import { nodeClock } from '#core/platform/node/node-clock.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { printTable, type Row, whole } from '../section.ts';
import { quantile } from '../table.ts';
import type { SectionInput } from './section.ts';
import { longTexts, someTitles } from './texts.ts';

const ROUNDS = 3;
const LEAST = 0.8;

/** Embeds the texts through a fresh cache; returns seconds in all and inside the session. */
async function once({ model }: SectionInput, dtype: 'fp32' | 'int8', texts: readonly string[]) {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-cache-'));
  const clock = nodeClock();
  const embedder = await model.open(dtype);
  const cache = await openVectorCache(nodeFiles(), {
    folder,
    limitBytes: 2 ** 30,
    clock,
    log: () => {},
  });
  const options = { embedder, cache, role: 'term', context: silentContext(clock) } as const;
  const source = (async function* () {
    for (let from = 0; from < texts.length; from += 1000) yield texts.slice(from, from + 1000);
  })();
  try {
    const began = performance.now();
    for await (const _ of embedStream(source, {
      ...options,
      space: { id: 'bench', name: 'bench' },
    }));
    await cache.close();
    return {
      seconds: (performance.now() - began) / 1000,
      session: embedder.timings.sessionMs / 1000,
    };
  } finally {
    await embedder.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** How much of the pipeline's time onnxruntime has: reading, hashing, tokenising, pooling and the disk share the rest. */
export async function pipelineShare(input: SectionInput): Promise<boolean> {
  const tokenizer = await openModelTokenizer(nodeFiles(), input.model.folder);
  const kinds = [
    ['short titles', await someTitles(6000)],
    ['128-token texts', await longTexts(384, tokenizer)],
  ] as const;
  const rows: Row[] = [];
  for (const [name, texts] of kinds) {
    for (const dtype of ['fp32', 'int8'] as const) {
      const runs = [];
      for (let i = 0; i < ROUNDS; i += 1) runs.push(await once(input, dtype, texts));
      const share = quantile(
        runs.map(({ session, seconds }) => session / seconds),
        0.5,
      );
      const speed = quantile(
        runs.map(({ seconds }) => texts.length / seconds),
        0.5,
      );
      rows.push({
        cells: [name, dtype, whole(speed), `${(100 * share).toFixed(1)} %`, '80 %'],
        holds: share >= LEAST,
      });
    }
  }
  const header = ['texts', 'dtype', 'texts/s', 'inside the session', 'bound'];
  return printTable('The whole pipeline with an empty cache, all-MiniLM-L6-v2, CPU', header, rows);
}

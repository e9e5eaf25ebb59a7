import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openStaticEmbedder } from '#core/embed/static/open-static-embedder.ts';
import { builtinModelFolder } from '#core/node-resources.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { readSts, stsSpearman } from '#test/real/embed-sts.ts';
import { dataFolder } from '../data.ts';
import { printTable, type Row } from '../section.ts';
import { BUILTIN_USE } from './builtin.ts';
import type { SectionInput } from './section.ts';

/** STS-B dev: does a model find alike what people find alike? */
export async function sts({ model }: SectionInput): Promise<boolean> {
  const pairs = await readSts(join(dataFolder(), 'stsb-dev', 'sts-dev.csv'));
  const golden = await readFile(join('test', 'golden', 'stsb-minilm.json'), 'utf8');
  const reference = (JSON.parse(golden) as { spearman: number }).spearman;
  const builtin = await openStaticEmbedder(nodeFiles(), builtinModelFolder(), BUILTIN_USE);
  const own = await stsSpearman(builtin, pairs);
  const found: number[] = [];
  for (const dtype of ['fp32', 'int8'] as const) {
    const embedder = await model.open(dtype);
    found.push(await stsSpearman(embedder, pairs));
    await embedder.close();
  }
  const [fp32 = Number.NaN, int8 = Number.NaN] = found;
  const row = (name: string, value: number, bound: string, holds: boolean | null): Row => ({
    cells: [name, value.toFixed(4), bound],
    holds,
  });
  const rows = [
    row('all-MiniLM-L6-v2, sentence-transformers (recorded)', reference, '', null),
    row('all-MiniLM-L6-v2 fp32', fp32, 'reference ± 0.002', Math.abs(fp32 - reference) <= 0.002),
    row('all-MiniLM-L6-v2 int8', int8, 'fp32 ± 0.01', Math.abs(int8 - fp32) <= 0.01),
    row('builtin', own, '0.70', own >= 0.7),
  ];
  return printTable(
    `STS-B dev, ${pairs.gold.length} pairs`,
    ['embedder', 'Spearman', 'bound'],
    rows,
  );
}

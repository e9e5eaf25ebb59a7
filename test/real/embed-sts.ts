import { readFile } from 'node:fs/promises';
import { type Embedder, embedTexts } from '#core/embed/embedder.ts';
import { spearman } from '#core/evaluate/correlation.ts';
import { dot } from '#core/math/vectors.ts';

/** Pairs of sentences with how alike people found them, 0 to 5. */
export interface StsPairs {
  first: string[];
  second: string[];
  gold: number[];
}

/** Reads the tab-separated STS benchmark, in which quotes are letters. */
export async function readSts(path: string): Promise<StsPairs> {
  const pairs: StsPairs = { first: [], second: [], gold: [] };
  for (const line of (await readFile(path, 'utf8')).split('\n')) {
    const [, , , , gold, first, second] = line.split('\t');
    if (gold === undefined || first === undefined || second === undefined) continue;
    pairs.gold.push(Number(gold));
    pairs.first.push(first);
    pairs.second.push(second);
  }
  return pairs;
}

/** Spearman's rank correlation of the cosines with the judgments of people. */
export async function stsSpearman(embedder: Embedder, pairs: StsPairs): Promise<number> {
  const { dimensions } = embedder;
  const first = await embedTexts(embedder, pairs.first, 'term');
  const second = await embedTexts(embedder, pairs.second, 'term');
  const cosines = pairs.gold.map((_, row) => {
    const at = (vectors: Float32Array) =>
      vectors.subarray(row * dimensions, (row + 1) * dimensions);
    return dot(at(first), at(second));
  });
  return spearman(cosines, pairs.gold) ?? Number.NaN;
}

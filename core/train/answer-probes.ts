import type { RowSimilarities } from '#core/index/row-scan.ts';
import { type Matcher, matchTexts } from './match-texts.ts';

const NEIGHBOURS = 10;
const RESULTS = 5;

/** What a version says of one text. */
interface AnsweredProbe {
  text: string;
  /** [dimensions] of the text as a query. */
  vector: number[];
  /** The nearest rows by inner product, nearest first. */
  neighbours: { row: number; key: string; cosine: number }[];
  results: { key: string; probability: number | null; semantic: number; lexical: number }[];
}

/** Asks a version some texts and keeps everything by which another program sees that it loaded the same version. */
export async function answerProbes(
  version: Matcher,
  texts: readonly string[],
): Promise<AnsweredProbe[]> {
  const { index } = version;
  if (texts.length === 0) return [];
  const vectors = await index.embed(texts);
  const { dimensions } = index.scan;
  const similarities = await index.scan.scan(vectors);
  const probes: AnsweredProbe[] = [];
  for await (const matches of matchTexts(version, texts, { k: RESULTS })) {
    const i = probes.length;
    const found = similarities[i];
    probes.push({
      text: texts[i] ?? '',
      vector: [...vectors.subarray(i * dimensions, (i + 1) * dimensions)],
      neighbours: (found ? nearestRows(found) : []).map(({ row, cosine }) => ({
        ...{ row, cosine },
        key: index.keyOf(index.entryOf[row] ?? 0),
      })),
      results: matches.map(({ key, probability, semantic, lexical }) => ({
        ...{ key, probability, semantic, lexical },
      })),
    });
  }
  return probes;
}

/** Of rows that are as near the lower one first. */
function nearestRows({ all, near }: RowSimilarities): { row: number; cosine: number }[] {
  const scores = all ?? near?.scores ?? new Float32Array();
  const best: { row: number; cosine: number }[] = [];
  let least = Number.NEGATIVE_INFINITY;
  for (let place = 0; place < scores.length; place += 1) {
    const cosine = scores[place] as number;
    // One that is as near may have a lower number where only the nearest are known.
    if (best.length === NEIGHBOURS && cosine < least) continue;
    best.push({ row: all ? place : (near?.rows[place] ?? place), cosine });
    best.sort((a, b) => b.cosine - a.cosine || a.row - b.row);
    best.length = Math.min(best.length, NEIGHBOURS);
    least = best.at(-1)?.cosine ?? least;
  }
  return best;
}

import type { Manifest } from '#core/contract/versions.ts';
import { releaseBatches } from '#core/index/lance-memory.ts';
import { streamedScan } from '#core/index/streamed-scan.ts';
import { textCount } from '#core/index/text-column.ts';
import { type MatchIndex, matchIndex } from '#core/match/match-index.ts';
import type { FileReader } from '#core/platform/files.ts';
import { textAnalysis } from '#core/text/language.ts';
import type { Matcher } from './match-texts.ts';
import type { ModelAccess } from './model-access.ts';
import { openQueryEmbedder, type QueryEmbedder } from './served-version.ts';
import { readArrays } from './stored-index.ts';
import { indexFolder, readMatchModel } from './version-files.ts';

interface OpenStreamed {
  models: Pick<ModelAccess, 'forAnswering'>;
  /** The vectors of the version's terms from the first to the last, in pieces of whole rows. */
  vectors: () => AsyncIterable<Float32Array>;
}

/**
 * Opens a version for a few texts, with neither its vectors nor its embedder in memory when it is not embedding. The caller
 * closes it. Throws DAMAGED.
 */
export async function openStreamed(
  files: FileReader,
  folder: string,
  manifest: Manifest,
  { models, vectors }: OpenStreamed,
): Promise<Matcher & { index: MatchIndex; close(): Promise<void> }> {
  const match = await readMatchModel(files, folder);
  const thresholds = JSON.parse(await files.readText(files.join(folder, 'thresholds.json')));
  const arrays = await readArrays(files, indexFolder(files, folder));
  const { dimensions } = manifest.space;
  const scan = streamedScan({ rows: textCount(arrays.terms.terms), dimensions }, vectors);
  const index = matchIndex({
    ...{ arrays, scan },
    analysis: textAnalysis(match.analysis),
    embed: rememberingEmbed(() => openQueryEmbedder(files, folder, models), dimensions),
  });
  return { index, match, thresholds, close: scan.close };
}

/** Opens the embedder for texts that were not embedded before, and closes it at once. */
function rememberingEmbed(
  open: () => Promise<QueryEmbedder>,
  dimensions: number,
): MatchIndex['embed'] {
  const known = new Map<string, Float32Array>();
  const learn = async (texts: readonly string[]) => {
    releaseBatches();
    const { embed, close } = await open();
    try {
      const vectors = await embed(texts);
      texts.forEach((text, i) => {
        known.set(text, vectors.slice(i * dimensions, (i + 1) * dimensions));
      });
    } finally {
      await close();
    }
  };
  return async (texts) => {
    const fresh = texts.filter((text) => !known.has(text));
    if (fresh.length > 0) await learn(fresh);
    const vectors = new Float32Array(texts.length * dimensions);
    texts.forEach((text, i) => {
      vectors.set(known.get(text) ?? [], i * dimensions);
    });
    return vectors;
  };
}

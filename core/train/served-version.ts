import { CANONICAL } from '#core/contract/data.ts';
import { PlumblineError } from '#core/contract/errors.ts';
import type { Thresholds } from '#core/contract/metrics.ts';
import type { Manifest } from '#core/contract/versions.ts';
import type { Embedder } from '#core/embed/embedder.ts';
import type { OpenScan } from '#core/index/scan-thread.ts';
import type { MatchIndex } from '#core/match/match-index.ts';
import type { FileReader } from '#core/platform/files.ts';
import { textAnalysis } from '#core/text/language.ts';
import { embedQueries } from './embed-queries.ts';
import type { ModelAccess } from './model-access.ts';
import { assembleEmbedder } from './stored-embedder.ts';
import { openIndex } from './stored-index.ts';
import { indexFolder, type MatchModelFile, readVersionParts } from './version-files.ts';

/** One collection of a version, ready to answer. */
export interface Answering {
  index: MatchIndex;
  match: MatchModelFile;
  thresholds: Thresholds;
  /** Of its LanceDB tables. */
  folder: string;
}

/** A version in memory; it answers for its canonical collection itself. */
export interface ServedVersion extends Answering {
  manifest: Manifest;
  /**
   * Another collection, opened when it is first asked for. What was learnt is about the canonical one: elsewhere ranks
   * are fused, and no probability is claimed. Throws NOT_FOUND where the version has no index of it.
   */
  in(collection: string): Promise<Answering>;
  close(): Promise<void>;
}

export interface OpenOptions {
  intraOpThreads: number;
  /** Scans large indexes elsewhere than in this thread. */
  openScan?: OpenScan;
  models: Pick<ModelAccess, 'forAnswering'>;
  /** Vectors that take more are searched approximately, from the disk. */
  memoryBudgetBytes?: number;
  /** Share of an approximate index that is looked through, [0, 1]. */
  searchEffort?: number;
}

/** As the setting's default. */
const DEFAULT_EFFORT = 0.8;

/** Loads a version from its folder. The caller closes it. Throws DAMAGED, also where its model is not there. */
export async function openVersion(
  files: FileReader,
  folder: string,
  manifest: Manifest,
  options: OpenOptions,
): Promise<ServedVersion> {
  const { embedder: stored, match } = await readVersionParts(files, folder);
  const text = await files.readText(files.join(folder, 'thresholds.json'));
  const thresholds = JSON.parse(text) as Thresholds;
  const base = stored.model && (await options.models.forAnswering(stored.model));
  const opened: Promise<Answering>[] = [];
  const closeAll = async () => {
    for (const one of await Promise.allSettled(opened)) {
      if (one.status === 'fulfilled') await one.value.index.scan.close();
    }
    await base?.close();
  };
  try {
    const embedder = assembleEmbedder(stored, base);
    const open = collectionOpener(files, folder, manifest, embedder, options);
    const canonical = open(CANONICAL, match, thresholds);
    opened.push(canonical);
    const answering = await canonical;
    const others = new Map<string, Promise<Answering>>();
    return {
      ...answering,
      manifest,
      in(collection) {
        if (collection === CANONICAL) return canonical;
        const known = others.get(collection);
        if (known) return known;
        requireCollection(manifest, collection);
        const next = open(collection, { ...match, model: null, calibration: null }, thresholds);
        others.set(collection, next);
        opened.push(next);
        next.catch(() => others.delete(collection));
        return next;
      },
      close: closeAll,
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

function collectionOpener(
  files: FileReader,
  folder: string,
  manifest: Manifest,
  embedder: Embedder,
  {
    intraOpThreads,
    openScan,
    memoryBudgetBytes = Infinity,
    searchEffort = DEFAULT_EFFORT,
  }: OpenOptions,
) {
  const embed = (texts: readonly string[]) => embedQueries(embedder, texts);
  return async (
    collection: string,
    match: MatchModelFile,
    thresholds: Thresholds,
  ): Promise<Answering> => {
    const place = indexFolder(files, folder, collection);
    const index = await openIndex(files, place, {
      dimensions: manifest.space.dimensions,
      analysis: textAnalysis(match.analysis),
      ...{ embed, intraOpThreads, memoryBudgetBytes, searchEffort },
      ...(openScan && { openScan }),
    });
    return { index, match, thresholds, folder: place };
  };
}

function requireCollection({ version, data }: Manifest, collection: string): void {
  if (data.collections.some(({ name }) => name === collection)) return;
  throw new PlumblineError('NOT_FOUND', `${collection} is not in version ${version}.`, {
    remedy: 'Import the collection if it is not there, then train, so that a version has it.',
  });
}

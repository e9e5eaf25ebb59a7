import { CANONICAL } from '#core/contract/data.ts';
import { PlumblineError } from '#core/contract/errors.ts';
import type { Thresholds } from '#core/contract/metrics.ts';
import type { Manifest } from '#core/contract/versions.ts';
import type { OpenScan } from '#core/index/scan-thread.ts';
import type { MatchIndex } from '#core/match/match-index.ts';
import type { FileReader } from '#core/platform/files.ts';
import { textAnalysis } from '#core/text/language.ts';
import { embedQueries } from './embed-queries.ts';
import type { ModelAccess } from './model-access.ts';
import { assembleEmbedder } from './stored-embedder.ts';
import { openIndex } from './stored-index.ts';
import {
  indexFolder,
  type MatchModelFile,
  readMatchModel,
  readVersionEmbedder,
} from './version-files.ts';

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
  const { embed, close } = await openQueryEmbedder(files, folder, options.models);
  const opened = new Map<string, Promise<Answering>>();
  const open = (collection: string) => {
    const known = opened.get(collection);
    if (known) return known;
    requireCollection(manifest, collection);
    const next = openCollection(files, { folder, manifest, collection }, { ...options, embed });
    opened.set(collection, next);
    next.catch(() => opened.delete(collection));
    return next;
  };
  const closeAll = async () => {
    for (const one of await Promise.allSettled(opened.values())) {
      if (one.status === 'fulfilled') await one.value.index.scan.close();
    }
    await close();
  };
  try {
    return {
      ...(await open(CANONICAL)),
      manifest,
      in: async (name) => open(name),
      close: closeAll,
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

/** What embeds the queries of a version. The caller closes it. */
export interface QueryEmbedder {
  embed: MatchIndex['embed'];
  close(): Promise<void>;
}

/** Opens the embedder of a version alone. Throws DAMAGED. */
export async function openQueryEmbedder(
  files: FileReader,
  folder: string,
  models: OpenOptions['models'],
): Promise<QueryEmbedder> {
  const stored = await readVersionEmbedder(files, folder);
  const base = stored.model && (await models.forAnswering(stored.model));
  const embedder = assembleEmbedder(stored, base);
  return {
    embed: (texts) => embedQueries(embedder, texts),
    close: () => embedder.close(),
  };
}

/** A collection of a version. */
export interface CollectionPlace {
  /** The version's. */
  folder: string;
  manifest: Manifest;
  collection: string;
}

/**
 * Opens one collection, with whatever embeds its queries. What was learnt is about the canonical one: elsewhere ranks are
 * fused, and no probability is claimed. The caller closes its index's scan. Throws DAMAGED.
 */
export async function openCollection(
  files: FileReader,
  { folder, manifest, collection }: CollectionPlace,
  {
    embed,
    memoryBudgetBytes = Infinity,
    searchEffort = DEFAULT_EFFORT,
    ...options
  }: Omit<OpenOptions, 'models'> & Pick<QueryEmbedder, 'embed'>,
): Promise<Answering> {
  const match = await readMatchModel(files, folder);
  const thresholds = JSON.parse(await files.readText(files.join(folder, 'thresholds.json')));
  const place = indexFolder(files, folder, collection);
  const index = await openIndex(files, place, {
    dimensions: manifest.space.dimensions,
    analysis: textAnalysis(match.analysis),
    ...{ embed, memoryBudgetBytes, searchEffort },
    ...options,
  });
  const learnt = collection === CANONICAL ? match : { ...match, model: null, calibration: null };
  return { index, match: learnt, thresholds: thresholds as Thresholds, folder: place };
}

function requireCollection({ version, data }: Manifest, collection: string): void {
  if ([CANONICAL, ...data.collections.map(({ name }) => name)].includes(collection)) return;
  throw new PlumblineError('NOT_FOUND', `${collection} is not in version ${version}.`, {
    remedy: 'Import the collection if it is not there, then train, so that a version has it.',
  });
}

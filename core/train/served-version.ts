import { bandOf } from '#core/calibrate/band-of.ts';
import { calibrated } from '#core/calibrate/calibration.ts';
import type { Band } from '#core/contract/common.ts';
import type { Thresholds } from '#core/contract/metrics.ts';
import type { Contribution } from '#core/contract/search.ts';
import type { Manifest } from '#core/contract/versions.ts';

import { readTerms } from '#core/index/lance-terms.ts';
import { evidenceAt } from '#core/match/evidence.ts';
import { gatherEvidence } from '#core/match/gather-evidence.ts';
import { buildMatchIndex, type MatchIndex } from '#core/match/match-index.ts';
import { contributionsOf } from '#core/match/match-model.ts';
import { mergeEvidence } from '#core/match/merge-evidence.ts';
import { evidenceRow, rankEntries } from '#core/match/rank-entries.ts';
import type { FileReader } from '#core/platform/files.ts';
import { embedQueries } from './embed-queries.ts';
import type { ModelAccess } from './model-access.ts';
import { assembleEmbedder } from './stored-embedder.ts';
import { indexFolder, type MatchModelFile, readVersionParts } from './version-files.ts';

/** A version in memory, ready to answer. */
export interface ServedVersion {
  manifest: Manifest;
  index: MatchIndex;
  match: MatchModelFile;
  thresholds: Thresholds;
  /** [entries] */
  names: string[];
  close(): Promise<void>;
}

/** The part of a version that answers. */
export type Answering = Pick<ServedVersion, 'index' | 'match' | 'thresholds' | 'names'>;

/** One entry that a version found, best first. */
export interface Match {
  key: string;
  name: string;
  term: string;
  learnt: boolean;
  probability: number | null;
  band: Band | null;
  semantic: number;
  lexical: number;
  contributions: Contribution[];
}

export interface OpenOptions {
  intraOpThreads: number;
  models: Pick<ModelAccess, 'forAnswering'>;
  breathe?: () => Promise<void>;
}

/** Loads a version from its folder. The caller closes it. Throws DAMAGED, also where its model is not there. */
export async function openVersion(
  files: FileReader,
  folder: string,
  manifest: Manifest,
  { intraOpThreads, models, breathe }: OpenOptions,
): Promise<ServedVersion> {
  const { embedder: stored, legs, match, entries } = await readVersionParts(files, folder);
  const keys = entries.map(({ key }) => key);
  const table = await readTerms(indexFolder(files, folder), keys, manifest.space.dimensions);
  const thresholds = await files.readText(files.join(folder, 'thresholds.json'));
  const base = stored.model && (await models.forAnswering(stored.model));
  try {
    const embedder = assembleEmbedder(stored, base);
    const embed = (texts: readonly string[]) => embedQueries(embedder, texts);
    const parts = { table, ...legs, embed, intraOpThreads };
    const index = await buildMatchIndex(breathe ? { ...parts, breathe } : parts);
    return {
      manifest,
      index,
      match,
      thresholds: JSON.parse(thresholds) as Thresholds,
      names: entries.map(({ name }) => name),
      async close() {
        await index.scan.close();
        await base?.close();
      },
    };
  } catch (error) {
    await base?.close();
    throw error;
  }
}

/** The calibrated probability of a score, or null where the version has no match model. */
export function probabilityOf(
  { match }: Pick<ServedVersion, 'match'>,
  score: number,
): number | null {
  if (match.model === null || match.calibration === null) return null;
  return calibrated(match.calibration, score);
}

/** The best k entries for each text, in the order of the texts. */
export async function* matchTexts(
  version: Answering,
  texts: readonly string[],
  k: number,
): AsyncGenerator<Match[]> {
  const queries = texts.map((text) => ({ text }));
  for await (const evidence of gatherEvidence(version.index, queries, version.match)) {
    yield matchesOf(version, evidence, k);
  }
}

/** The best k entries for several texts that mean the same, `without` one entry. */
export async function matchTogether(
  version: Answering,
  texts: readonly string[],
  without: number | null,
  k: number,
): Promise<Match[]> {
  const queries = texts.map((text) => ({ text }));
  const parts = [];
  for await (const part of gatherEvidence(version.index, queries, version.match)) {
    parts.push(part);
  }
  return matchesOf(version, mergeEvidence(parts, without), k);
}

function matchesOf(
  version: Answering,
  evidence: Parameters<typeof rankEntries>[0],
  k: number,
): Match[] {
  const { index, match, names, thresholds } = version;
  const ranked = rankEntries(evidence, match.model, match.rrfK, index.tieRank).slice(0, k);
  return ranked.map(({ i, entry, score }) => {
    const row = evidence.rows[i] ?? -1;
    const probability = probabilityOf(version, score);
    return {
      key: index.table.keys[entry] ?? '',
      name: names[entry] ?? '',
      term: index.table.terms[row] ?? '',
      learnt: index.table.learntFrom[row] != null,
      probability,
      band: probability === null ? null : bandOf(probability, thresholds),
      semantic: evidenceAt(evidence, i, 'semantic'),
      lexical: evidenceAt(evidence, i, 'letters'),
      contributions: explain(match, evidenceRow(evidence, i)),
    };
  });
}

/** Contributions to the calibrated log-odds; the sigmoid calibration only stretches and shifts them. */
function explain({ model, calibration }: MatchModelFile, values: Float64Array): Contribution[] {
  if (model === null || calibration === null) return [];
  if (calibration.kind !== 'platt') return contributionsOf(model, values, 1, 0);
  return contributionsOf(model, values, calibration.slope, calibration.intercept);
}

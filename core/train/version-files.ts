import { z } from 'zod';
import type { Calibration } from '#core/calibrate/calibration.ts';
import type { TriedCalibration } from '#core/calibrate/choose-calibration.ts';
import { CANONICAL } from '#core/contract/data.ts';
import { PlumblineError } from '#core/contract/errors.ts';
import type { Thresholds } from '#core/contract/metrics.ts';
import type { JudgedPair } from '#core/evaluate/pair-metrics.ts';
import { formatScores, type Scores } from '#core/evaluate/stored-scores.ts';
import { EVIDENCE } from '#core/match/evidence.ts';
import type { MatchModel } from '#core/match/match-model.ts';
import type { FileReader, Files } from '#core/platform/files.ts';
import type { TextAnalysisSettings } from '#core/text/language.ts';
import { readEmbedder, writeEmbedder } from './embedder-files.ts';
import type { StoredEmbedder } from './stored-embedder.ts';

/** How a version combines its evidence; the content of match-model.json. */
export interface MatchModelFile {
  /** Null before there is feedback: reciprocal rank fusion ranks then. */
  model: MatchModel | null;
  calibration: Calibration | null;
  /** How each kind did before one was chosen; left out where none was compared. */
  calibrationTried?: TriedCalibration[];
  rrfK: number;
  candidates: number;
  /** How letters are folded and which words say nothing. */
  analysis: TextAnalysisSettings;
}

/**
 * How evidence is gathered. A model fitted on other evidence of the same names would answer nonsense: raise it with every
 * change to what a value means.
 */
const EVIDENCE_REVISION = 2;

/** Everything of a version but its index and its manifest. */
export interface VersionParts {
  embedder: StoredEmbedder;
  match: MatchModelFile;
}

const json = (value: unknown) => `${JSON.stringify(value, null, 1)}\n`;

/** Folder of the index of a version's collection. */
export const indexFolder = (files: FileReader, folder: string, collection = CANONICAL): string =>
  collection === CANONICAL
    ? files.join(folder, 'index')
    : files.join(folder, 'collections', collection);

/** Writes a version's model files below `folder`. */
export async function writeVersionParts(
  files: Files,
  folder: string,
  { embedder, match }: VersionParts,
): Promise<void> {
  await files.makeFolder(files.join(folder, 'model'));
  await writeEmbedder(files, files.join(folder, 'model'), embedder);
  const file = { evidenceRevision: EVIDENCE_REVISION, ...match };
  await files.writeAtomic(files.join(folder, 'match-model.json'), json(file));
}

/** Writes what was measured. */
export async function writeMeasured(
  files: Files,
  folder: string,
  measured: {
    /** Null where there was no test query. */
    scores: Scores | null;
    thresholds: Thresholds;
    /** Judged pairs of the calibrate split, by which other thresholds can be chosen later. */
    calibratePairs: readonly JudgedPair[];
    /** The ranking of each test query, as a TREC run. */
    run: string;
  },
): Promise<void> {
  const { scores, thresholds, calibratePairs, run } = measured;
  await files.writeAtomic(files.join(folder, 'metrics.json'), json(scores?.metrics ?? null));
  await files.writeAtomic(files.join(folder, 'thresholds.json'), json(thresholds));
  await files.makeFolder(files.join(folder, 'predictions'));
  await files.writeAtomic(files.join(folder, 'predictions', 'test.trec'), run);
  await files.writeAtomic(scoresPath(files, folder), formatScores(scores));
  await files.writeAtomic(calibratePath(files, folder), formatPairs(calibratePairs));
}

/** Where a version keeps what it measured of each query when it was made. */
export const scoresPath = (files: FileReader, folder: string) =>
  files.join(folder, 'predictions', 'per-query.json');

const calibratePath = (files: FileReader, folder: string) =>
  files.join(folder, 'predictions', 'calibrate-pairs.json');

const CalibratePairs = z.object({ pairs: z.array(z.tuple([z.number(), z.number()])) });

const formatPairs = (pairs: readonly JudgedPair[]) =>
  `${JSON.stringify({ pairs: pairs.map(({ probability, isYes }) => [probability, Number(isYes)]) })}\n`;

/** The judged pairs of the calibrate split; null in versions of before, and where they cannot be read. */
export async function readCalibratePairs(
  files: FileReader,
  folder: string,
): Promise<JudgedPair[] | null> {
  const path = calibratePath(files, folder);
  if (!(await files.exists(path))) return null;
  try {
    const { pairs } = CalibratePairs.parse(JSON.parse(await files.readText(path)));
    return pairs.map(([probability, yes]) => ({ probability, isYes: yes === 1 }));
  } catch {
    return null; // the caller says what cannot be chosen without them
  }
}

/** Reads what `writeVersionParts` wrote. Throws DAMAGED where it is not whole or not of this program's making. */
export async function readVersionParts(files: FileReader, folder: string): Promise<VersionParts> {
  return {
    embedder: await readVersionEmbedder(files, folder),
    match: await readMatchModel(files, folder),
  };
}

/** The embedder alone, and the match model alone. */
export const readVersionEmbedder = (files: FileReader, folder: string) =>
  readEmbedder(files, files.join(folder, 'model'));

export async function readMatchModel(files: FileReader, folder: string): Promise<MatchModelFile> {
  const text = await files.readText(files.join(folder, 'match-model.json'));
  return checkedMatch(JSON.parse(text) as StoredMatch);
}

const RETRAIN = { remedy: 'Train a new version.' };

type StoredMatch = MatchModelFile & { evidenceRevision?: number };

/** Weights go with their evidence by position, so a model made for other evidence must not be applied. */
function checkedMatch({ evidenceRevision, ...match }: StoredMatch): MatchModelFile {
  const { model } = match;
  const same =
    model === null ||
    (model.evidence.length === EVIDENCE.length &&
      EVIDENCE.every((name, column) => model.evidence[column] === name));
  if (same && evidenceRevision === EVIDENCE_REVISION) return match;
  const message =
    'The match model of this version weighs other evidence than this program gathers.';
  throw new PlumblineError('DAMAGED', message, RETRAIN);
}

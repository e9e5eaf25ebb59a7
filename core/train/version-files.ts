import type { Calibration } from '#core/calibrate/calibration.ts';
import type { Entry } from '#core/contract/data.ts';
import { PlumblineError } from '#core/contract/errors.ts';
import type { Metrics, Thresholds } from '#core/contract/metrics.ts';
import type { PerQuery } from '#core/evaluate/ranking-metrics.ts';
import { writeSafetensors } from '#core/interop/safetensors.ts';
import { EVIDENCE } from '#core/match/evidence.ts';
import type { LegModels } from '#core/match/legs.ts';
import type { MatchModel } from '#core/match/match-model.ts';
import type { FileReader, Files } from '#core/platform/files.ts';
import type { TfidfModel } from '#core/text/tfidf.ts';
import { readArrays, readEmbedder, writeEmbedder } from './embedder-files.ts';
import type { StoredEmbedder } from './stored-embedder.ts';

/** How a version combines its evidence; the content of match-model.json. */
export interface MatchModelFile {
  /** Null before there is feedback: reciprocal rank fusion ranks then. */
  model: MatchModel | null;
  calibration: Calibration | null;
  rrfK: number;
  candidates: number;
}

/** What entries are called: the content of entries.json. */
export type EntryName = Pick<Entry, 'key'> & { name: string };

/** Everything of a version but its index and its manifest. */
export interface VersionParts {
  embedder: StoredEmbedder;
  legs: LegModels;
  match: MatchModelFile;
  entries: EntryName[];
}

const json = (value: unknown) => `${JSON.stringify(value, null, 1)}\n`;

/** Folder of a version's LanceDB table. */
export const indexFolder = (files: FileReader, folder: string) => files.join(folder, 'index');

/** Writes a version's model files below `folder`. */
export async function writeVersionParts(
  files: Files,
  folder: string,
  { embedder, legs, match, entries }: VersionParts,
): Promise<void> {
  await files.makeFolder(files.join(folder, 'model'));
  await writeEmbedder(files, files.join(folder, 'model'), embedder);
  await writeLegs(files, files.join(folder, 'model'), legs);
  await files.writeAtomic(files.join(folder, 'match-model.json'), json(match));
  await files.writeAtomic(files.join(folder, 'entries.json'), json(entries));
}

/** Writes what was measured. */
export async function writeMeasured(
  files: Files,
  folder: string,
  measured: {
    metrics: Metrics | null;
    /** The measures of each test query. */
    perQuery: ReadonlyMap<string, PerQuery>;
    thresholds: Thresholds;
    /** The ranking of each test query, as a TREC run. */
    run: string;
  },
): Promise<void> {
  await files.writeAtomic(files.join(folder, 'metrics.json'), json(measured.metrics));
  await files.writeAtomic(files.join(folder, 'thresholds.json'), json(measured.thresholds));
  await files.makeFolder(files.join(folder, 'predictions'));
  const predictions = files.join(folder, 'predictions');
  const perQuery = JSON.stringify({ metrics: measured.metrics, perQuery: [...measured.perQuery] });
  await files.writeAtomic(files.join(predictions, 'test.trec'), measured.run);
  await files.writeAtomic(files.join(predictions, 'per-query.json'), perQuery);
}

/** Reads what `writeVersionParts` wrote. Throws DAMAGED where it is not whole or not of this program's making. */
export async function readVersionParts(files: FileReader, folder: string): Promise<VersionParts> {
  const read = async (name: string): Promise<unknown> =>
    JSON.parse(await files.readText(files.join(folder, name)));
  return {
    embedder: await readEmbedder(files, files.join(folder, 'model')),
    legs: await readLegs(files, files.join(folder, 'model')),
    match: checkedMatch((await read('match-model.json')) as MatchModelFile),
    entries: (await read('entries.json')) as EntryName[],
  };
}

const RETRAIN = { remedy: 'Train a new version.' };

/** Weights go with their evidence by position, so a model made for other evidence must not be applied. */
function checkedMatch(match: MatchModelFile): MatchModelFile {
  const { model } = match;
  const same =
    model === null ||
    (model.evidence.length === EVIDENCE.length &&
      EVIDENCE.every((name, column) => model.evidence[column] === name));
  if (same) return match;
  const message =
    'The match model of this version weighs other evidence than this program gathers.';
  throw new PlumblineError('DAMAGED', message, RETRAIN);
}

type StoredTfidf = Omit<TfidfModel, 'idf'>;

async function writeLegs(files: Files, folder: string, legs: LegModels): Promise<void> {
  const { letters, words } = legs;
  const stored = ({ options, features }: TfidfModel): StoredTfidf => ({ options, features });
  const text = json({ letters: stored(letters), words: stored(words) });
  await files.writeAtomic(files.join(folder, 'legs.json'), text);
  const tensors = {
    letters: { shape: [letters.idf.length], data: letters.idf },
    words: { shape: [words.idf.length], data: words.idf },
  };
  await files.writeAtomic(files.join(folder, 'legs.safetensors'), writeSafetensors(tensors));
}

async function readLegs(files: FileReader, folder: string): Promise<LegModels> {
  const text = await files.readText(files.join(folder, 'legs.json'));
  const stored = JSON.parse(text) as Record<keyof LegModels, StoredTfidf>;
  const arrays = await readArrays(files, files.join(folder, 'legs.safetensors'));
  const restore = (name: keyof LegModels): TfidfModel => {
    const idf = Float64Array.from(arrays[name]?.data ?? []);
    if (idf.length === stored[name].features.length) return { ...stored[name], idf };
    const message = `The "${name}" of legs.safetensors do not fit legs.json.`;
    throw new PlumblineError('DAMAGED', message, RETRAIN);
  };
  return { letters: restore('letters'), words: restore('words') };
}

import { PlumblineError } from '#core/contract/errors.ts';
import { splinkLabels } from '#core/interop/splink-labels.ts';
import { formatQrels, parseRun } from '#core/interop/trec.ts';
import type { JudgedQuery } from '#core/train/judged-queries.ts';
import { ownTestSplit } from '../score-queries.ts';
import type { WriteFormat } from './format-facts.ts';

/** `run.trec`, what the version answered to its test queries, and `qrels.trec`, what was judged. */
export const writeTrec: WriteFormat = async (facts, folder) => {
  const { engine, files, manifest } = facts;
  const path = files.join(facts.folder, 'predictions', 'test.trec');
  const run = (await files.exists(path)) ? await files.readText(path) : '';
  if (run === '') throw nothingMeasured();
  const answered = new Set(parseRun(run, path).map(({ query }) => query));
  const queries = (await ownTestSplit(engine)).filter(({ query }) => answered.has(query));
  await files.writeAtomic(files.join(folder, 'run.trec'), run);
  await files.writeAtomic(files.join(folder, 'qrels.trec'), formatQrels(qrelsOf(queries)));
  const { snapshot } = await engine.session().data();
  return [
    'Blanks and % in queries and keys are written as %XX, because the format parts columns by blanks.',
    ...(queries.some(({ yes }) => yes.length === 0)
      ? ['trec_eval counts queries without a right answer as 0; Plumbline leaves them out.']
      : []),
    ...(queries.some(({ grades }) => grades)
      ? ['Grades are written as 1 from 0.5 on, else 0: trec_eval reads whole numbers.']
      : []),
    ...(snapshot.ledgerSha256 === manifest.data.ledgerSha256
      ? []
      : ['The run is of the day when the version was made; the judgments are those of today.']),
  ];
};

const qrelsOf = (queries: readonly JudgedQuery[]) =>
  new Map(
    queries.map(({ query, yes, no }) => [
      query,
      new Map([...yes.map((key) => [key, 1] as const), ...no.map((key) => [key, 0] as const)]),
    ]),
  );

/** `labels.csv`: every judgment that counts. */
export const writeSplinkLabels: WriteFormat = async ({ engine, files }, folder) => {
  const { snapshot } = await engine.session().data();
  const labels = splinkLabels(snapshot.judgments);
  await files.writeStream(files.join(folder, 'labels.csv'), inPieces(labels));
  return [
    'unique_id_l is the text of a query, in the dataset "queries"; unique_id_r is the key of an entry, in "dictionary".',
    'The judgments are those of the workspace as it is now, whatever the version.',
  ];
};

async function* inPieces(pieces: Iterable<string>): AsyncGenerator<string> {
  yield* pieces;
}

function nothingMeasured(): PlumblineError {
  return new PlumblineError('BAD_INPUT', 'This version has answered no test queries.', {
    remedy: 'Import judgments and train a version with full-train.',
  });
}

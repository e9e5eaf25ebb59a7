import type { OpenBundle } from '#core/bundle/read-bundle.ts';
import { type Probe, sampleProblem } from '#core/bundle/sample.ts';
import { PlumblineError } from '#core/contract/errors.ts';
import { Metrics } from '#core/contract/metrics.ts';
import type { Manifest } from '#core/contract/versions.ts';
import { firstDifference, type Remeasured, remeasure } from '#core/evaluate/remeasure.ts';
import { parseScores } from '#core/evaluate/stored-scores.ts';
import { deriveSeed } from '#core/math/seeded-random.ts';
import { answerProbes } from '#core/train/answer-probes.ts';
import { openStreamed } from '#core/train/open-streamed.ts';
import { scoresPath } from '#core/train/version-files.ts';
import { vectorsOf } from './bundled-vectors.ts';
import { explainNative } from './native-failure.ts';
import type { ModelTaskDeps } from './task-deps.ts';

const TOLERANCE = 1e-6;

/**
 * Works the version's measures out again from what it keeps of each query and pair; returns what was found, in words.
 * Throws DAMAGED where a number differs by more than 1e-6.
 */
export async function checkMeasures(
  folder: string,
  { seed }: Pick<Manifest, 'seed'>,
  { files, context }: ModelTaskDeps,
): Promise<string> {
  const metrics = Metrics.nullable().parse(
    JSON.parse(await files.readText(files.join(folder, 'metrics.json'))),
  );
  if (metrics === null) return 'nothing was measured';
  const scores = parseScores(await files.readText(scoresPath(files, folder)));
  if (scores === null) return 'measures are taken as they are: an earlier Plumbline made them';
  const found = await remeasure(scores, {
    seed: deriveSeed(seed, 'intervals'),
    breathe: context.breathe,
  });
  const wanted = Object.fromEntries(
    Object.keys(found).map((name) => [name, metrics[name as keyof Remeasured]]),
  );
  const difference =
    firstDifference(wanted, found, TOLERANCE) ??
    firstDifference(metrics, scores.metrics, TOLERANCE);
  if (difference === null) return `the measures of ${metrics.test.queries} queries come out again`;
  throw unlike(`its ${difference} does not follow from its predictions`);
}

/** Opens the version and asks it the sample's texts; returns what was found, in words. Throws DAMAGED. */
export async function checkSample(
  folder: string,
  { opened, probes }: { opened: OpenBundle; probes: readonly Probe[] },
  { files, models }: ModelTaskDeps,
): Promise<string> {
  const { manifest } = opened.file;
  const vectors = vectorsOf(opened, { files, folder, dimensions: manifest.space.dimensions });
  const version = await openStreamed(files, folder, manifest, { models, vectors }).catch(
    (error: unknown) => {
      throw explained(error);
    },
  );
  try {
    const texts = probes.map(({ text }) => text);
    const problem = sampleProblem(probes, await answerProbes(version, texts));
    if (problem !== null) throw unlike(`the sample's ${problem}`);
    return `${probes.length} sample texts get the same vectors and results`;
  } catch (error) {
    throw explained(error);
  } finally {
    await version.close();
  }
}

/** Whatever a hostile or foreign file makes a reader throw is told as what it is. */
function explained(error: unknown): unknown {
  const known = explainNative(error);
  if (known instanceof PlumblineError) return known;
  return unlike(error instanceof Error ? error.message : String(error));
}

function unlike(why: string): PlumblineError {
  return new PlumblineError('DAMAGED', `The version in this bundle does not work here: ${why}.`, {
    remedy: 'Nothing was imported. Export it again where it was made, with the same Plumbline.',
  });
}

import type { DetailRequest, EvaluationDetail } from '#core/contract/evaluation-detail.ts';
import type { Scores } from '#core/evaluate/stored-scores.ts';
import { readCurve } from '#core/train/learning-curve-file.ts';
import { scoreVersion } from '#core/train/score-version.ts';
import type { StoredVersion } from '#core/versions/manifest-file.ts';
import type { EngineContext } from './engine-context.ts';
import { buildDetail, type DetailParts } from './evaluate-build-detail.ts';
import {
  type Measured,
  measuredVersions,
  requireVersion,
  selectedVersion,
} from './evaluate-measured.ts';
import { ownTestSplit } from './score-queries.ts';
import type { Session } from './session.ts';
import { type SingleFlight, singleFlight } from './single-flight.ts';
import { scoresAtTheTime, scoresOnToday } from './todays-scores.ts';

/** Details that stay in memory: going back and forth between two versions and their predecessors. */
const DETAILS_IN_MEMORY = 6;

const kept = new WeakMap<Session, SingleFlight<EvaluationDetail>>();

/** Everything below the headline numbers of a version. Throws NO_VERSION. */
export async function detail(
  engine: EngineContext,
  request: DetailRequest,
): Promise<EvaluationDetail> {
  const session = engine.session();
  const { files, layout } = session.reader;
  const { snapshot } = await session.data();
  const parts = await partsOf(engine, request);
  const place = { version: parts.stored.id, dataHash: snapshot.dataHash };
  const learningCurve = await readCurve(files, layout.cache, place);
  const known = kept.get(session) ?? singleFlight<EvaluationDetail>(DETAILS_IN_MEMORY);
  kept.set(session, known);
  const built = await known.use(
    keyOf(parts, snapshot.dataHash),
    () => buildDetail(engine, parts),
    (value) => value,
  );
  return { ...built, learningCurve };
}

/** Everything that the detail depends on. */
const keyOf = ({ stored, today, before, settings, notes }: DetailParts, dataHash: string) =>
  JSON.stringify([stored.id, today, before?.version, dataHash, settings, notes]);

async function partsOf(
  engine: EngineContext,
  { version, against, anew = false }: DetailRequest,
): Promise<DetailParts> {
  const session = engine.session();
  const { settings } = await session.reader.about();
  const measured = await measuredVersions(session);
  const { id, place } = await selectedVersion(session, measured, version);
  const chosen = await requireVersion(session, id);
  const stored = measured[place]?.stored ?? (await session.versions.read(chosen));
  const todays = await scoresOf(engine, stored, anew);
  const scores = todays ?? (await scoresAtTheTime(session.reader.files, stored.folder));
  const other = await otherVersion(session, measured, { against, place });
  const testQueries = scores?.outcomes.length ?? (await ownTestSplit(engine)).length;
  const notes: string[] = [];
  const before = other && todays && (await scoresOf(engine, other, anew));
  if (other && !before) {
    notes.push(`${other.id} is not compared: re-score both versions on today's test set first.`);
  }
  return {
    ...{ stored, scores, settings, notes, testQueries },
    // Where there is nothing to measure, nothing is older than today.
    today: todays !== null || testQueries === 0,
    before: other && before ? { version: other.id, scores: before } : null,
  };
}

/** The one that is asked for, else the one that was measured before it. */
async function otherVersion(
  session: Session,
  measured: readonly Measured[],
  { against, place }: { against: string | undefined; place: number },
): Promise<StoredVersion | null> {
  if (against === undefined) return measured[place - 1]?.stored ?? null;
  return session.versions.read(against); // throws NO_VERSION
}

/** On today's test set: as they are kept, or else measured now where that is wanted; null where neither is. */
async function scoresOf(
  engine: EngineContext,
  stored: StoredVersion,
  anew: boolean,
): Promise<Scores | null> {
  const session = engine.session();
  const { files, layout } = session.reader;
  const { snapshot } = await session.data();
  const known = await scoresOnToday(files, layout.cache, stored, snapshot);
  if (known || !anew) return known;
  const queries = await ownTestSplit(engine);
  const context = engine.deps.quietContext;
  return session.answer(stored.id, (version) =>
    scoreVersion(version, queries, { seed: version.manifest.seed, context }),
  );
}

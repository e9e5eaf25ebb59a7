import { PlumblineError } from '#core/contract/errors.ts';
import type { Metrics } from '#core/contract/metrics.ts';
import type { Scores } from '#core/evaluate/stored-scores.ts';
import type { StoredVersion } from '#core/versions/manifest-file.ts';
import type { Session } from './session.ts';
import { scoresOnToday } from './todays-scores.ts';
import { metricsAtTheTime } from './versions.ts';

/** A version that was measured. */
export interface Measured {
  stored: StoredVersion;
  /** Today's, else those of the day on which it was made. */
  metrics: Metrics;
  /** On today's test set; null where that is not known. */
  today: Scores | null;
}

/** Every version with ranking metrics, oldest first, on today's test set where that is known. */
export async function measuredVersions(session: Session): Promise<Measured[]> {
  const { snapshot } = await session.data();
  const { files, layout } = session.reader;
  const measured: Measured[] = [];
  for (const stored of (await session.versions.list()).toReversed()) {
    if (!stored.manifest) continue;
    const today = await scoresOnToday(files, layout.cache, stored, snapshot);
    const metrics = today?.metrics ?? (await metricsAtTheTime(session, stored.folder));
    if (metrics && metrics.test.queries > 0) measured.push({ stored, metrics, today });
  }
  return measured;
}

/** The version that is looked at: the one that is wanted, else latest, else the newest that was measured. */
export async function selectedVersion(
  session: Session,
  measured: readonly Measured[],
  wanted: string | undefined,
): Promise<{ id: string | null; place: number }> {
  if (wanted !== undefined) await session.versions.read(wanted); // throws NO_VERSION
  const id = wanted ?? (await session.latest.latest());
  const at = id === null ? -1 : measured.findIndex(({ stored }) => stored.id === id);
  const place = at >= 0 || wanted !== undefined ? at : measured.length - 1;
  return { id: measured[place]?.stored.id ?? wanted ?? null, place };
}

/** The version to look at where nothing is measured: the one in use. Throws NO_VERSION where there is none. */
export async function requireVersion(session: Session, id: string | null): Promise<string> {
  const found = id ?? (await session.inUse());
  if (found !== null) return found;
  throw new PlumblineError('NO_VERSION', 'There is no version to look at yet.', {
    remedy: 'Train one first.',
  });
}

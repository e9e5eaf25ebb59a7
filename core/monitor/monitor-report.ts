import type { DayCounts, MonitorReport } from '#core/contract/monitor.ts';
import type { FileReader } from '#core/platform/files.ts';
import { addCounts, type Counts, noCounts } from './counts.ts';
import { readDay, recordedDays } from './day-files.ts';
import { driftOf } from './drift.ts';
import { lowSimilarityCount } from './low-similarity.ts';
import { latencySummary } from './percentile.ts';

interface Asked {
  /** Of the records. */
  folder: string;
  /** Null where there is none. */
  version: string | null;
  /** The first day, yyyy-mm-dd. */
  from: string;
  /** What the version found for its own test queries; null where it does not keep it. */
  expected: Counts | null;
}

/** What was recorded of a version from a day on, and how its incoming queries differ from its test queries. */
export async function readReport(
  files: FileReader,
  { folder, version, from, expected }: Asked,
): Promise<Pick<MonitorReport, 'version' | 'days' | 'drift' | 'bytes'>> {
  const days: { day: string; counts: Counts }[] = [];
  for (const day of await recordedDays(files, folder)) {
    if (day < from || version === null) continue;
    const counts = (await readDay(files, folder, day))?.get(version);
    if (counts) days.push({ day, counts });
  }
  const incoming = days.reduce((sum, { counts }) => addCounts(sum, counts), noCounts());
  const drift = driftOf(expected, incoming);
  return {
    version,
    days: days.map(({ day, counts }) => dayCounts(day, version ?? '', counts, expected)),
    drift: version === null ? { ...drift, words: 'There is no version yet; train one.' } : drift,
    bytes: (await files.exists(folder)) ? await files.size(folder) : 0,
  };
}

function dayCounts(
  day: string,
  version: string,
  counts: Counts,
  expected: Counts | null,
): DayCounts {
  const { searches, rows, bands, scores, outOfVocabulary } = counts;
  return {
    ...{ day, version, searches, rows, bands, scores, outOfVocabulary },
    latency: latencySummary(counts),
    lowSimilarity: lowSimilarityCount(counts, expected),
  };
}

import type { Band, JobState, MatchedRowsRequest, MatchedTable } from '#core/contract/index.ts';
import { CANONICAL } from '#renderer/api/canonical.ts';
import { hasEnded } from '#renderer/api/watch-job.ts';
import { formatCount, formatMetric, formatQuantity, formatSeconds } from '#renderer/ui/format.ts';
import { currentStage, jobActivity } from '../jobs/stage-names.ts';

/** Which rows are shown. */
export type Slice = 'all' | NonNullable<MatchedRowsRequest['band']>;
/** The bands and what has none; every matched row is in exactly one. */
export type BandName = Band | 'unscored' | 'none';

const SLICES: readonly Slice[] = [
  'all',
  'accept',
  'review',
  'reject',
  'unscored',
  'none',
  'corrected',
];

const SLICE_NAMES: Record<Slice, string> = {
  all: 'All',
  accept: 'A accept',
  review: '? review',
  reject: 'R reject',
  unscored: 'without a probability',
  none: 'without a match',
  corrected: 'decided by you',
};

export interface SliceOption {
  value: Slice;
  /** `A accept` */
  name: string;
  /** The same without its letter. */
  plain: string;
  count: number;
}

/** What the address says; anything unknown is all rows. */
export function sliceOf(text: string | undefined): Slice {
  return SLICES.find((slice) => slice === text) ?? 'all';
}

/** The choices of rows with their counts. Bands are left out where nothing has a probability, and the other way round. */
export function sliceOptions({ bands, done, corrected }: MatchedTable): SliceOption[] {
  const count = (slice: Slice) =>
    slice === 'all' ? done : slice === 'corrected' ? corrected : bands[slice];
  const banded = bands.accept + bands.review + bands.reject > 0;
  const shown = SLICES.filter((slice) => {
    if (slice === 'unscored') return bands.unscored > 0;
    if (slice === 'accept' || slice === 'review' || slice === 'reject') {
      return banded || bands.unscored === 0;
    }
    return true;
  });
  return shown.map((value) => ({
    value,
    name: SLICE_NAMES[value],
    plain: plainName(value),
    count: count(value),
  }));
}

/** Without the letter that stands for a band. */
function plainName(slice: Slice): string {
  return SLICE_NAMES[slice].replace(/^[A?R] /, '');
}

const BANDS: readonly BandName[] = ['accept', 'review', 'reject', 'unscored', 'none'];

/** The parts of the thin bar, as shares of all rows of the table; what is not matched yet has no part. */
export function bandParts({
  bands,
  rows,
}: Pick<MatchedTable, 'bands' | 'rows'>): { tone: BandName; share: number; label: string }[] {
  const counted = BANDS.reduce((sum, band) => sum + bands[band], 0);
  const all = Math.max(rows, counted);
  return BANDS.filter((band) => bands[band] > 0).map((band) => ({
    tone: band,
    share: bands[band] / all,
    label: `${plainName(band)} ${formatCount(bands[band])}`,
  }));
}

/** Is any row without a probability although it has an entry? */
export function isUnscored({ bands }: Pick<MatchedTable, 'bands'>): boolean {
  return bands.unscored > 0;
}

/** `Expected precision of accepted rows 0.957`; null where that means nothing. */
export function precisionText(table: MatchedTable): string | null {
  if (table.expectedPrecision === null) return null;
  return `Expected precision of accepted rows ${formatMetric(table.expectedPrecision)}`;
}

/** `10 000 rows` of a whole table, `7 412 of 10 000 rows` of an unfinished one; the job may know of more than the table. */
export function amountText(
  table: Pick<MatchedTable, 'done' | 'rows' | 'status'>,
  known = 0,
): string {
  const { rows, status } = table;
  const done = Math.max(table.done, known);
  if (status === 'done') return formatQuantity(rows, 'row');
  return `${formatCount(done)} of ${formatQuantity(Math.max(rows, done), 'row')}`;
}

/** How it was matched, in a few words. */
export function settingsText({ k, oneToOne, collection }: MatchedTable): string {
  const facts = [k === 1 ? 'best entry' : `best ${k} entries`];
  if (oneToOne) facts.push('one-to-one');
  if (collection !== CANONICAL) facts.push(`in ${collection}`);
  return facts.join(', ');
}

/** How long it took, for the hover: `10 000 rows in 5.1 s, 1 960 rows/s`. */
export function paceText({ done, seconds, rate }: MatchedTable): string {
  return `${formatQuantity(done, 'row')} in ${formatSeconds(seconds)}, ${formatCount(rate)} rows/s`;
}

/** How a table's matching stands. */
export interface TableProgress {
  /** `stopped`: cut off, cancelled or failed, and nothing works on it now. */
  state: 'done' | 'queued' | 'running' | 'paused' | 'stopped';
  /** `Matching`, or what else goes on; empty where nothing does. */
  doing: string;
  /** Rows that the running stage, or the whole matching, has behind it. */
  done: number;
  /** 0 while they are not counted. */
  rows: number;
  /** 0..1, or null while it is not known how much there is. */
  share: number | null;
  /** `1 960 rows/s, 3 s left` */
  pace: string;
}

/** How far a table is, from what the engine keeps of it and from the job that works on it. */
export function tableProgress(table: MatchedTable | null, job: JobState | null): TableProgress {
  const going = job !== null && !hasEnded(job) ? job : null;
  const stage = going ? currentStage(going) : undefined;
  const counted = stage && stage.unit === 'rows' && stage.total > 0 ? stage : undefined;
  const rows = counted?.total ?? table?.rows ?? 0;
  const seen = stage?.unit === 'rows' ? stage.done : 0;
  const done = counted?.done ?? table?.done ?? seen;
  const state = stateOf(table, going);
  return {
    state,
    doing: going ? jobActivity(going).label : '',
    done,
    rows,
    share: rows > 0 ? Math.min(1, done / rows) : null,
    pace: state === 'running' && counted ? paceOf(counted.rate, counted.secondsLeft) : '',
  };
}

function stateOf(table: MatchedTable | null, going: JobState | null): TableProgress['state'] {
  if (going?.status === 'paused') return 'paused';
  if (going?.status === 'queued') return 'queued';
  if (going) return 'running';
  return table?.status === 'done' ? 'done' : 'stopped';
}

function paceOf(rate: number, secondsLeft: number | null): string {
  const parts = [];
  if (rate >= 2) parts.push(`${formatCount(rate)} rows/s`);
  if (secondsLeft !== null) parts.push(`${formatSeconds(Math.max(1, secondsLeft))} left`);
  return parts.join(', ');
}

import type { DayCounts, Drift, MonitorReport } from '#core/contract/index.ts';
import type { Period } from '#core/plots/daily.ts';
import type { Route } from '#renderer/app/route.ts';
import { formatPercent } from '#renderer/ui/format.ts';

export const PERIODS = [7, 30, 90] as const;
export type Days = (typeof PERIODS)[number];

/** What is looked at; the address keeps it. */
export interface Place {
  /** Empty: the version in use. */
  version: string;
  days: Days;
}

/** Reads the parameters of an address; 30 days where it says nothing. */
export function readPlace(params: Route['params']): Place {
  const days = PERIODS.find((period) => `${period}` === params.days) ?? 30;
  return { version: params.version ?? '', days };
}

export function placeParams({ version, days }: Place): Record<string, string> {
  return { version, days: days === 30 ? '' : `${days}` };
}

/** The last so many days with today, in UTC as the engine counts them. */
export function periodOf(days: number, now: Date): Period {
  const from = new Date(now.getTime() - (days - 1) * 86_400_000);
  return { from: from.toISOString().slice(0, 10), to: now.toISOString().slice(0, 10) };
}

/** Searches and rows of all days together. */
export function totals(days: readonly DayCounts[]): { searches: number; rows: number } {
  return {
    searches: days.reduce((sum, day) => sum + day.searches, 0),
    rows: days.reduce((sum, day) => sum + day.rows, 0),
  };
}

/** How a verdict looks: its mark is a shape, its name a word. */
export const VERDICTS: Record<Drift['verdict'], { title: string; tone: string }> = {
  stable: { title: 'Stable', tone: 'good' },
  shifting: { title: 'Shifting', tone: 'warn' },
  shifted: { title: 'Shifted', tone: 'bad' },
  unknown: { title: 'Too little to say', tone: 'plain' },
};

/** A share as it was when the version was measured, and as it is now. */
export interface ShareRow {
  name: string;
  meaning: string;
  expected: number;
  observed: number;
  words: string;
}

/** The shares that are known, with what they mean. */
export function shareRows({ outOfVocabulary, lowSimilarity }: Drift): ShareRow[] {
  const rows = [
    {
      name: 'Unknown words',
      meaning: 'Queries of which at least half the words are in no term',
      share: outOfVocabulary,
    },
    {
      name: 'Far from everything',
      meaning: 'Queries less similar to their nearest term than 95 % of the test queries',
      share: lowSimilarity,
    },
  ];
  return rows.flatMap(({ name, meaning, share }) =>
    share ? [{ name, meaning, ...share, words: shareWords(share) }] : [],
  );
}

function shareWords({ expected, observed }: { expected: number; observed: number }): string {
  return `${finePercent(observed)} now, ${finePercent(expected)} expected`;
}

/** `12 %`, and one decimal below 10 %. */
function finePercent(share: number): string {
  if (share >= 0.0995 || share === 0) return formatPercent(share);
  return `${(share * 100).toFixed(1)}\u00a0%`;
}

/** The index with two digits and what it is called by convention (below 0.1 nothing, from 0.25 on much). */
export function psiWords(psi: number | null): string {
  if (psi === null) return 'not known, too few answers on one side';
  const size = psi < 0.1 ? 'hardly any shift' : psi < 0.25 ? 'some shift' : 'a large shift';
  return `${psi.toFixed(2)}, ${size}`;
}

/** What the screen shows. */
export type MonitorState = 'off' | 'empty' | 'shown';

/** Off and nothing kept, on and nothing counted yet, or something to show. */
export function monitorState({
  recording,
  days,
}: Pick<MonitorReport, 'recording' | 'days'>): MonitorState {
  if (days.length > 0) return 'shown';
  return recording ? 'empty' : 'off';
}

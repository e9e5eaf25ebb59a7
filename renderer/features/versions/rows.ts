import type { PromotionEvent, VersionSummary } from '#core/contract/index.ts';
import { versionColours } from '#renderer/charts/version-colour.ts';
import { lineageRows } from './lineage.ts';
import type { RowData } from './VersionRow.tsx';
import { newestFirst, statusView } from './version-view.ts';

/** The rows of the list: each version with its place in the lineage, its colour in every chart, and its state. */
export function versionRows(
  versions: readonly VersionSummary[],
  history: readonly PromotionEvent[],
): RowData[] {
  const ordered = newestFirst(versions);
  const lineage = lineageRows(ordered);
  const colours = versionColours(versions);
  const latest = ordered.find(({ status }) => status === 'latest') ?? null;
  return lineage.map((row, place) => {
    const version = ordered[place] as VersionSummary;
    return {
      version,
      lineage: row,
      colour: colours.get(version.version) ?? 'var(--text-3)',
      status: statusView(version, history, latest),
    };
  });
}

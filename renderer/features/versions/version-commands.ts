import type { VersionSummary } from '#core/contract/index.ts';
import { navigate } from '#renderer/app/navigate.ts';
import { askFor } from './panels.ts';
import { offerBundle } from './pending-bundle.ts';
import { selectionParams } from './selection.ts';
import { newestFirst } from './version-view.ts';

/** Something about versions that the palette offers. */
export interface VersionCommand {
  id: 'import-bundle' | 'compare-versions' | `promote:${string}`;
  label: string;
  hint: string;
  run(): void;
}

/** Promotions that are offered at once: a palette is no list of versions. */
const MOST_PROMOTIONS = 6;

/** What the palette offers: bringing a bundle in, holding the newest version against latest, promoting. */
export function versionCommands(
  versions: readonly VersionSummary[],
  typed: string,
): VersionCommand[] {
  const ordered = newestFirst(versions);
  const pair = comparedByDefault(ordered);
  const promotable = ordered.filter(({ status }) => status !== 'latest' && status !== 'damaged');
  const named = promotable.filter(({ version }) => typed !== '' && isNamed(version, typed));
  return [
    {
      id: 'import-bundle',
      label: 'Import a bundle…',
      hint: 'A version from another Plumbline',
      run: () => {
        navigate('versions');
        void offerBundle();
      },
    },
    ...(pair
      ? [
          {
            id: 'compare-versions' as const,
            label: 'Compare versions…',
            hint: `What differs between ${pair.join(' and ')}`,
            run: () => navigate('versions', selectionParams({ current: pair[1], marked: pair })),
          },
        ]
      : []),
    ...named.slice(0, MOST_PROMOTIONS).map(({ version, embedder }) => ({
      id: `promote:${version}` as const,
      label: `Promote ${version}…`,
      hint: embedder,
      run: () => {
        askFor({ version, panel: 'promote' });
        navigate('versions', { version });
      },
    })),
  ];
}

/** Latest and the newest other one, the older first; null where there is only one. */
function comparedByDefault(ordered: readonly VersionSummary[]): [string, string] | null {
  const usable = ordered.filter(({ status }) => status !== 'damaged');
  const latest = usable.find(({ status }) => status === 'latest') ?? usable[1];
  const other = usable.find(({ version }) => version !== latest?.version);
  if (!latest || !other) return null;
  const [to, from] = newestFirst([latest, other]);
  return from && to ? [from.version, to.version] : null;
}

/** True where some word that is typed could mean this promotion. */
function isNamed(version: string, typed: string): boolean {
  return typed
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .every((word) => `promote ${version}`.includes(word));
}

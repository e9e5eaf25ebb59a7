import type { PromotionEvent, VersionSummary } from '#core/contract/index.ts';
import { failedRules } from './version-view.ts';

/** What the button at the top right does with the version that is looked at. */
export type Step =
  /** It is latest: an earlier one can take its place. */
  | { kind: 'leave'; targets: string[] }
  | { kind: 'promote' }
  /** The gate refuses it, or it was not measured: only with a reason. */
  | { kind: 'override' }
  /** It was latest before. */
  | { kind: 'rollback' };

export const READ_ONLY = 'This workspace is open for reading only.';

type Known = Pick<VersionSummary, 'version' | 'status' | 'gate' | 'createdAt'>;

/** The way in which a version becomes latest; `history` oldest first. */
export function stepFor(
  version: Known,
  versions: readonly Known[],
  history: readonly PromotionEvent[],
): Step {
  if (version.status === 'latest') {
    return { kind: 'leave', targets: rollbackTargets(version.version, versions, history) };
  }
  const latest = versions.find(({ status }) => status === 'latest');
  const older = latest !== undefined && version.createdAt < latest.createdAt;
  if (older && wasLatest(version.version, history)) return { kind: 'rollback' };
  const passes = version.gate.length > 0 && failedRules(version).length === 0;
  return { kind: passes ? 'promote' : 'override' };
}

/** Why the step cannot be taken, or null. */
export function stepObstacle(version: Known, step: Step, readOnly: boolean): string | null {
  if (readOnly) return READ_ONLY;
  if (version.status === 'damaged') return 'It is damaged.';
  if (step.kind === 'leave' && step.targets.length === 0) return 'Nothing was latest before it.';
  return null;
}

/** `Promote v20261120-3` */
export function stepLabel(version: string, { kind }: Step): string {
  if (kind === 'leave') return 'Roll back…';
  if (kind === 'rollback') return `Roll back to ${version}`;
  return `Promote ${version}${kind === 'override' ? '…' : ''}`;
}

/** Versions that were latest before, last first; only those that are here and whole. */
export function rollbackTargets(
  latest: string,
  versions: readonly Known[],
  history: readonly PromotionEvent[],
): string[] {
  const usable = new Set(
    versions.filter(({ status }) => status !== 'damaged').map(({ version }) => version),
  );
  const before = history.toReversed().flatMap(({ from, to }) => (from ? [to, from] : [to]));
  return [...new Set(before)].filter((version) => version !== latest && usable.has(version));
}

/** Why a version cannot be deleted, or null. */
export function deleteObstacle(
  { kept }: Pick<VersionSummary, 'kept'>,
  readOnly: boolean,
): string | null {
  return readOnly ? READ_ONLY : kept;
}

/** The shortest reason that the engine takes. */
const LEAST_REASON = 3;

/** True where a reason says something. */
export function isReason(text: string): boolean {
  return text.trim().length >= LEAST_REASON;
}

/** What a change of latest was; the version's id follows. */
export function eventWord({ kind }: PromotionEvent): string {
  return { promote: 'Promoted', rollback: 'Rolled back to', override: 'Promoted with a reason' }[
    kind
  ];
}

function wasLatest(version: string, history: readonly PromotionEvent[]): boolean {
  return history.some(({ from, to }) => from === version || to === version);
}

import { PlumblineError } from '#core/contract/errors.ts';
import type { GateRule } from '#core/contract/metrics.ts';
import type { PromotionEvent } from '#core/contract/versions.ts';
import type { StoredVersion } from './manifest-file.ts';

type Verdict = Pick<PromotionEvent, 'kind' | 'reason'>;

/**
 * Whether a version may become latest, and what to record. A version that was measured and passes every
 * rule may; one that fails a rule, or was not measured, only with a reason. Throws DAMAGED, BAD_INPUT
 * where it is latest already, GATE_REFUSED with the rules that failed.
 */
export function promoteDecision(
  stored: StoredVersion,
  latest: string | null,
  overrideReason?: string,
): Verdict {
  const { gate } = usable(stored);
  if (stored.id === latest) throw alreadyLatest(stored.id);
  const reason = overrideReason?.trim();
  const passed = gate.length > 0 && gate.every((rule) => rule.pass);
  if (passed) return { kind: 'promote', reason: reason || 'Every rule of the gate passes.' };
  if (reason) return { kind: 'override', reason };
  throw refused(stored.id, gate);
}

/**
 * Whether `latest` may go back to a version: one that was latest before, so that a rollback is no way
 * around the gate. Throws DAMAGED or BAD_INPUT.
 */
export function rollbackDecision(
  stored: StoredVersion,
  latest: string | null,
  history: readonly PromotionEvent[],
): Verdict {
  usable(stored);
  if (stored.id === latest) throw alreadyLatest(stored.id);
  if (!history.some((event) => event.to === stored.id || event.from === stored.id)) {
    throw new PlumblineError('BAD_INPUT', `${stored.id} has never been latest.`, {
      remedy: 'Promote it instead; then the gate is asked.',
    });
  }
  return {
    kind: 'rollback',
    reason: latest ? `Back from ${latest}.` : 'Back to an earlier version.',
  };
}

/** The manifest of a version that can be used. Throws DAMAGED. */
function usable(stored: StoredVersion): NonNullable<StoredVersion['manifest']> {
  if (stored.manifest) return stored.manifest;
  throw damagedVersion(stored.id, stored.folder, stored.damage);
}

/** What to say of a version whose files cannot be trusted. */
export function damagedVersion(id: string, folder: string, damage: string): PlumblineError {
  return new PlumblineError('DAMAGED', `Version ${id} is damaged: ${damage}.`, {
    file: folder,
    remedy: 'Bring its folder back from a copy, or train again; the other versions are unharmed.',
  });
}

function alreadyLatest(id: string): PlumblineError {
  return new PlumblineError('BAD_INPUT', `${id} is latest already.`, {
    remedy: 'Nothing has to be done.',
  });
}

function refused(id: string, gate: readonly GateRule[]): PlumblineError {
  const failed = gate.filter((rule) => !rule.pass);
  const why =
    failed.length > 0
      ? failed.map((rule) => `${rule.title}: ${rule.reason}`).join(' ')
      : 'It was not measured on the test split.';
  return new PlumblineError('GATE_REFUSED', `The gate refuses ${id}. ${why}`, {
    remedy: 'Add judgments and train again, or promote it with a reason, which is recorded.',
  });
}

import type { Notification, WorkspaceSummary } from '#core/contract/index.ts';

/** Why a text is no address of a service; null where it is one, or empty. */
export function addressProblem(text: string): string | null {
  if (text === '') return null;
  if (!URL.canParse(text)) return 'Write a whole address: http://127.0.0.1:8000/reload';
  const { protocol, username, password } = new URL(text);
  if (protocol !== 'http:' && protocol !== 'https:') return 'Begin with http:// or https://';
  // It would be shown, kept in the settings and written into runs.
  return username || password ? 'Leave the password out; keep it as the secret below.' : null;
}

/** Why a name cannot be kept; null where it can. */
export function nameProblem(text: string): string | null {
  if (text === '') return 'It needs a name.';
  return text.length > 250 ? 'At most 250 characters.' : null;
}

/** Why the service cannot be told now; null where it can. */
export function tellObstacle({
  settings,
  latest,
  readOnly,
}: Pick<WorkspaceSummary, 'settings' | 'latest' | 'readOnly'>): string | null {
  if (readOnly) return 'This workspace can only be read here.';
  if (settings.notifyUrl === null) return 'No address is set.';
  return latest === null ? 'Nothing is promoted yet, so there is nothing to tell.' : null;
}

/** How telling went, in a line. */
export function toldWords({ ok, status, attempts, words }: Notification): string {
  if (words) return words;
  const answer = status === null ? 'No answer' : `Status ${status}`;
  return `${ok ? 'Told' : 'Not told'}. ${answer} after ${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}.`;
}

import type { WorkspaceSummary } from '#core/contract/index.ts';

type Reaching = Pick<WorkspaceSummary['settings'], 'offline' | 'notifyUrl' | 'mlflowUrl'>;

/** What may leave this machine, for the status line. */
export function privacyWords({ offline, notifyUrl, mlflowUrl }: Reaching): string {
  const hosts = new Set([notifyUrl, mlflowUrl].flatMap((url) => elsewhere(url) ?? []));
  const parts = [
    ...(hosts.size > 0 ? [`Versions are told to ${[...hosts].join(' and ')}`] : []),
    ...(offline ? [] : ['models may be downloaded']),
  ];
  if (parts.length === 0) return 'Offline: nothing leaves this machine';
  const words = parts.join('; ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const OWN = new Set(['localhost', '127.0.0.1', '[::1]']);

/** The host of an address that is not this machine's; null for no address, and for one here. */
function elsewhere(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null;
  const { hostname } = new URL(url);
  return OWN.has(hostname) ? null : hostname;
}

import { spawn } from 'node:child_process';

/** The command that opens an address, or null where there is no display to open it on. */
export function browserCommand(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
  url: string,
): { command: string; args: string[] } | null {
  if (platform === 'darwin') return { command: 'open', args: [url] };
  // `start` is cmd's own and takes its first quoted argument for a window title.
  if (platform === 'win32') return { command: 'cmd', args: ['/c', 'start', '""', url] };
  if (!env.DISPLAY && !env.WAYLAND_DISPLAY) return null;
  return { command: 'xdg-open', args: [url] };
}

/** Opens an address in the user's browser where that is possible; says nothing where it is not. */
export function openBrowser(url: string, env: Readonly<Record<string, string | undefined>>): void {
  const chosen = browserCommand(process.platform, env, url);
  if (!chosen) return;
  const child = spawn(chosen.command, chosen.args, { stdio: 'ignore', detached: true });
  // The address is on the screen already, so a missing xdg-open is no failure.
  child.once('error', () => undefined);
  child.unref();
}

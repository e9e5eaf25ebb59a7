import type { DesktopBridge as Bridge } from '#core/contract/desktop-bridge.ts';

/** What the desktop shell's preload puts on `window.plumbline`; undefined in a browser. */
export type DesktopBridge = Bridge<File>;

declare global {
  interface Window {
    plumbline?: DesktopBridge;
  }
}

/** The shell's bridge, or undefined in a browser. */
export function desktopBridge(): DesktopBridge | undefined {
  return window.plumbline;
}

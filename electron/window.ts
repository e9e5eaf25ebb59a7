import { BrowserWindow, nativeTheme, screen } from 'electron';
import { APP_URL } from './security/app-origin.ts';
import type { SettingsStore } from './settings.ts';
import { placeWindow } from './window-bounds.ts';
import { groundColour, windowOptions } from './window-options.ts';

export interface OpenWindowOptions {
  settings: SettingsStore;
  preload: string;
  icon: string;
  development: boolean;
}

/** Opens the workbench where it was last, and shows it once the page is drawn. Only after `ready`. */
export function openWindow(options: OpenWindowOptions): BrowserWindow {
  const { settings, ...rest } = options;
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter((display) => display.id !== primary.id);
  const bounds = placeWindow(settings.current.window, [
    primary.workArea,
    ...others.map((display) => display.workArea),
  ]);
  const window = new BrowserWindow(
    windowOptions({ ...rest, bounds, dark: nativeTheme.shouldUseDarkColors }),
  );
  if (settings.current.maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => remember(window, settings));
  followTheme(window);
  return window;
}

/** Loads the page; rejects where it cannot be served. */
export async function loadWorkbench(window: BrowserWindow): Promise<void> {
  await window.loadURL(APP_URL);
}

/** Brings a window to the front, also out of the task bar. */
export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

function remember(window: BrowserWindow, settings: SettingsStore): void {
  settings.update({ window: window.getNormalBounds(), maximized: window.isMaximized() });
}

function followTheme(window: BrowserWindow): void {
  const update = () => window.setBackgroundColor(groundColour(nativeTheme.shouldUseDarkColors));
  nativeTheme.on('updated', update);
  window.once('closed', () => nativeTheme.off('updated', update));
}

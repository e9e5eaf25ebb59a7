import type { BrowserWindowConstructorOptions } from 'electron';
import { type Rectangle, SMALLEST } from './window-bounds.ts';

/** The page's own ground in both themes (--bg), so that nothing flashes before it is drawn. */
const GROUND = { light: '#f7f7f5', dark: '#131312' } as const;

export interface WindowOptions {
  bounds: Rectangle;
  dark: boolean;
  preload: string;
  icon: string;
  development: boolean;
}

/** The colour behind the page. */
export function groundColour(dark: boolean): string {
  return dark ? GROUND.dark : GROUND.light;
}

/** What the window is made with. The security defaults are written out, so that a change is seen. */
export function windowOptions(options: WindowOptions): BrowserWindowConstructorOptions {
  return {
    ...options.bounds,
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    show: false,
    title: 'Plumbline',
    icon: options.icon,
    backgroundColor: groundColour(options.dark),
    webPreferences: {
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      // The spell checker fetches dictionaries from the network.
      spellcheck: false,
      devTools: options.development,
    },
  };
}

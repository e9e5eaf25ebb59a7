import { describe, expect, it } from 'vitest';
import { groundColour, windowOptions } from './window-options.ts';

const given = {
  bounds: { x: 1, y: 2, width: 1200, height: 800 },
  dark: true,
  preload: '/src/dist/electron/preload.cjs',
  icon: '/src/resources/icons/256x256.png',
  development: false,
};

describe('windowOptions', () => {
  it('keeps the page in its sandbox', () => {
    expect(windowOptions(given).webPreferences).toEqual({
      preload: given.preload,
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
      spellcheck: false,
      devTools: false,
    });
  });

  it('opens hidden, where it is told, in the colour of the theme', () => {
    expect(windowOptions(given)).toMatchObject({
      x: 1,
      y: 2,
      width: 1200,
      height: 800,
      minWidth: 960,
      minHeight: 600,
      show: false,
      backgroundColor: '#131312',
    });
    expect(groundColour(false)).toBe('#f7f7f5');
  });
});

import { expect, it } from 'vitest';
import { appUserAgent } from './user-agent.ts';

it('names the app and its browser, not its Electron', () => {
  const fallback =
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) plumbline/0.1.0 Chrome/150.0.0.0 Electron/45.4.1 Safari/537.36';
  expect(appUserAgent(fallback)).toBe(fallback.replace(' Electron/45.4.1', ''));
  expect(appUserAgent('plumbline/0.1.0')).toBe('plumbline/0.1.0');
});

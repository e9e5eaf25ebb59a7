import { expect } from '@playwright/test';
import { test } from './launch.ts';

test('the window shows the workbench on its own scheme', async ({ workbench: { page } }) => {
  expect(page.url()).toMatch(/^plumbline:\/\/app\//);
  for (const screen of ['Data', 'Train', 'Search', 'Evaluate'])
    await expect(page.getByRole('link', { name: screen }).first()).toBeVisible();
});

test('the page has no Node, and of the shell only the bridge', async ({ workbench: { page } }) => {
  const found = await page.evaluate(() => ({
    globals: ['require', 'process', 'module', 'Buffer', 'global', 'electron'].filter(
      (name) => name in globalThis,
    ),
    bridge: Object.keys((globalThis as unknown as { plumbline: object }).plumbline).sort(),
  }));
  expect(found.globals).toEqual([]);
  expect(found.bridge).toEqual([
    'chooseFiles',
    'chooseFolder',
    'onEngine',
    'onMenu',
    'pathForFile',
    'platform',
    'requestEngine',
  ]);
});

test('the renderer runs in its sandbox', async ({ workbench: { app } }) => {
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    const contents = window?.webContents as unknown as {
      getLastWebPreferences(): Record<string, unknown>;
    };
    return contents.getLastWebPreferences();
  });
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webviewTag: false,
    webSecurity: true,
  });
});

test('the policy lets no text become code and nothing be fetched from elsewhere', async ({
  workbench: { page },
}) => {
  // page.evaluate is exempt from the policy, so a script of the page has to try.
  const outcome = await page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) =>
          resolve(event.effectiveDirective),
        );
        const script = document.createElement('script');
        script.textContent = 'globalThis.injected = true';
        document.head.append(script);
      }),
  );
  expect(outcome).toMatch(/^script-src/);
  expect(await page.evaluate(() => 'injected' in globalThis)).toBe(false);
  const evalBlocked = await page.evaluate(
    () =>
      new Promise<boolean>((resolve) => {
        document.addEventListener('securitypolicyviolation', () => resolve(true), { once: true });
        setTimeout('globalThis.evaluated = true', 0);
      }),
  );
  expect(evalBlocked).toBe(true);
  const fetched = await page.evaluate(() =>
    fetch('https://www.onetonline.org/').then(
      () => 'answered',
      () => 'blocked',
    ),
  );
  expect(fetched).toBe('blocked');
});

test('navigation, new windows and frames stay inside', async ({ workbench: { app, page } }) => {
  const before = page.url();
  await page.evaluate(() => {
    location.href = 'https://www.onetonline.org/';
  });
  await page.evaluate(() => {
    location.href = 'file:///etc/passwd';
  });
  const opened = await page.evaluate(() => window.open('https://evil.example/') === null);
  expect(opened).toBe(true);
  expect(app.windows()).toHaveLength(1);
  await expect(page.getByRole('navigation', { name: 'Screens' })).toBeVisible();
  expect(page.url()).toBe(before);
});

test('files outside the build are not served', async ({ workbench: { page } }) => {
  const statuses = await page.evaluate(() =>
    Promise.all(
      ['/..%2f..%2fpackage.json', '/..%5c..%5cpackage.json', '/missing.js', '/index.html'].map(
        async (path) => (await fetch(`plumbline://app${path}`)).status,
      ),
    ),
  );
  expect(statuses).toEqual([403, 403, 404, 200]);
});

test('permissions other than copying are refused', async ({ workbench: { page } }) => {
  const states = await page.evaluate(async () => {
    const ask = async (name: string) =>
      (await navigator.permissions.query({ name: name as PermissionName })).state;
    return [await ask('geolocation'), await ask('camera'), await ask('notifications')];
  });
  expect(states).toEqual(['denied', 'denied', 'denied']);
});

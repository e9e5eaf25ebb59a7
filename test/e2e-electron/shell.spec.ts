import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { chooseMenuItem, enginePid, search, test } from './launch.ts';

const QUERY = 'engineer';

test('the menu opens the screens', async ({ workbench: { app, page } }) => {
  for (const [id, name] of [
    ['screen:train', 'Train'],
    ['screen:evaluate', 'Evaluate'],
    ['screen:search', 'Search'],
    ['screen:data', 'Data'],
  ] as const) {
    await chooseMenuItem(app, id);
    await expect(page.getByRole('link', { name }).first()).toHaveAttribute('aria-current', 'page');
  }
});

test('a file on disk has its path, one made in the page has none', async ({
  workbench: { page },
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-drop-'));
  const file = join(folder, 'feedback.csv');
  writeFileSync(file, 'query,matched_id,correct\n');
  await page.evaluate(() => {
    const input = document.createElement('input');
    input.type = 'file';
    input.id = 'probe';
    document.body.append(input);
  });
  await page.locator('#probe').setInputFiles(file);
  const paths = await page.evaluate(() => {
    type Bridge = { pathForFile(file: File): string };
    const bridge = (globalThis as unknown as { plumbline: Bridge }).plumbline;
    const chosen = document.querySelector<HTMLInputElement>('#probe')?.files?.[0];
    return [chosen && bridge.pathForFile(chosen), bridge.pathForFile(new File(['x'], 'x.csv'))];
  });
  expect(paths).toEqual([file, '']);
  rmSync(folder, { recursive: true, force: true });
});

test('a second instance ends, and the first comes to the front', async ({ workbench }) => {
  await workbench.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
  expect(await workbench.startSecond()).toBe(0);
  await expect
    .poll(() =>
      workbench.app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().map((window) => window.isMinimized()),
      ),
    )
    .toEqual([false]);
});

test('after a crash the engine is there again and search answers', async ({ workbench }) => {
  await search(workbench, QUERY);
  const before = await enginePid(workbench.app);
  expect(before).not.toBeNull();
  process.kill(before as number, 'SIGKILL');
  await expect.poll(async () => enginePid(workbench.app)).not.toBe(before);
  await expect.poll(async () => enginePid(workbench.app)).not.toBeNull();
  await search(workbench, QUERY);
});

test('after a crash of the page the window loads it again', async ({
  workbench: { app, page },
}) => {
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
  );
  await expect(page.getByRole('navigation', { name: 'Screens' })).toBeVisible();
});

test('a killed app starts again on the same workspace', async ({ workbench }) => {
  await search(workbench, QUERY);
  const ended = workbench.app.waitForEvent('close');
  workbench.app.process().kill('SIGKILL');
  await ended;
  const again = await workbench.relaunch();
  await search(again, QUERY);
});

test('quitting closes the engine and remembers the workspace', async ({ workbench }) => {
  await search(workbench, QUERY);
  const engine = await enginePid(workbench.app);
  const settings = join(
    await workbench.app.evaluate(({ app }) => app.getPath('userData')),
    'settings.json',
  );
  await workbench.app.close();
  expect(() => process.kill(engine as number, 0)).toThrow();
  expect(JSON.parse(readFileSync(settings, 'utf8')).lastWorkspace).toMatch(/plumbline-workspace-/);
});

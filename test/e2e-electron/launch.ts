import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, test as base, type ElectronApplication, type Page } from '@playwright/test';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const ENGINE = 'plumbline-engine';

export interface Workbench {
  app: ElectronApplication;
  page: Page;
  /** Starts the app anew on the same profile and workspace, after it has ended. */
  relaunch(): Promise<Workbench>;
  /** Starts a second instance and returns its exit code. */
  startSecond(): Promise<number | null>;
}

interface Folders {
  profile: string;
  workspace: string;
}

/** Each test gets its own profile and its own copy of the sample with a version in it. */
export const test = base.extend<{ workbench: Workbench }, { trained: string }>({
  trained: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from it.
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'plumbline-trained-'));
      cpSync(join(root, 'workspaces', 'samples', 'job-titles'), folder, { recursive: true });
      const cli = join(root, 'dist', 'node', 'cli.js');
      execFileSync(process.execPath, [cli, 'train', folder, '--mode', 'build-index', '--json']);
      await use(folder);
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  workbench: async ({ trained }, use) => {
    const folders = {
      profile: mkdtempSync(join(tmpdir(), 'plumbline-profile-')),
      workspace: mkdtempSync(join(tmpdir(), 'plumbline-workspace-')),
    };
    cpSync(trained, folders.workspace, { recursive: true });
    const started: ElectronApplication[] = [];
    await use(await launch(folders, started));
    for (const app of started) await app.close().catch(() => undefined);
    for (const folder of Object.values(folders)) rmSync(folder, { recursive: true, force: true });
  },
});

function argumentsFor({ profile, workspace }: Folders): string[] {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return [root, ...sandbox, `--user-data=${profile}`, `--workspace=${workspace}`];
}

function executable(): string {
  const path = process.env.PLUMBLINE_ELECTRON;
  if (path === undefined) throw new Error('start these tests by test/e2e-electron/run.mjs');
  return path;
}

async function launch(folders: Folders, started: ElectronApplication[]): Promise<Workbench> {
  const app = await _electron.launch({
    executablePath: executable(),
    args: argumentsFor(folders),
    cwd: root,
  });
  started.push(app);
  const page = await app.firstWindow();
  await page.getByRole('navigation', { name: 'Screens' }).waitFor();
  return {
    app,
    page,
    relaunch: () => launch(folders, started),
    startSecond: () => runSecond(folders),
  };
}

async function runSecond(folders: Folders): Promise<number | null> {
  const { spawn } = await import('node:child_process');
  const child = spawn(executable(), argumentsFor(folders), { cwd: root, stdio: 'ignore' });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
}

/** The engine's process id, or null while there is none. */
export function enginePid(app: ElectronApplication): Promise<number | null> {
  return app.evaluate(
    ({ app }, name) => app.getAppMetrics().find((metric) => metric.name === name)?.pid ?? null,
    ENGINE,
  );
}

/** Chooses an item of the application menu by its id. */
export function chooseMenuItem(app: ElectronApplication, id: string): Promise<void> {
  return app.evaluate(({ Menu, BrowserWindow }, itemId) => {
    const item = Menu.getApplicationMenu()?.getMenuItemById(itemId);
    if (!item) throw new Error(`no menu item ${itemId}`);
    item.click(undefined, BrowserWindow.getAllWindows()[0]);
  }, id);
}

/** Searches from an empty field and waits until something is found. */
export async function search(workbench: Pick<Workbench, 'app' | 'page'>, text: string) {
  await chooseMenuItem(workbench.app, 'screen:search');
  const field = workbench.page.getByRole('searchbox').or(workbench.page.getByRole('textbox'));
  await field.first().fill('');
  await field.first().fill(text);
  await workbench.page.getByText(new RegExp(text, 'i')).first().waitFor();
}

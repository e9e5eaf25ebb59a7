/**
 * Runs the Electron tests where there is a binary and a screen. Where there is not, it says how many
 * tests it did not run, and why, and is content: everything that can be tested without them is
 * tested elsewhere. The last line is always `N passed, N failed, N skipped`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findElectron, findScreen } from './find-electron.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const playwright = join(root, 'node_modules', '@playwright', 'test', 'cli.js');
const config = join(root, 'test', 'e2e-electron', 'electron.playwright.config.ts');
const binary = findElectron(root, process);
const screen = findScreen(process);

process.exitCode = reason() === null ? runTests() : skipTests(reason());

function reason() {
  if (binary === null) {
    return 'no Electron binary (set ELECTRON_OVERRIDE_DIST_PATH, or run npx install-electron where it can be fetched)';
  }
  if (screen === null) return 'no screen (set DISPLAY, or install xvfb)';
  const entry = join(root, 'dist', 'electron', 'main.js');
  return existsSync(entry) ? null : 'no build (run npm run build)';
}

function skipTests(why) {
  const count = listTests();
  console.log(`\n*** ${count} Electron tests NOT RUN: ${why} ***\n`);
  return summarise({ passed: 0, failed: 0, skipped: count });
}

function listTests() {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [playwright, 'test', '--config', config, '--list'],
    { cwd: root, encoding: 'utf8' },
  );
  const total = /Total: (\d+) tests?/.exec(stdout);
  if (status !== 0 || total === null)
    throw new Error(`could not list the tests: ${stdout}${stderr}`);
  return Number(total[1]);
}

function runTests() {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-electron-'));
  try {
    const report = join(folder, 'report.json');
    const [command, ...rest] = [
      ...screen,
      process.execPath,
      playwright,
      'test',
      '--config',
      config,
    ];
    const { status } = spawnSync(command, [...rest, '--reporter=list,json'], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, PLUMBLINE_ELECTRON: binary, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
    });
    const { stats } = JSON.parse(readFileSync(report, 'utf8'));
    const failed = stats.unexpected + stats.flaky;
    summarise({ passed: stats.expected, failed, skipped: stats.skipped });
    return status === 0 && failed === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function summarise({ passed, failed, skipped }) {
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  return failed === 0 ? 0 : 1;
}

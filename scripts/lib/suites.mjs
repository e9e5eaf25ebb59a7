import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inRoot } from './paths.mjs';
import { run } from './processes.mjs';
import { BROKEN, lineCounts, playwrightCounts, vitestCounts, withExitCode } from './summary.mjs';

const CHECK_LIMIT = 10 * 60_000;
const SUITE_LIMIT = 45 * 60_000;

/** A check that passes or fails as a whole; its output is shown when it fails. Paths are below node_modules. */
export function check(name, script, ...args) {
  return suite(name, async () => {
    const command = [inRoot('node_modules', ...script.split('/')), ...args];
    const { code, output } = await run(process.execPath, command, { limitMs: CHECK_LIMIT });
    if (code !== 0) process.stdout.write(`${output.trimEnd()}\n`);
    return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
  });
}

/** Vitest with these arguments, counted by its JSON report. */
export function vitest(name, ...args) {
  return suite(name, () =>
    withReport(async (report) => {
      const { code } = await show(
        'vitest/vitest.mjs',
        ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...args],
        {},
      );
      return withExitCode(countsOf(report, vitestCounts), code);
    }),
  );
}

/** Playwright's end-to-end tests, counted by their JSON report. */
export function playwright(name, env) {
  return suite(name, () =>
    withReport(async (report) => {
      const { code } = await show('@playwright/test/cli.js', ['test', '--reporter=list,json'], {
        ...env,
        PLAYWRIGHT_JSON_OUTPUT_NAME: report,
      });
      return withExitCode(countsOf(report, playwrightCounts), code);
    }),
  );
}

/** A runner of our own that ends with `N passed, N failed, N skipped`. */
export function runner(name, path) {
  return suite(name, async () => {
    if (!existsSync(path)) return { passed: 0, failed: 0, skipped: 1 };
    const { code, output } = await run(process.execPath, [path], {
      output: 'show',
      limitMs: SUITE_LIMIT,
    });
    return withExitCode(lineCounts(output) ?? BROKEN, code);
  });
}

/** A suite with a result that is known already, for what could not be run or was done before. */
export function fixed(name, counts) {
  return suite(name, async () => counts);
}

function suite(name, count) {
  return {
    name,
    run: async () => {
      const started = performance.now();
      const counts = await count();
      return { name, seconds: (performance.now() - started) / 1000, ...counts };
    },
  };
}

function show(script, args, env) {
  const command = [inRoot('node_modules', ...script.split('/')), ...args];
  return run(process.execPath, command, { output: 'show', env, limitMs: SUITE_LIMIT });
}

async function withReport(work) {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-report-'));
  try {
    return await work(join(folder, 'report.json'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function countsOf(report, counts) {
  return existsSync(report) ? counts(JSON.parse(readFileSync(report, 'utf8'))) : BROKEN;
}

import { readdirSync } from 'node:fs';
import { build } from './build.mjs';
import { ensureChromium } from './ensure-chromium.mjs';
import { Explained, ensureInstalled } from './install.mjs';
import { say } from './main.mjs';
import { inRoot } from './paths.mjs';
import { check, fixed, playwright, runner, vitest } from './suites.mjs';
import { summaryLines } from './summary.mjs';

const TSC = 'typescript/bin/tsc';
const DIRECTION = ['core', 'headless', 'electron', 'renderer'];

/**
 * Everything that `npm test` does: install, build, then each suite in turn, whether or not one before
 * it failed. `names` limits it to suites whose name contains one of them. Returns 1 when anything failed.
 */
export async function runAllTests(names) {
  await ensureInstalled(say);
  const wanted = ({ name }) => names.length === 0 || names.some((part) => name.includes(part));
  const built = await buildOnce();
  const suites = [
    fixed('build', built),
    ...['core', 'node', 'renderer', 'test'].map((part) =>
      check(`types: ${part}`, TSC, '-p', `tsconfig.${part}.json`),
    ),
    check('style', '@biomejs/biome/bin/biome', 'check', '.'),
    check(
      'direction',
      'dependency-cruiser/bin/dependency-cruise.mjs',
      '--config',
      '.dependency-cruiser.cjs',
      ...DIRECTION,
    ),
    check('unused', 'knip/bin/knip.js'),
    vitest('unit'),
    ...(await endToEnd(built, wanted)),
  ];
  const results = [];
  for (const suite of suites.filter(wanted)) {
    say(`\n=== ${suite.name}`);
    results.push(await suite.run());
  }
  if (names.length === 0) say(notRunHere());
  process.stdout.write(`\n${summaryLines(results).join('\n')}\n`);
  return results.some((result) => result.failed > 0) ? 1 : 0;
}

/** What is left to another command, so that nobody takes this one for all there is. */
function notRunHere() {
  const files = readdirSync(inRoot('test', 'real')).filter((name) => name.endsWith('.test.ts'));
  return `\n*** ${files.length} files of tests NOT RUN here: real data, the real all-MiniLM-L6-v2, WebGPU on a software adapter. They are npm run test:real. ***`;
}

/** Builds and says how that went, as a suite of one. */
async function buildOnce() {
  const started = performance.now();
  const result = await build().then(
    () => ({ passed: 1, failed: 0, skipped: 0 }),
    (error) => {
      if (!(error instanceof Explained)) throw error;
      say(error.message);
      return { passed: 0, failed: 1, skipped: 0 };
    },
  );
  return { ...result, seconds: (performance.now() - started) / 1000 };
}

async function endToEnd(built, wanted) {
  const electron = runner('electron', inRoot('test', 'e2e-electron', 'run.mjs'));
  if (!wanted({ name: 'end-to-end' })) return [electron];
  if (built.failed > 0)
    return [fixed('end-to-end', { passed: 0, failed: 1, skipped: 0 }), electron];
  const { path, reason } = await ensureChromium(say);
  if (path) return [playwright('end-to-end', { PLUMBLINE_CHROMIUM: path }), electron];
  say(reason);
  return [fixed('end-to-end', { passed: 0, failed: 1, skipped: 0 }), electron];
}

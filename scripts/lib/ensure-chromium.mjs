import { existsSync } from 'node:fs';
import { findChromium } from './chromium.mjs';
import { inRoot } from './paths.mjs';
import { lastLine, run } from './processes.mjs';

const PLAYWRIGHT_LIMIT = 180_000;
const DEBIAN_LIMIT = 600_000;

/**
 * A Chromium that starts: one that is there, else Playwright's own, else Debian's package.
 * Returns {path} or {reason} why there is none. Never throws.
 */
export async function ensureChromium(say) {
  const found = findChromium(process.env, process.platform, existsSync);
  if (found && (await starts(found))) return { path: found };
  const own = await playwrightsOwn();
  if (own && (await starts(own))) return { path: own };
  const tries = [
    ["Fetching Playwright's Chromium.", fromPlaywright],
    ['Installing the Debian package chromium.', fromDebian],
  ];
  const reasons = [];
  for (const [line, install] of tries) {
    say(line);
    const { path, reason } = await install();
    if (path && (await starts(path))) return { path };
    reasons.push(reason ?? 'it does not start');
  }
  return { reason: `There is no Chromium and none could be installed: ${reasons.join('; ')}.` };
}

async function fromPlaywright() {
  const cli = inRoot('node_modules', '@playwright', 'test', 'cli.js');
  const result = await run(process.execPath, [cli, 'install', 'chromium'], {
    limitMs: PLAYWRIGHT_LIMIT,
  });
  if (result.code === 0) return { path: await playwrightsOwn() };
  return { reason: result.timedOut ? "Playwright's took too long" : lastLine(result.output) };
}

async function fromDebian() {
  if (process.platform !== 'linux') return { reason: 'this is not Debian' };
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [
    ['apt-get', 'update'],
    ['apt-get', 'install', '-y', '--no-install-recommends', 'chromium'],
  ]) {
    const [command, ...rest] = [...sudo, ...args];
    const result = await run(command, rest, { limitMs: DEBIAN_LIMIT, env });
    if (result.code !== 0) return { reason: lastLine(result.output) };
  }
  return { path: findChromium(process.env, process.platform, existsSync) };
}

async function playwrightsOwn() {
  const { chromium } = await import('playwright');
  const path = chromium.executablePath();
  return existsSync(path) ? path : undefined;
}

/** Ubuntu's chromium-browser may be a stub, and Playwright's may lack libraries: only starting it tells. */
async function starts(path) {
  return (await run(path, ['--version'], { limitMs: 20_000 })).code === 0;
}

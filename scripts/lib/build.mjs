import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Explained } from './install.mjs';
import { inRoot, ROOT } from './paths.mjs';
import { run } from './processes.mjs';

const STAMP = inRoot('dist', '.stamp');
const SOURCES = ['core', 'headless', 'electron', 'renderer'];
const FILES = [
  'package.json',
  'package-lock.json',
  'tsconfig.base.json',
  'vite.node.config.ts',
  'vite.renderer.config.ts',
];
const WORKERS = ['job', 'scan', 'match'].map((name) => `node/${name}-worker.js`);
const OUTPUTS = ['node/cli.js', ...WORKERS, 'renderer/index.html'];
const CONFIGS = ['vite.node.config.ts', 'vite.renderer.config.ts'];
const LIMIT = 10 * 60_000;

/** Builds where a source has changed since the last build. Throws Explained. */
export async function ensureBuilt(say) {
  const stamp = sourcesHash();
  const whole = OUTPUTS.every((path) => existsSync(inRoot('dist', path)));
  if (whole && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp) return;
  say('Building. This takes a few seconds.');
  await build(stamp);
}

/** Builds everything into dist/. Throws Explained with the compiler's words. */
export async function build(stamp = sourcesHash()) {
  for (const config of CONFIGS) {
    if (!existsSync(inRoot(config))) continue;
    const vite = inRoot('node_modules', 'vite', 'bin', 'vite.js');
    const args = [vite, 'build', '--config', config, '--logLevel', 'warn'];
    const { code, output } = await run(process.execPath, args, { limitMs: LIMIT });
    if (code !== 0) throw new Explained(`The build failed (${config}):\n${withoutStack(output)}`);
  }
  compress(inRoot('dist', 'renderer'));
  mkdirSync(inRoot('dist'), { recursive: true });
  writeFileSync(STAMP, stamp);
}

function withoutStack(output) {
  const lines = output
    .split('\n')
    .filter((line) => !/^\s+at |^\s*\{?\s*errors: \[|^\}$/.test(line));
  return lines.join('\n').trim();
}

/** Hash of every source's path and content; tests do not count. */
export function sourcesHash(root = ROOT) {
  const hash = createHash('sha256');
  const paths = [
    ...SOURCES.flatMap((folder) => filesBelow(join(root, folder))),
    ...FILES.map((path) => join(root, path)),
  ];
  for (const path of paths) {
    if (!existsSync(path) || /\.test\.tsx?$/.test(path)) continue;
    hash
      .update(`${relative(root, path)}\0`)
      .update(readFileSync(path))
      .update('\0');
  }
  return hash.digest('hex');
}

/** Puts a `.gz` beside every text file of the interface, so that serving it costs no time. */
function compress(folder) {
  for (const path of filesBelow(folder)) {
    if (!/\.(js|css|html|svg|json)$/.test(path) || statSync(path).size < 1024) continue;
    writeFileSync(`${path}.gz`, gzipSync(readFileSync(path), { level: 9 }));
  }
}

function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return filesBelow(path);
      return entry.isFile() ? [path] : [];
    });
}

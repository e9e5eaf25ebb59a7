import { existsSync, readdirSync } from 'node:fs';
import { requireNode } from './lib/node-version.mjs';

requireNode();
const { runMain, say } = await import('./lib/main.mjs');
const { ensureBuilt } = await import('./lib/build.mjs');
const { ensureInstalled, Explained } = await import('./lib/install.mjs');
const { inRoot, ROOT } = await import('./lib/paths.mjs');
const { runAttached } = await import('./lib/processes.mjs');

/** `node scripts/bench.mjs NAME [arguments]`: builds bench/NAME.ts and runs it. */
await runMain(async () => {
  const [name, ...args] = process.argv.slice(2);
  const entry = inRoot('bench', `${name}.ts`);
  if (!name || !existsSync(entry)) {
    const names = readdirSync(inRoot('bench')).filter((file) => /^[^.]+\.ts$/.test(file));
    throw new Explained(
      `There is no benchmark "${name ?? ''}". Choose one of: ${names.map((file) => file.slice(0, -3)).join(', ') || 'none yet'}.`,
    );
  }
  await ensureInstalled(say);
  await ensureBuilt(say);
  const vite = await import('vite');
  await vite.build({
    root: ROOT,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    ssr: { external: true },
    build: {
      ssr: true,
      outDir: inRoot('dist', 'bench'),
      emptyOutDir: false,
      sourcemap: true,
      minify: false,
      target: 'node20',
      rolldownOptions: {
        input: { [name]: entry },
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  });
  return runAttached(process.execPath, [
    '--enable-source-maps',
    inRoot('dist', 'bench', `${name}.js`),
    ...args,
  ]);
});

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type BuildEnvironmentOptions, defineConfig } from 'vite';

const root = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Output below dist/ -> its entry. */
const NODE_ENTRIES = {
  'node/cli': 'headless/cli.ts',
  'node/job-worker': 'core/node-job-worker.ts',
  'node/scan-worker': 'core/node-scan-worker.ts',
  'node/match-worker': 'core/node-match-worker.ts',
  'electron/main': 'electron/main.ts',
  'electron/engine-host': 'electron/engine-host.ts',
};
const PRELOAD = 'electron/preload.ts';

const shared: BuildEnvironmentOptions = {
  outDir: 'dist',
  // dist/ also holds the renderer.
  emptyOutDir: false,
  copyPublicDir: false,
  sourcemap: true,
  minify: false,
  target: 'node20',
};

const entries = Object.fromEntries(
  Object.entries(NODE_ENTRIES).flatMap(([name, path]) =>
    existsSync(root(path)) ? [[name, root(path)]] : [],
  ),
);

/** Everything that runs outside the window: the command line, its workers, the shell, and the shell's preload. */
export default defineConfig({
  publicDir: false,
  environments: {
    node: {
      consumer: 'server',
      // Packages stay packages: native ones cannot be bundled, and the others load as fast.
      resolve: { external: true, builtins: ['electron', /^node:/] },
      build: {
        ...shared,
        ssr: true,
        rolldownOptions: {
          input: entries,
          output: {
            format: 'es',
            entryFileNames: '[name].js',
            chunkFileNames: 'node/chunks/[name]-[hash].js',
          },
        },
      },
    },
    // A sandboxed preload is one CommonJS file that can require nothing but electron.
    preload: {
      consumer: 'server',
      resolve: { noExternal: true, external: ['electron'], builtins: ['electron'] },
      build: {
        ...shared,
        ssr: true,
        rolldownOptions: {
          input: { 'electron/preload': root(PRELOAD) },
          external: ['electron'],
          output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
        },
      },
    },
  },
  builder: {
    async buildApp(builder) {
      const { node, preload } = builder.environments;
      if (node) await builder.build(node);
      if (preload && existsSync(root(PRELOAD))) await builder.build(preload);
    },
  },
});

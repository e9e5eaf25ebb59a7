import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      '{core,headless,electron,renderer,scripts}/**/*.test.{ts,tsx,mjs}',
      'test/**/*.test.ts',
    ],
    exclude: ['test/e2e/**', 'test/real/**', 'node_modules/**'],
    // They only end what hangs: a slow machine is no failure.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    env: { LANCEDB_LOG: 'error' },
    pool: 'forks',
    maxWorkers: 2,
  },
});

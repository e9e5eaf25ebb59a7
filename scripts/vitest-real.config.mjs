import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** The tests that read real data from outside the repository. */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['test/real/**/*.test.ts'],
    testTimeout: 600_000,
    hookTimeout: 600_000,
    pool: 'forks',
    // They measure memory and time: one at a time.
    maxWorkers: 1,
  },
});

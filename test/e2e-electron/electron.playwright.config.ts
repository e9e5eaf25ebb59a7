import { defineConfig } from '@playwright/test';

/** One window at a time: each test starts the whole app. No retries, so that nothing flaky hides. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../../test-results/electron',
  timeout: 60_000,
  expect: { timeout: 20_000 },
  workers: 1,
  fullyParallel: false,
  retries: 0,
  forbidOnly: true,
});

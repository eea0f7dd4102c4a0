import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/globalSetup.ts'],
    setupFiles: ['test/support/seed.ts'],
    reporters: ['default', './test/support/closingLine.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Three processes at a time, for they wait for others half the time; each may carry an embedded database.
    maxWorkers: 3,
  },
});

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/globalSetup.ts'],
    setupFiles: ['test/support/seed.ts'],
    reporters: ['default', './test/support/closingLine.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Two processes at a time: each may carry an embedded database.
    maxWorkers: 2,
  },
});

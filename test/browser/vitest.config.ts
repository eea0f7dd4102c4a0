import { defineConfig } from 'vitest/config';

/** Beside the other tests, not among them: these need a Chromium, and start the whole demo. */
export default defineConfig({
  test: {
    include: ['test/browser/**/*.browser.ts'],
    reporters: ['default', './test/support/closingLine.ts'],
    testTimeout: 120_000,
    hookTimeout: 180_000,
    maxWorkers: 1,
  },
});

import { defineConfig } from 'vitest/config';
import { SlowestFirst } from './test/support/slowestFirst.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/globalSetup.ts'],
    setupFiles: ['test/support/seed.ts'],
    reporters: ['default', './test/support/closingLine.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Loading the app anew for each file takes longer than most files. What a file opens it closes, and no module keeps what belongs to a test.
    isolate: false,
    sequence: { sequencer: SlowestFirst },
    // Twice as many processes as a small machine has processors, for they wait for others half the time; each may carry an embedded database.
    maxWorkers: 4,
  },
});

import fc from 'fast-check';

/** Every run tries the same cases; FUZZ_SEED=… tries others. fast-check prints the seed of a failure. */
export const SEED = Number(process.env['FUZZ_SEED'] ?? 20_261_120);
fc.configureGlobal({ seed: SEED });

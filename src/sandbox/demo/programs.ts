import path from 'node:path';
import { build } from 'esbuild';

export const ROOT = path.resolve(import.meta.dirname, '../../..');
const OUT = path.join(ROOT, 'dist/demo');
const REQUIRE = "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);";

/** Bundles programs as `npm run build` does the product's: they start in a fraction of the time. `outdir` is two folders below the root: packages and migrations are found from there. */
export const bundle = async (entryPoints: string[], outdir: string): Promise<void> => {
  await build({
    entryPoints, outdir,
    bundle: true, splitting: true, platform: 'node', target: 'node20', format: 'esm', external: ['@electric-sql/*', 'pg-native'], banner: { js: REQUIRE }, logLevel: 'error',
  });
};

/** The demo's other processes. */
export const bundlePrograms = async (): Promise<{ bot: string; seed: string }> => {
  await bundle(['bot', 'seed'].map((name) => path.join(import.meta.dirname, `${name}.ts`)), OUT);
  return { bot: path.join(OUT, 'bot.js'), seed: path.join(OUT, 'seed.js') };
};

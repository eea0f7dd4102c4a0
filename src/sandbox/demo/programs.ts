import path from 'node:path';
import { build } from 'esbuild';

export const ROOT = path.resolve(import.meta.dirname, '../../..');
const OUT = path.join(ROOT, 'dist/demo');
const REQUIRE = "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);";

/** Bundles the demo's other processes as `npm run build` does the product's: they start in a fraction of the time. */
export const bundlePrograms = async (): Promise<{ bot: string; seed: string }> => {
  await build({
    entryPoints: ['bot', 'seed'].map((name) => path.join(import.meta.dirname, `${name}.ts`)), outdir: OUT,
    bundle: true, splitting: true, platform: 'node', target: 'node20', format: 'esm', external: ['@electric-sql/*', 'pg-native'], banner: { js: REQUIRE }, logLevel: 'error',
  });
  return { bot: path.join(OUT, 'bot.js'), seed: path.join(OUT, 'seed.js') };
};

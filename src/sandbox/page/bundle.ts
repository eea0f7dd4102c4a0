import { createHash } from 'node:crypto';
import path from 'node:path';
import { type BuildOptions, context } from 'esbuild';

export type Asset = { type: string; content: Uint8Array };
/** The page's programs by address, made from their sources; `version` changes with them. */
export type Bundle = { assets: ReadonlyMap<string, Asset>; version: string };

const CLIENT = path.resolve(import.meta.dirname, 'client');
const SANDBOX = path.resolve(import.meta.dirname, '..');
const TYPES: Readonly<Record<string, string>> = { '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8' };

const OPTIONS: BuildOptions = {
  bundle: true, write: false, format: 'esm', platform: 'browser', target: 'chrome110', jsx: 'automatic', minify: true, outdir: '/', logLevel: 'silent',
  // Development builds of React warn and are slow.
  define: { 'process.env.NODE_ENV': '"production"' },
};

const assetsOf = (files: readonly { path: string; contents: Uint8Array }[]): Bundle => {
  const digest = createHash('sha256');
  const assets = new Map<string, Asset>();
  for (const { path: file, contents } of files) {
    digest.update(contents);
    assets.set(`/${path.basename(file)}`, { type: TYPES[path.extname(file)] ?? 'application/octet-stream', content: contents });
  }
  return { assets, version: digest.digest('hex').slice(0, 12) };
};

export type Bundler = { current: () => Bundle; stop: () => Promise<void> };

/** Bundles programs by name, each from a file of the sandbox. With `changed` it goes on watching the sources and bundles anew whenever one changes. Rejects when the first bundle fails. */
export const bundlePage = async (entries: Readonly<Record<string, string>>, changed?: () => void): Promise<Bundler> => {
  let current: Bundle | undefined;
  const entryPoints = Object.fromEntries(Object.entries(entries).map(([name, file]) => [name, path.resolve(SANDBOX, file)]));
  const building = await context({
    ...OPTIONS, entryPoints, absWorkingDir: CLIENT,
    plugins: [{
      name: 'keep the newest',
      setup: ({ onEnd }) => onEnd(({ outputFiles = [], errors }) => {
        if (errors.length > 0) {
          process.stderr.write(`${errors.map(({ text, location }) => `${location?.file}:${location?.line} ${text}`).join('\n')}\n`);
          return;
        }
        const first = current === undefined;
        current = assetsOf(outputFiles);
        if (!first) changed?.();
      }),
    }],
  });
  await building.rebuild();
  if (changed) await building.watch();
  return {
    current: () => {
      if (!current) throw new Error('the page could not be bundled');
      return current;
    },
    stop: () => building.dispose(),
  };
};

// Bundles the bot and its command line with nearly everything they use: finding and reading hundreds of files of node_modules takes a third of a start.
import { build } from 'esbuild';

/** Read at every start, used never: Bolt's receivers that are not ours want express and WebSockets, and zod brings its messages in fifty languages. */
const LEFT_OUT = [
  {
    file: /[\\/]@slack[\\/]bolt[\\/]dist[\\/]receivers[\\/](Express|SocketMode|AwsLambda)Receiver\.js$/,
    instead: "exports.default = class { constructor() { throw new Error('this receiver is not in the bundle (bundle.js)'); } };",
  },
  { file: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/, instead: "export { default as en } from './en.js';" },
];

const leavingOut = {
  name: 'leaving out',
  setup: (bundle) => {
    for (const { file, instead } of LEFT_OUT) bundle.onLoad({ filter: file }, () => ({ contents: instead, loader: 'js' }));
  },
};

// Two folders below the sources' root: migrations are found from there.
const [, , outdir = 'dist/bin'] = process.argv;

await build({
  entryPoints: { main: 'src/main.ts', tracker: 'src/cli/main.ts' },
  bundle: true, splitting: true, platform: 'node', target: 'node20', format: 'esm', outdir, logLevel: 'warning',
  // The embedded database reads files beside its own, and PostgreSQL has no use for it; pg-native is not installed.
  external: ['@electric-sql/*', 'pg-native'],
  banner: { js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);" },
  plugins: [leavingOut],
});

import type { Writable } from 'node:stream';
import type { Config } from '../config.ts';
import type { ProviderConfig } from '../providerConfig.ts';
import type { Clock, Store } from '../usecases/ports.ts';
import type { Pause } from '../usecases/ports/provider.ts';
import type { Bytes } from '../usecases/sheet.ts';

/** The world as the verbs see it: what `main.ts` composes from the process, and tests from memory. */
export type CliDeps = {
  /** Opens the store when a verb first needs it, and brings its schema up to date. */
  store(): Promise<Store>;
  /** Who is an Admin by configuration, as e-mail keys. */
  adminEmails(): ReadonlySet<string>;
  /** How the provider's API is reached, by configuration. */
  provider(): ProviderConfig;
  /** What the bot itself would start with; throws a sentence that lists what is wrong with it. */
  botConfig(): Config;
  clock: Clock;
  pause: Pause;
  /** Whoever takes it is asked to stop by Ctrl-C, instead of being ended by it. */
  signal(): AbortSignal;
  /** Opens a file, or standard input for `-`. */
  open(path: string): Promise<Bytes>;
  /** Prints a line to standard output. */
  print(line: string): void;
  /** Standard output, for a file's worth of text. */
  output(): Writable;
  /** Where progress is drawn; undefined when nobody watches a terminal. */
  terminal: { write(text: string): void } | undefined;
};

/** 0: done · 1: refused, or some rows were bad · 2: the command was not understood. */
export type ExitCode = 0 | 1 | 2;

/** A verb of the command line. It gets the words after its name. */
export type Verb = {
  name: string;
  /** What follows the name, as `help` shows it. */
  usage: string;
  /** One plain sentence. */
  does: string;
  run(deps: CliDeps, words: readonly string[]): Promise<ExitCode>;
};

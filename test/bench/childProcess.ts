import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Peak } from './memory.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const WAIT = 120_000;

/** Where every process leaves its CPU profile, for Chrome's developer tools: how to find out where time goes. */
const PROFILES = process.env['BENCH_PROFILE'];
const profiling = PROFILES ? ['--cpu-prof', `--cpu-prof-dir=${PROFILES}`] : [];

export type Child = {
  pid: number;
  /** Resolves with the first line of output, past or future, that contains a text. */
  line(text: string): Promise<string>;
  /** Resolves with the exit code. */
  exited: Promise<number>;
  /** The last of what it wrote. */
  output(): string;
  /** Asks it to stop and waits until it has. */
  stop(): Promise<void>;
};

/** Nothing that was started outlives the bench, however it ends. */
const running = new Set<number>();
process.once('exit', () => { for (const pid of running) process.kill(pid, 'SIGKILL'); });

export type Environment = Readonly<Record<string, string>>;

/**
 * Starts one of the product's programs in a process of its own, as npm's scripts do. Its environment is the given one and what a program
 * needs to run at all; settings that a `.env` file might bring are emptied. What it writes is shown when it fails; `into`: a file for its output.
 */
export const startChild = (program: readonly string[], env: Environment, into?: string): Child => {
  const { PATH = '', HOME = '', TMPDIR = '' } = process.env;
  const blank = { DATABASE_URL: '', METRICS_TOKEN: '', LOG_LEVEL: '' };
  const target = into === undefined ? undefined : openSync(into, 'w');
  const translating = program[0]?.endsWith('.ts') ? ['--import', 'tsx'] : [];
  const child = spawn(process.execPath, [...profiling, ...translating, ...program], {
    cwd: ROOT, env: { PATH, HOME, ...(TMPDIR !== '' && { TMPDIR }), ...blank, ...env }, stdio: ['ignore', target ?? 'pipe', 'pipe'],
  });
  if (target !== undefined) closeSync(target);
  const { pid } = child;
  if (pid === undefined) throw new Error(`${program[0]} could not be started`);
  running.add(pid);
  const lines: string[] = [];
  const complaints: string[] = [];
  const waiting = new Set<() => void>();
  const wake = (): void => { for (const each of waiting) each(); };
  if (child.stdout) createInterface(child.stdout).on('line', (line) => { lines.push(line); wake(); });
  if (child.stderr) createInterface(child.stderr).on('line', (line) => complaints.push(line));
  const output = (): string => [...lines, ...complaints].slice(-20).join('\n');
  let over = false;
  const exited = new Promise<number>((resolve) => {
    child.once('exit', () => running.delete(pid));
    child.once('close', (code) => { over = true; resolve(code ?? -1); wake(); });
  });
  return {
    pid, exited, output,
    line: (text) => new Promise((resolve, reject) => {
      const settle = (work: () => void): void => { clearTimeout(timer); waiting.delete(look); work(); };
      const look = (): void => {
        const found = lines.find((line) => line.includes(text));
        if (found !== undefined) settle(() => resolve(found));
        else if (over) settle(() => reject(new Error(`${program.join(' ')} ended without "${text}":\n${output()}`)));
      };
      const timer = setTimeout(() => settle(() => reject(new Error(`${program.join(' ')} did not say "${text}" in time`))), WAIT);
      waiting.add(look);
      look();
    }),
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
};

/** The most memory a process has held so far, in MB; 0 where the system does not tell (only Linux does). */
const peakOf = (pid: number): number => {
  try {
    const [, kilobytes = '0'] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes) / 1024;
  } catch {
    return 0; // it has just ended
  }
};

/** How often memory is looked at, in ms. The peak only rises, so the last look before the end says it. */
const LOOK = 50;

/** Looks at the memory of a process from now until it is stopped. */
export const watchPeak = (pid: number): { stop(): Peak } => {
  const start = performance.now();
  const looks: { at: number; peak: number }[] = [];
  const look = (): void => void looks.push({ at: performance.now() - start, peak: peakOf(pid) });
  const looking = setInterval(look, LOOK);
  return {
    stop: () => {
      clearInterval(looking);
      look();
      const half = (performance.now() - start) / 2;
      const peakBy = (end: number): number => Math.max(0, ...looks.filter(({ at }) => at <= end).map(({ peak }) => peak));
      return { peak: peakBy(Infinity), peakByHalf: peakBy(half) };
    },
  };
};

/** `seconds`: from the process's start to its end. */
export type Run = Peak & { seconds: number };

/** Runs a program to its end. Rejects when it fails. */
export const runChild = async (program: readonly string[], env: Environment, into?: string): Promise<Run> => {
  const start = performance.now();
  const child = startChild(program, env, into);
  const watched = watchPeak(child.pid);
  const code = await child.exited;
  const run = watched.stop();
  if (code !== 0) throw new Error(`${program.join(' ')} ended with ${code}:\n${child.output()}`);
  return { seconds: (performance.now() - start) / 1000, ...run };
};

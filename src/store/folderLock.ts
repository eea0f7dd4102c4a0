import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { UserFacingError } from '../usecases/errors.ts';

/** Who holds a data folder, as the next process will read it. */
const holderSchema = z.object({ owner: z.string(), pid: z.number(), host: z.string(), since: z.string() });

export class FolderInUse extends UserFacingError {
  override name = 'FolderInUse';
}

/** A socket's path may be about 100 bytes long; a folder deeper than that gets its socket in the system's temporary folder. */
const SOCKET_LIMIT = 100;
/** Longer than a takeover can take: a guard file older than this was left by a crash. In ms. */
const GUARD_STALE = 30_000;

/**
 * Holds a folder for this process until `release`, or throws `FolderInUse` naming the holder. The lock is a listening socket: the
 * operating system closes it when its process dies, in whatever container, so that it never outlives its owner as a pid file does.
 */
export const lockFolder = async (folder: string, owner: string, now: Date): Promise<{ release(): Promise<void> }> => {
  await mkdir(folder, { recursive: true });
  const real = await realpath(folder);
  const socket = await socketPath(real);
  const holderFile = path.join(real, 'holder.json');
  const server = net.createServer((connection) => connection.destroy());
  server.unref();
  await takeSocket(server, socket, async () => new FolderInUse(await whoHolds(real, holderFile)));
  await writeFile(holderFile, JSON.stringify({ owner, pid: process.pid, host: os.hostname(), since: now.toISOString() }));
  return {
    release: async () => {
      await rm(holderFile, { force: true });
      // Closing removes the socket: by the time it is done, the next holder may already have its own there.
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
};

const socketPath = async (folder: string): Promise<string> => {
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  if (process.platform === 'win32') return `\\\\.\\pipe\\send-tracker-${name}`;
  const inside = path.join(folder, 'lock.sock');
  return Buffer.byteLength(inside) <= SOCKET_LIMIT ? inside : path.join(os.tmpdir(), `send-tracker-${name}.sock`);
};

const listen = (server: net.Server, at: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(at, () => {
      server.removeListener('error', reject);
      resolve();
    });
  });

const isAlive = (socket: string): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = net.connect(socket);
    probe.once('connect', () => {
      probe.destroy();
      resolve(true);
    });
    probe.once('error', () => resolve(false));
  });

const hasCode = (error: unknown, code: string): boolean => error instanceof Error && 'code' in error && error.code === code;

const takeSocket = async (server: net.Server, socket: string, inUse: () => Promise<Error>): Promise<void> => {
  try {
    await listen(server, socket);
    return;
  } catch (error) {
    if (!hasCode(error, 'EADDRINUSE')) throw error;
  }
  if (await isAlive(socket)) throw await inUse();
  // The owner is dead. Two newcomers may both see that: one of them gets the guard, the other is told to try again.
  const guard = await takeGuard(`${socket}.guard`);
  if (!guard) throw await inUse();
  try {
    if (await isAlive(socket)) throw await inUse();
    await rm(socket, { force: true });
    await listen(server, socket);
  } catch (error) {
    // A newcomer that saw no socket at all was quicker.
    throw hasCode(error, 'EADDRINUSE') ? await inUse() : error;
  } finally {
    await guard.release();
  }
};

const takeGuard = async (file: string): Promise<{ release(): Promise<void> } | undefined> => {
  const age = existsSync(file) ? Date.now() - (await stat(file)).mtimeMs : 0;
  if (age > GUARD_STALE) await rm(file, { force: true });
  try {
    await (await open(file, 'wx')).close();
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return undefined;
    throw error;
  }
  return { release: () => rm(file, { force: true }) };
};

const whoHolds = async (folder: string, holderFile: string): Promise<string> => {
  // Unreadable when the holder is just writing it: then it stays unnamed.
  const read = await readFile(holderFile, 'utf8').then((text) => holderSchema.parse(JSON.parse(text))).catch(() => undefined);
  const who = read ? `${read.owner} (process ${read.pid} on ${read.host}, since ${read.since})` : 'another process';
  return `The data folder ${folder} is in use by ${who}. Stop it first, or use PostgreSQL (DATABASE_URL) to work beside it.`;
};

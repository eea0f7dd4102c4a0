import { createHash } from 'node:crypto';

/** Makes ids that look like Slack's and are the same in every run: counted, not random. */
export const createIds = (seed: string) => {
  let count = 0;
  let lastMicros = 0;
  const digest = (): Buffer => createHash('sha256').update(`${seed}:${(count += 1)}`).digest();
  return {
    /** `U07Q2ZK4M1B` and the like. */
    next: (prefix: string, length = 10): string =>
      prefix + [...digest()].map((byte) => (byte % 36).toString(36)).join('').toUpperCase().slice(0, length),
    secret: (length = 24): string => digest().toString('hex').slice(0, length),
    digits: (length: number): string => [...digest()].map((byte) => byte % 10).join('').slice(0, length).replace(/^0/, '1'),
    /** Unique and rising even when the clock stands still. */
    ts: (now: Date): string => {
      lastMicros = Math.max(now.getTime() * 1000, lastMicros + 1);
      return `${Math.floor(lastMicros / 1e6)}.${String(lastMicros % 1e6).padStart(6, '0')}`;
    },
  };
};
export type Ids = ReturnType<typeof createIds>;

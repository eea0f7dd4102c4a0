import pino from 'pino';
import { z } from 'zod';
import type { Log } from '../../src/log.ts';

const line = z.looseObject({ level: z.number(), msg: z.string(), ref: z.string().optional(), route: z.string().optional() });
export type Line = z.output<typeof line>;

/** A log that keeps its warnings and errors. */
export const keptLog = (): { log: Log; lines: Line[] } => {
  const lines: Line[] = [];
  const log = pino({ level: 'warn', base: null }, { write: (text: string) => void lines.push(line.parse(JSON.parse(text))) });
  return { log, lines };
};

import pino, { type Logger } from 'pino';

export type Log = Logger;

/** Names of fields that may hold a secret or somebody's personal data: whoever logs an object by mistake logs no such thing. */
const NEVER_LOGGED = ['token', 'secret', 'authorization', 'email', 'address', 'message', 'text', 'name', 'recipient', 'blocks', 'url', 'response_url', 'trigger_id'];

/** One JSON line an event, to standard output. */
export const createLog = (level: string): Log =>
  pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: NEVER_LOGGED.flatMap((field) => [`*.${field}`, `*.*.${field}`]), censor: '[not logged]' },
  });

import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Fault } from './faults.ts';

/** An answer before it is on the wire. */
export type Outgoing = { status: number; headers: Readonly<Record<string, string>>; body: string | Buffer };

const json = (status: number, body: object, more: Record<string, string> = {}): Outgoing =>
  ({ status, headers: { 'content-type': 'application/json; charset=utf-8', ...more }, body: JSON.stringify(body) });

/** Whether the work is done although the answer fails. */
export const stillDone = (fault: Fault): boolean => {
  switch (fault.kind) {
    case 'slow': case 'half the json': case 'half the body': return true;
    case 'http': case 'silence': case 'reset': return fault.done ?? false;
    case 'rate limited': case 'refused': return false;
  }
};

/** How a call that fails is noted among the bot's calls. */
export const noted = (fault: Fault): string => {
  switch (fault.kind) {
    case 'http': return `http_${fault.status}`;
    case 'refused': return fault.error;
    case 'rate limited': return 'ratelimited';
    default: return fault.kind;
  }
};

export const write = (response: ServerResponse, { status, headers, body }: Outgoing): void => void response.writeHead(status, headers).end(body);

/** Answers as the fault has it. `usual`: what would have been answered; undefined when the work was not done. */
export const misanswer = async (fault: Fault, request: IncomingMessage, response: ServerResponse, usual: Outgoing | undefined): Promise<void> => {
  const half = usual?.body.slice(0, Math.floor(usual.body.length / 2)) ?? '';
  switch (fault.kind) {
    case 'rate limited': return write(response, json(429, { ok: false, error: 'ratelimited' }, { 'retry-after': String(fault.retryAfter) }));
    case 'http': return write(response, { status: fault.status, headers: { 'content-type': 'text/html' }, body: '<html>upstream error</html>' });
    case 'refused': return write(response, json(200, { ok: false, error: fault.error }));
    case 'silence': return undefined;
    case 'reset': return void request.socket.resetAndDestroy();
    case 'slow':
      await wait(fault.ms);
      return usual && write(response, usual);
    case 'half the json': return usual && write(response, { ...usual, body: half });
    case 'half the body':
      response.writeHead(usual?.status ?? 200, { ...usual?.headers, 'content-length': String(usual?.body.length ?? 0) });
      response.write(half, () => request.socket.destroy());
  }
};

import type { ServerResponse } from 'node:http';

/**
 * What goes wrong with a request. `lost`: it is done, and its answer never arrives. `silent`: no answer at all. `truncated`: the answer
 * breaks off. `html`: a page where JSON was promised.
 */
export type Fault =
  | { kind: 'status'; status: number }
  | { kind: 'throttled'; retryAfter?: number }
  | { kind: 'slow'; ms: number }
  | { kind: 'lost' | 'silent' | 'truncated' | 'html' };

export type Answer = { status: number; body: unknown; headers?: Record<string, string> };

export const write = (response: ServerResponse, { status, body, headers = {} }: Answer): void => {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers }).end(JSON.stringify(body));
};

export const THROTTLED: Answer = { status: 429, body: { success: false, message: 'Too Many Requests' } };

/** Answers wrongly. `answered` does what was asked for. */
export const misanswer = async (fault: Fault, response: ServerResponse, answered: () => Answer): Promise<void> => {
  switch (fault.kind) {
    case 'status': return write(response, { status: fault.status, body: { success: false, message: 'Something went wrong' } });
    case 'throttled': return write(response, { ...THROTTLED, headers: fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) } });
    case 'slow': {
      await new Promise((resolve) => { setTimeout(resolve, fault.ms); });
      return write(response, answered());
    }
    case 'lost': {
      answered();
      return void response.socket?.destroy();
    }
    case 'silent': return undefined;
    case 'truncated': {
      const text = JSON.stringify(answered().body);
      return void response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(text.slice(0, Math.floor(text.length * 0.7)));
    }
    case 'html': return void response.writeHead(200, { 'content-type': 'text/html' }).end('<html><body>Be right back</body></html>');
  }
};

/** Faults waiting for requests to a route, or to any. */
export const createFaults = () => {
  const waiting: { route: string | undefined; fault: Fault }[] = [];
  return {
    /** The next `times` requests to this route (`/send`, `/oauth/token`, …; undefined: to any) go wrong like this. */
    add: (fault: Fault, { route, times = 1 }: { route?: string; times?: number } = {}): void => {
      for (let i = 0; i < times; i++) waiting.push({ route, fault });
    },
    next: (route: string): Fault | undefined => {
      const at = waiting.findIndex((each) => each.route === undefined || each.route === route);
      return at < 0 ? undefined : waiting.splice(at, 1)[0]?.fault;
    },
    clear: (): void => void waiting.splice(0),
  };
};
export type Faults = ReturnType<typeof createFaults>;

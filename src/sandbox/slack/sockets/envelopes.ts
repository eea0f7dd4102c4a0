import type { Ids } from '../state/ids.ts';

export type Envelope = {
  type: 'slash_commands' | 'interactive' | 'events_api';
  payload: unknown;
  /** Whether the acknowledgement may say something. */
  accepts_response_payload: boolean;
  retry_attempt?: number;
  retry_reason?: string;
};
type Sealed = Envelope & { envelope_id: string };
type Line = { owner: object; send: (envelope: Sealed) => void };
type Open = { sealed: Sealed; owner: object; taken: (payload: unknown) => void };

/**
 * Carries each envelope until it is acknowledged: when the connection it went out on is gone, it goes out again on another, or on the next one
 * that opens, under the same id.
 */
export const createEnvelopes = (ids: Ids) => {
  const lines: Line[] = [];
  const unacknowledged = new Map<string, Open>();
  let turn = 0;

  const sendOn = (line: Line, open: Open): void => {
    open.owner = line.owner;
    line.send(open.sealed);
  };
  return {
    addLine: (owner: object, send: Line['send']): void => {
      const line = { owner, send };
      const stranded = [...unacknowledged.values()].filter((open) => !lines.some((each) => each.owner === open.owner));
      lines.push(line);
      for (const open of stranded) sendOn(line, open);
    },
    removeLine: (owner: object): void => {
      const at = lines.findIndex((line) => line.owner === owner);
      if (at >= 0) lines.splice(at, 1);
      const [other] = lines;
      for (const open of unacknowledged.values()) if (other && open.owner === owner) sendOn(other, open);
    },
    acknowledge: (id: string, payload: unknown): void => {
      unacknowledged.get(id)?.taken(payload);
      unacknowledged.delete(id);
    },
    /** Sends by turns over the connections. Undefined: there is none. Resolves with the acknowledgement's payload; `forget` ends the carrying. */
    send: (envelope: Envelope): { acknowledged: Promise<unknown>; forget: () => void } | undefined => {
      const line = lines[turn % Math.max(1, lines.length)];
      if (!line) return undefined;
      turn += 1;
      const id = `${ids.secret(8)}-${ids.secret(4)}-${ids.secret(12)}`;
      const acknowledged = new Promise<unknown>((resolve) => {
        const open: Open = { sealed: { ...envelope, envelope_id: id }, owner: line.owner, taken: resolve };
        unacknowledged.set(id, open);
        sendOn(line, open);
      });
      return { acknowledged, forget: () => void unacknowledged.delete(id) };
    },
  };
};
export type Envelopes = ReturnType<typeof createEnvelopes>;

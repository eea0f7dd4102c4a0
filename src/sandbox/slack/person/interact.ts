import type { Core } from '../core.ts';
import { ACK_LIMIT_MS, type Exchange, type RawDelivery } from '../deliveries/deliver.ts';
import type { Change, Message, View } from '../state/model.ts';

/** What a person sees as the bot's answer. */
export type Outcome = { message: Message } | { view: View };

/** No answer came: the text says what was received instead. */
export class NoAnswer extends Error {
  override name = 'NoAnswer';
}

/** What a person did. `id`: its trigger id; `from`: what they clicked in. */
export type Interaction = { id: string; user: string; what: string; from: Outcome | undefined; body: string };

/** `deliver`: over HTTP or over the bot's own connection. */
export type Wire = { core: Core; deliver: (raw: RawDelivery) => Promise<Exchange>; limitMs: number };

export const send = ({ deliver }: Wire, raw: RawDelivery): Promise<Exchange> => deliver(raw);

const outcomeOf = (change: Change, { id, user, from }: Interaction): Outcome | undefined => {
  if (change.kind === 'view') {
    const { view } = change;
    const underHand = from !== undefined && 'view' in from && from.view.id === view.id && (change.how === 'updated' || change.how === 'published');
    return underHand || (change.cause === id && change.how !== 'closed') ? { view } : undefined;
  }
  const { message } = change;
  const changedUnderHand = change.how !== 'posted' && from !== undefined && 'message' in from && from.message === message;
  const whispered = change.how === 'posted' && change.cause === undefined && message.ephemeralTo === user;
  return change.cause === id || changedUnderHand || whispered ? { message } : undefined;
};

const received = ({ core }: Wire, callsBefore: number, invalidBefore: number): string => {
  const calls = core.calls.slice(callsBefore).map(({ method, error }) => `${method} → ${error ?? 'ok'}`);
  const invalid = core.invalid.slice(invalidBefore).map(({ where, messages }) => `${where}: ${messages.join('; ')}`);
  return [`calls of the bot meanwhile: ${calls.join(', ') || 'none'}`, ...(invalid.length > 0 ? [`refused: ${invalid.join(' | ')}`] : [])].join('; ');
};

const acknowledged = ({ status, body, ms }: Exchange): string | undefined => {
  if (status !== 200) return status === 0 ? `the bot did not answer: ${body}` : `the bot acknowledged with ${status}: ${body.slice(0, 200)}`;
  return ms > ACK_LIMIT_MS ? `the bot acknowledged after ${ms} ms: Slack waits ${ACK_LIMIT_MS} ms` : undefined;
};

/**
 * Sends an interaction and waits until the bot has acknowledged it and shown something for it: a message (through the response URL, in the
 * acknowledgement, by changing the clicked one, or whispered to this person) or a dialog. `fromAck` looks into the acknowledgement.
 * Rejects with `NoAnswer` after the wire's limit in real time, saying what was received.
 */
export const interact = async (wire: Wire, interaction: Interaction, fromAck: (ack: Exchange) => void): Promise<Outcome> => {
  const { core, limitMs } = wire;
  const [callsBefore, invalidBefore] = [core.calls.length, core.invalid.length];
  let stop = (): void => undefined;
  let timer: NodeJS.Timeout | undefined;
  const shown = new Promise<Outcome>((resolve) => {
    stop = core.state.subscribe((change) => {
      const outcome = outcomeOf(change, interaction);
      if (outcome) resolve(outcome);
    });
  });
  const tooLate = new Promise<'too late'>((resolve) => {
    timer = setTimeout(() => resolve('too late'), limitMs);
  });
  try {
    let ack = 'no acknowledgement yet';
    const acked = send(wire, { body: interaction.body }).then((exchange) => {
      ack = `acknowledged with ${exchange.status} after ${exchange.ms} ms`;
      const wrong = acknowledged(exchange);
      if (wrong !== undefined) throw new NoAnswer(`${interaction.what}: ${wrong}; ${received(wire, callsBefore, invalidBefore)}`);
      fromAck(exchange);
    });
    const outcome = await Promise.race([acked.then(() => shown), tooLate]);
    if (outcome === 'too late') {
      throw new NoAnswer(`${interaction.what}: nothing was shown within ${limitMs} ms; ${ack}; ${received(wire, callsBefore, invalidBefore)}`);
    }
    return outcome;
  } finally {
    clearTimeout(timer);
    stop();
  }
};

/** Resolves with the first view, now or from now on, that fits. */
export const waitForView = async ({ core, limitMs }: Wire, current: () => View | undefined, fits: (view: View) => boolean): Promise<View> => {
  const already = current();
  if (already && fits(already)) return already;
  let stop = (): void => undefined;
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<View>((resolve, reject) => {
      stop = core.state.subscribe(() => {
        const view = current();
        if (view && fits(view)) resolve(view);
      });
      timer = setTimeout(() => {
        const view = current();
        reject(new NoAnswer(`no fitting view within ${limitMs} ms; shown now: ${view ? JSON.stringify(view.blocks).slice(0, 500) : 'none'}`));
      }, limitMs);
    });
  } finally {
    clearTimeout(timer);
    stop();
  }
};

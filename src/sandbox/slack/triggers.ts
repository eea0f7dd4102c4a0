import type { Ids } from './state/ids.ts';

/** https://docs.slack.dev/interactivity/handling-user-interaction#modal_responses : "expire in 3 seconds", used once. */
const LIFETIME = 3000;

export type Trigger = { id: string; user: string; issuedAt: Date; used: boolean };
export type TriggerError = 'invalid_trigger_id' | 'expired_trigger_id' | 'exchanged_trigger_id';

export const createTriggers = (ids: Ids, clock: () => Date) => {
  const issued = new Map<string, Trigger>();
  return {
    issue: (user: string): Trigger => {
      const trigger = { id: `${ids.digits(13)}.${ids.digits(12)}.${ids.secret(32)}`, user, issuedAt: clock(), used: false };
      issued.set(trigger.id, trigger);
      return trigger;
    },
    /** Uses a trigger up. */
    exchange: (id: string): Trigger | { error: TriggerError } => {
      const trigger = issued.get(id);
      if (!trigger) return { error: 'invalid_trigger_id' };
      if (trigger.used) return { error: 'exchanged_trigger_id' };
      if (clock().getTime() - trigger.issuedAt.getTime() > LIFETIME) return { error: 'expired_trigger_id' };
      trigger.used = true;
      return trigger;
    },
  };
};
export type Triggers = ReturnType<typeof createTriggers>;

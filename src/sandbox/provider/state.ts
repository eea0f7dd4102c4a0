import { aSend, type GroupObject, type SendObject, type TouchObject, type UserObject } from './objects.ts';

/** What the provider knows. `sends`: as shown, newest first; an entry may be anything at all, for the API has odd days. */
export type State = {
  sends: unknown[];
  users: UserObject[];
  groups: GroupObject[];
  touches: TouchObject[];
};

export const emptyState = (): State => ({ sends: [], users: [], groups: [], touches: [] });

const isSend = (value: unknown): value is SendObject => typeof value === 'object' && value !== null && 'send_gid' in value && 'status_updates' in value;

/** Changes to the state, in the provider's own words. */
export const createChanges = (state: State) => {
  let serial = 0;
  const find = (gid: string): SendObject => {
    const found = state.sends.find((each) => isSend(each) && each.send_gid === gid);
    if (!isSend(found)) throw new Error(`the local provider has no send ${gid}`);
    return found;
  };
  return {
    /** A new send, at the head of the list. */
    send: (said: Partial<SendObject> = {}): SendObject => {
      serial += 1;
      const made = aSend(serial, said);
      state.sends.unshift(made);
      return made;
    },
    /** An entry of the list that is no send as documented. */
    oddity: (value: unknown): void => void state.sends.unshift(value),
    /** A send goes on to another status, where it stands. */
    update: (gid: string, status: string, occurredAt: string): void => {
      const send = find(gid);
      send.status = status;
      send.status_updates.push({ status, occurred_at: occurredAt });
    },
    /** A send vanishes: those behind it move up. */
    remove: (gid: string): void => {
      state.sends.splice(state.sends.indexOf(find(gid)), 1);
    },
    user: (said: Partial<UserObject> & { email: string }): UserObject => {
      const id = 1000 + state.users.length;
      const made = { id, first_name: 'Sam', last_name: 'Lee', balance: '500.0', sandbox: false, team_group_id: 0, team_id: 4321, ...said };
      state.users.push(made);
      return made;
    },
    group: (name: string): GroupObject => {
      const made = { id: 10 + state.groups.length, name, team_id: 4321, created_at: '2020-05-01T13:53:05.000-07:00' };
      state.groups.push(made);
      return made;
    },
    touch: (name: string, status = 'Active'): TouchObject => {
      const made = { id: 500 + state.touches.length, name, status, delivery_type: 'mail', currency: 'USD', created_at: '2023-10-25T05:21:59.000-07:00' };
      state.touches.push(made);
      return made;
    },
  };
};
export type Changes = ReturnType<typeof createChanges>;

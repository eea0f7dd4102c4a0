/** A time as the provider writes it: with its zone. */
export type Time = string;
export type StatusUpdate = { status: string; occurred_at: Time };

/** A send as `GET /send` shows it. Anything may stand beside the documented fields. */
export type SendObject = {
  id: number;
  send_gid: string;
  type: string;
  subtype: string;
  currency: string;
  current_total_cost: string;
  status: string;
  created_at: Time;
  touch: { id: number; name: string };
  recipient: { name: string; email: string; company_name: string; [more: string]: unknown };
  sender: { id: number; name: string; email: string; team_id: number; team_name: string; [more: string]: unknown };
  sent_via: string;
  status_updates: StatusUpdate[];
  [more: string]: unknown;
};

export type UserObject = { id: number; first_name: string; last_name: string; email: string; balance: string; sandbox: boolean; team_group_id: number; team_id: number };
export type GroupObject = { id: number; name: string; team_id: number; created_at: Time };
export type TouchObject = { id: number; name: string; status: string; delivery_type: string; currency: string; created_at: Time };

/** The global id of a send: opaque, and not made of the number that people see. */
export const gidOf = (serial: number): string => Buffer.from(`gid://sendoso/Send/${serial}`).toString('base64').replace(/=+$/, '');

/** Everything that a send says unless a test says otherwise. `serial`: the how manieth it is. */
export const aSend = (serial: number, said: Partial<SendObject> = {}): SendObject => {
  const created = said.created_at ?? '2026-11-10T09:00:00-08:00';
  const status = said.status ?? 'Processing';
  return {
    id: serial, send_gid: gidOf(serial + 7_000), type: 'Inventoried Sends', subtype: 'Custom', currency: 'USD', current_total_cost: '25.0', status, created_at: created,
    touch: { id: 25, name: 'Q4 Thank You' },
    recipient: { name: `Recipient ${serial}`, email: `recipient.${serial}@acme.example`, company_name: 'Acme' },
    sender: { id: 123, name: 'Sam Lee', email: 'sam.lee@corp.example', team_id: 7, team_name: 'EMEA' },
    sent_via: 'Sendoso.com', status_updates: [{ status, occurred_at: created }],
    ...said,
  };
};

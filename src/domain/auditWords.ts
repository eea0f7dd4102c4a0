/** What can be done that is kept. To add one: a word here, and its sentence in `slack/views/historyWords.ts`. */
export const AUDIT_VERBS = [
  'cancel-requested', 'cancel-taken', 'cancel-refused', 'cancel-done', 'cancel-failed', 'cancel-went-out',
  'approval-requested', 'approval-taken', 'approval-refused', 'approval-failed', 'hold-approved',
  'role-changed', 'member-created', 'renamed', 'tied', 'untied', 'tie-suspended', 'tie-resumed', 'viewed-as', 'exported', 'forgotten', 'shared', 'joined',
  'subscribed', 'unsubscribed', 'subscription-paused', 'subscription-narrowed',
] as const;
export type AuditVerb = (typeof AUDIT_VERBS)[number];

/** From where something was done. `contact`: on somebody's request, whatever it was; `event`: Slack told us; `data`: a source's own words; `start`: configuration, read when the bot starts. */
export const AUDIT_DOORS = ['command', 'card', 'dialog', 'CLI', 'webhook', 'job', 'contact', 'event', 'start', 'data'] as const;
export type AuditDoor = (typeof AUDIT_DOORS)[number];

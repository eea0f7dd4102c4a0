import type { Role } from '../../domain/visibility.ts';
import { context, type Message, message, section } from './blocks.ts';
import { code, md } from './mrkdwn.ts';
import { ROLE_NAMES, scope } from './whoami.ts';

/** `by`: the Admin who did it; undefined: the operator of the tracker. */
export type RoleChangedData = { what: 'rights' | 'tie'; by: string | undefined; role: Role; teams: 'every' | readonly string[] };

/** Somebody hears what they are here from now on. */
export const roleChanged = (data: RoleChangedData): Message => {
  const who = data.by ?? 'An operator';
  const what = data.what === 'tie' ? md`${who} connected you to the Send Tracker` : md`${who} changed what you may see: you are now ${ROLE_NAMES[data.role]}`;
  return message(what, [
    section([md`*${what}.*`, data.what === 'tie' ? md`You are ${ROLE_NAMES[data.role]} here.` : undefined, scope(data)]),
    context(md`${code('/sends whoami')} shows this at any time.`),
  ]);
};

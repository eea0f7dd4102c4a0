import type { DataAge } from '../../domain/dataAge.ts';
import type { Role } from '../../domain/visibility.ts';
import { context, type Message, message, section } from './blocks.ts';
import { code, join, md, type Mrkdwn } from './mrkdwn.ts';
import { dataAge } from './sendWords.ts';

export type WhoAmIData = { name: string; email: string; role: Role; teams: 'every' | readonly string[]; asOf: DataAge | undefined };

export const ROLE_NAMES: Readonly<Record<Role, string>> = { SENDER: 'Sender', MANAGER: 'Manager', ADMIN: 'Admin' };
const TEAMS_NAMED = 20;

/** How far somebody sees, in a sentence. */
export const scope = ({ role, teams }: Pick<WhoAmIData, 'role' | 'teams'>): Mrkdwn => {
  if (role === 'ADMIN') return md`You see every send of this workspace.`;
  if (role === 'SENDER') return md`You see the sends you sent.`;
  if (teams === 'every') return md`You see your own sends and those of every team.`;
  if (teams.length === 0) return md`You see your own sends. No team is assigned to you yet; an Admin can assign one.`;
  const rest = teams.length - TEAMS_NAMED;
  const named = join([...teams.slice(0, TEAMS_NAMED), rest > 0 ? md`${rest} more` : undefined], ', ');
  return md`You see your own sends and those of ${named}.`;
};

export const whoami = (who: WhoAmIData): Message =>
  message(md`You are ${who.name}, ${ROLE_NAMES[who.role]}`, [
    section([md`*You are ${who.name || who.email}, ${ROLE_NAMES[who.role]}*`, md`Known by your Slack e-mail, ${code(who.email)}.`, scope(who)]),
    context(dataAge(who.asOf)),
  ]);

import type { webApi } from '@slack/bolt';
import { z } from 'zod';
import type { SlackUserId } from '../domain/ids.ts';
import { foldEmail } from '../domain/text.ts';
import { NotDelivered, type SlackPeople } from '../usecases/ports/messenger.ts';
import { keptOut } from './actor.ts';
import type { Directory } from './directory.ts';
import { saying } from './notDelivered.ts';

const found = z.object({ user: z.object({ id: z.custom<SlackUserId>((value) => typeof value === 'string') }) });

/** Whom the bot may write to: whoever could ask it something. `slackId`: the workspace or organisation the bot is installed in. */
export const slackPeople = (web: webApi.WebClient, directory: Directory, slackId: string): SlackPeople => {
  const known = async (user: SlackUserId) => {
    const person = await saying(() => directory.get(user));
    return person && !keptOut(person, { team: undefined }, slackId) ? person : undefined;
  };
  return {
    tied: async (user, tiedEmail) => {
      const person = await known(user);
      return person?.email !== undefined && foldEmail(person.email) === foldEmail(tiedEmail) ? { timeZone: person.timeZone } : undefined;
    },

    withEmail: async (email) => {
      const slackUser = await byEmail(web, email);
      const person = slackUser && (await known(slackUser));
      if (!slackUser || person?.email === undefined || foldEmail(person.email) !== foldEmail(email)) return undefined;
      return { slackUser, name: person.name, timeZone: person.timeZone };
    },
  };
};

const byEmail = async (web: webApi.WebClient, email: string): Promise<SlackUserId | undefined> => {
  try {
    return await saying(async () => found.parse(await web.users.lookupByEmail({ email })).user.id);
  } catch (error) {
    if (error instanceof NotDelivered && error.failure.failed === 'unreachable') return undefined;
    throw error;
  }
};

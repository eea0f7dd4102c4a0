import { type Message, message, section } from './blocks.ts';
import { date, long, md } from './mrkdwn.ts';

export type SourceHealth = { source: string; well: boolean; since: Date; reason: string };

/** For operators: a source stopped telling us, or tells us again. */
export const sourceHealth = ({ source, well, since, reason }: SourceHealth): Message =>
  well
    ? message(md`${source} works again`, [section([md`*${source} works again*`, md`Since ${date(since)}. What was missed is being read now.`])])
    : message(md`Nothing comes from ${source}`, [
      section([md`*Nothing comes from ${source}*`, md`Since ${date(since)}. Cards show what was known before, and say how old it is.`, long(reason, 500)]),
    ]);

import { context, type Message, message, section } from './blocks.ts';
import { code, md, type Mrkdwn } from './mrkdwn.ts';

const line = (command: string, does: Mrkdwn): Mrkdwn => md`${code(command)}  ${does}`;

/** The whole grammar on one card. */
export const help = (): Message =>
  message(md`What you can type`, [
    section([
      md`*Find one gift*`,
      line('/send 1234', md`its card; a provider id or a tracking number works too`),
      line('/send 1234 cancel', md`asks to cancel it; ${code('approve')} lets a held one go on`),
      line('/send 1234 follow', md`its news come to you, though it is somebody else’s; ${code('unfollow')} ends that`),
      line('/send 1234 mute', md`I tell you no more of it; ${code('unmute')} undoes that`),
      line('/send 1234 history', md`who did what to it here`),
      line('/send', md`a search dialog`),
      line('jane acme', md`as a message to me: I look for names, companies, campaigns and numbers, and forgive slips`),
    ]),
    section([
      md`*Look through many*`,
      line('/sends', md`yours, newest first`),
      line('/sends team', md`your teams’`),
      line('/sends all', md`everything you may see`),
      line('/sends needs', md`what needs you, the longest waiting first; ${code('/sends needs team')} what needs attention in your teams`),
      line('/sends stale', md`what is stuck, worst first`),
      line('/sends filter', md`all filters in a dialog, with those you type after it, to keep under a name, too; *Filter…* below a list opens it with that list’s`),
      line('/sends my-name', md`what you saved under that name; more filters narrow it, and ${code('stats')} and ${code('export')} take it`),
      line('/sends stats', md`figures: how many, how far, how fast, what it cost`),
      line('/sends export', md`a CSV file in our direct messages; filters narrow it, ${code('with:address')} adds addresses and messages`),
      line('/sends import', md`brings in a CSV of sends (Admins)`),
      line('/sends subscribe', md`in a channel: it hears of your teams’ sends, narrowed by filters; also ${code('subscriptions')}, ${code('unsubscribe')}`),
      line('/sends settings', md`what I tell you, and when`),
      line('/sends people', md`for Admins: who is who, their roles and teams`),
      line('/sends whoami', md`who you are here and how far you see`),
    ]),
    section([
      md`*Narrow any list*`,
      line('status:shipped', md`also kind: to: from: campaign: team:`),
      line('status:shipped,delivered', md`either of them; different filters must all hold`),
      line('from:"Sam Lee"', md`quotes keep words together; ${code('from:@sam')} and ${code('from:me')} work too`),
      line('since:30d', md`also until: before: after: on: with dates like ${code('2026-05-01')}`),
      line('cost:>50', md`what it cost`),
      line('test:only', md`only test sends; ${code('test:no')} leaves them out`),
      line('mug acme', md`anything else is searched in recipient, company, campaign, gift, number and tracking`),
    ]),
    section([md`For example: ${code('/sends team status:shipped campaign:q4 since:30d')}`]),
    section([md`*Elsewhere in Slack*`, md`*Share* on a card shows it in a channel, without names. A message’s ⋮ menu has *Find sends in message*, the ⚡ menu *My sends*.`]),
    context(md`This tracks gifts, it never sends one. Only you see these answers.`),
  ]);

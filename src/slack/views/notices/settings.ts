import type { types } from '@slack/bolt';
import { type Choice, CHOICES, EVENTS, type NoticeEvent } from '../../../domain/notice/events.ts';
import { choiceFor, clockText, type Preferences } from '../../../domain/notice/preferences.ts';
import { context, type Message, message, type Modal, modal, section } from '../blocks.ts';
import { code, join, md, type Mrkdwn } from '../mrkdwn.ts';
import { CHOICE_NAMES, EVENT_NAMES } from './noticeWords.ts';

const TITLE = 'Your notices';

/** Where each input stands in what comes back. */
export const SETTINGS_INPUTS = {
  from: { block: 'quiet_from', action: 'notice_quiet_from' },
  to: { block: 'quiet_to', action: 'notice_quiet_to' },
  morning: { block: 'morning', action: 'notice_morning' },
  digest: { block: 'digest', action: 'notice_digest' },
} as const;
export const eventInput = (event: NoticeEvent): { block: string; action: string } => ({ block: `event_${event}`, action: `notice_event_${event}` });

export const SETTINGS_PROBLEMS = {
  half: 'Quiet hours need a beginning and an end; leave both empty for none.',
  same: 'Choose another end: these quiet hours would have no length.',
  morning: 'Choose a time.',
} as const;

export const settingsOpening = (): Modal => modal({ title: TITLE, blocks: [section([md`Looking up what you chose …`])] });

const option = (text: string, value: string) => ({ text: { type: 'plain_text' as const, text }, value });
const label = (text: string) => ({ type: 'plain_text' as const, text });

const choiceInput = (event: NoticeEvent, choice: Choice): types.InputBlock => {
  const { block, action } = eventInput(event);
  return {
    type: 'input', block_id: block, label: label(EVENT_NAMES[event]),
    element: {
      type: 'static_select', action_id: action, options: CHOICES.map((each) => option(CHOICE_NAMES[each], each)), initial_option: option(CHOICE_NAMES[choice], choice),
    },
  };
};

type TimeInput = { at: { block: string; action: string }; text: string; time: number | undefined; optional: boolean };
const timeInput = ({ at: { block, action }, text, time, optional }: TimeInput): types.InputBlock => ({
  type: 'input', block_id: block, optional, label: label(text),
  element: { type: 'timepicker', action_id: action, ...(time !== undefined && { initial_time: clockText(time) }) },
});

const DIGESTS = { on: 'When there is something', off: 'Never' } as const;

/** Everything a person can choose, with what they chose. `timeZone`: theirs, which the hours are in. */
export const settingsModal = (callback: string, preferences: Preferences, timeZone: string): Modal => {
  const { quiet, morning, digest } = preferences;
  const { from, to, morning: morningAt, digest: digestAt } = SETTINGS_INPUTS;
  const daily = digest ? 'on' : 'off';
  return modal({
    title: TITLE,
    submit: { callback, text: 'Save' },
    blocks: [
      section([md`*What I tell you about your gifts*`, md`Each has its own card; what comes later stands in its thread.`]),
      // With no summary to wait for, `digest` keeps its name here and means "not at all" until there is one again.
      ...EVENTS.map((event) => choiceInput(event, choiceFor({ ...preferences, digest: true }, event))),
      section([md`*When*`, md`Times are in ${timeZone}, your time zone in Slack.`]),
      {
        type: 'input', block_id: digestAt.block, label: label('Morning summary'),
        element: {
          type: 'static_select', action_id: digestAt.action, options: [option(DIGESTS.on, 'on'), option(DIGESTS.off, 'off')],
          initial_option: option(DIGESTS[daily], daily),
        },
      },
      timeInput({ at: morningAt, text: 'My morning: the summary and reminders', time: morning, optional: false }),
      timeInput({ at: from, text: 'Quiet from', time: quiet?.from, optional: true }),
      timeInput({ at: to, text: 'Quiet until', time: quiet?.to, optional: true }),
      context(md`In quiet hours nothing comes; it waits, and nothing is lost.`),
    ],
  });
};

const named = (preferences: Preferences, choice: Choice): Mrkdwn | undefined => {
  const events = EVENTS.filter((event) => choiceFor(preferences, event) === choice);
  return events.length === 0 ? undefined : md`${CHOICE_NAMES[choice]}: ${join(events.map((event) => EVENT_NAMES[event].toLowerCase()), ', ')}.`;
};

/** What was saved, in a few lines. */
export const settingsSaved = (preferences: Preferences, timeZone: string): Message => {
  const { quiet, morning, digest } = preferences;
  return message(md`Saved`, [
    section([md`*Saved.*`, named(preferences, 'now'), digest ? named(preferences, 'digest') : undefined, named(preferences, 'off')]),
    section([
      digest ? md`Your morning is at ${clockText(morning)}.` : md`No morning summary; reminders come at ${clockText(morning)}.`,
      quiet ? md`Quiet from ${clockText(quiet.from)} until ${clockText(quiet.to)}.` : md`No quiet hours here; Slack’s own schedule holds.`,
      md`Times are in ${timeZone}. ${code('/sends settings')} changes them again.`,
    ]),
  ]);
};

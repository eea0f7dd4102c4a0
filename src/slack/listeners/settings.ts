import { type Choice, CHOICES, EVENTS, type NoticeEvent } from '../../domain/notice/events.ts';
import { parseClockTime, type Preferences } from '../../domain/notice/preferences.ts';
import { DIALOGS } from '../ids.ts';
import type { Submission } from '../payloads.ts';
import type { Plan, SubmissionPlan } from '../plan.ts';
import type { Verbs } from '../verbs.ts';
import { messageModal } from '../views/blocks.ts';
import { eventInput, SETTINGS_INPUTS, settingsModal, settingsOpening, settingsSaved, SETTINGS_PROBLEMS } from '../views/notices/settings.ts';

const TITLE = 'Your notices';

/** `/sends settings`, and the button of that name: opened at once, then filled with what somebody chose. */
export const settingsDialog = (verbs: Verbs): Plan => ({
  show: 'dialog',
  opening: settingsOpening(),
  of: async ({ actor, timeZone }) => settingsModal(DIALOGS.settings, await verbs.readNoticeSettings(actor), timeZone),
});

type Form = { ok: true; preferences: Preferences } | { ok: false; problems: Readonly<Record<string, string>> };

const choiceOf = (text: string): Choice | undefined => CHOICES.find((choice) => choice === text);

/** What the dialog says; quiet hours need both ends, and two different ones. */
const readForm = ({ input }: Submission): Form => {
  const { from, to, morning, digest } = SETTINGS_INPUTS;
  const text = ({ block, action }: { block: string; action: string }): string => input(block, action);
  const [quietFrom, quietTo, at] = [parseClockTime(text(from)), parseClockTime(text(to)), parseClockTime(text(morning))];
  if (at === undefined) return { ok: false, problems: { [morning.block]: SETTINGS_PROBLEMS.morning } };
  if ((quietFrom === undefined) !== (quietTo === undefined)) {
    return { ok: false, problems: { [quietFrom === undefined ? from.block : to.block]: SETTINGS_PROBLEMS.half } };
  }
  if (quietFrom !== undefined && quietFrom === quietTo) return { ok: false, problems: { [to.block]: SETTINGS_PROBLEMS.same } };
  const quiet = quietFrom === undefined || quietTo === undefined ? undefined : { from: quietFrom, to: quietTo };
  const chosen = EVENTS.flatMap((event): [NoticeEvent, Choice][] => {
    const choice = choiceOf(text(eventInput(event)));
    return choice === undefined ? [] : [[event, choice]];
  });
  return { ok: true, preferences: { events: Object.fromEntries(chosen), quiet, morning: at, digest: text(digest) !== 'off' } };
};

export const settingsSubmitted = (verbs: Verbs) => (submission: Submission): SubmissionPlan => {
  const form = readForm(submission);
  if (!form.ok) return { problems: form.problems };
  return {
    waiting: settingsOpening(),
    of: async ({ actor, timeZone }) => {
      await verbs.saveNoticeSettings(actor, timeZone, form.preferences);
      return messageModal(TITLE, settingsSaved(form.preferences, timeZone));
    },
  };
};

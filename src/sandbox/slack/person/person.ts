import type { Exchange } from '../deliveries/deliver.ts';
import { eventPayload } from '../deliveries/payloads.ts';
import { isString } from '../json.ts';
import type { Channel, Message, SlackFile, SlackUser, View } from '../state/model.ts';
import { openTab, removeBot, say, tabOpened, useOne, type Said, type Subscribed, type Use } from './acting.ts';
import { answerFrom, type Answer, type Hands } from './answer.ts';
import { buttonIn, forgedClick, menuIn, use, type Forged } from './clicking.ts';
import type { Fillings } from './fields.ts';
import { interact, send, waitForView, type Outcome, type Wire } from './interact.ts';
import { shortcutUsed, type Shortcuts } from './shortcuts.ts';
import { close, submit, type Errors } from './submitting.ts';
import { typeInMenu, type Offered } from './suggesting.ts';
import { commandTyped, type Commands } from './typing.ts';
import { dropFile, keepFile, type DroppedEvent, type OwnFile } from './uploading.ts';

export type Place = { in?: Channel | string };

/** Somebody in the workspace, and all that they can do to the bot. */
export type Person = {
  id: string;
  user: SlackUser;
  mention: string;
  /** Types a slash command and waits for the answer: a message, or the dialog it opens. */
  types: (text: string, place?: Place) => Promise<Answer>;
  /** Types a slash command and returns the acknowledgement, waiting for nothing else. */
  typesRaw: (text: string, place?: Place) => Promise<Exchange>;
  presses: (answer: Answer, labelOrActionId: string) => Promise<Answer>;
  chooses: (answer: Answer, row: number | string, option: string) => Promise<Answer>;
  clicks: (forged: Forged) => Promise<Answer>;
  clicksRaw: (forged: Forged) => Promise<Exchange>;
  /** The dialog on top. */
  readonly modal: Answer | undefined;
  /** Types in a menu of a message or dialog (by default the one on top) whose choices the bot looks up, and gets them. */
  searches: (actionId: string, typed: string, on?: Answer) => Promise<Offered[]>;
  /** The same, as a page does it. */
  offered: (actionId: string, typed: string, on: Outcome) => Promise<Offered[]>;
  /** Waits for a dialog that fits: by default any, else by text that can be read in it or by a predicate. */
  modalFilled: (fits?: string | ((modal: Answer) => boolean)) => Promise<Answer>;
  /** Submits the top dialog: block_id → action_id → value. Errors by block, or the dialog that is on top afterwards. */
  submits: (filled?: Fillings) => Promise<{ errors: Errors; modal: Answer | undefined }>;
  submitsRaw: (filled?: Fillings) => Promise<Exchange>;
  closes: () => Promise<Exchange | undefined>;
  /** Drops a file into a conversation: without one, into the direct messages with the bot. `event`: what the bot was told, and under which id, to be sent again by a test. */
  uploads: (file: OwnFile, place?: Place) => Promise<{ exchange: Exchange; event: DroppedEvent; eventId: string; id: string }>;
  /** Chooses a file in a dialog's file input: what to submit there. */
  picks: (file: OwnFile) => SlackFile;
  readonly home: Answer | undefined;
  /** Opens the app's Home tab and waits for one to be published that fits: by default any, else by text that can be read in it or by a predicate. */
  opensHome: (fits?: string | ((home: Answer) => boolean)) => Promise<Answer>;
  /** Types a slash command and returns the acknowledgement; what the acknowledgement holds is shown. */
  runs: (text: string, place?: Place) => Promise<Exchange>;
  /** Uses an element by its ids and returns the acknowledgement. */
  uses: (use: Use) => Promise<Exchange>;
  /** Uses a shortcut of the app, from anywhere or on a message, and waits for what comes of it. */
  shortcut: (callbackId: string, on?: Message) => Promise<Answer>;
  /** The same, waiting for the acknowledgement only. */
  runsShortcut: (callbackId: string, on?: Message) => Promise<Exchange>;
  /** `/invite`: brings the bot into a channel. */
  invites: (place: Channel | string) => void;
  /** `/remove`: takes the bot out of a channel; it is told where the app asked to be. */
  removes: (place: Channel | string) => Promise<Exchange | undefined>;
  /** Posts a message of one's own. Without a place: in the direct messages with the bot. */
  says: (said: string | Said, place?: Place) => Promise<Message>;
  /** Opens the app's Home or Messages tab; the bot is told, and nothing is waited for. */
  opensTab: (tab: 'home' | 'messages') => Promise<Exchange | undefined>;
  /** What this person sees in a channel, oldest first; without a channel: in the direct messages with the bot. */
  sees: (channel?: Channel | string) => Answer[];
};

type World = { wire: Wire; commands: Commands | undefined; shortcuts: Shortcuts | undefined; general: Channel; subscribed: Subscribed };

export const createPerson = ({ wire, commands, shortcuts, general, subscribed }: World, user: SlackUser): Person => {
  const { core } = wire;
  const { state } = core;
  const channelOf = (place: Channel | string | undefined, otherwise: Channel): Channel => {
    if (place === undefined) return otherwise;
    if (!isString(place)) return place;
    const found = state.channels.get(place) ?? [...state.channels.values()].find(({ name, kind }) => kind !== 'im' && name === place.replace(/^#/, ''));
    if (!found) throw new Error(`no channel ${place}`);
    return found;
  };
  const dm = (): Channel => state.directMessages(user.id, core.app.botUserId);
  const hands: Hands = {
    presses: async (answer, wanted) => seen(await use(wire, user, answer, buttonIn(answer, wanted), undefined)),
    chooses: async (answer, row, option) => seen(await use(wire, user, answer, menuIn(answer, row), option)),
  };
  const seen = (outcome: Outcome): Answer => answerFrom(outcome, hands);
  const seenView = (view: View | undefined): Answer | undefined => view && seen({ view });
  const typed = (text: string, { in: place }: Place) => commandTyped(wire, commands, user, channelOf(place, general), text);

  const topModal = (): View => {
    const view = state.views.top(user.id);
    if (!view) throw new Error(`${user.realName} has no dialog open`);
    return view;
  };

  return {
    ...hands, id: user.id, user, mention: `<@${user.id}>`,
    types: async (text, place = {}) => {
      const { interaction, fromAck } = typed(text, place);
      return seen(await interact(wire, interaction, fromAck));
    },
    typesRaw: async (text, place = {}) => send(wire, { body: typed(text, place).interaction.body }),
    clicks: async (forge) => seen(await interact(wire, forgedClick(wire, user, forge), () => undefined)),
    clicksRaw: async (forge) => send(wire, { body: forgedClick(wire, user, forge).body }),
    get modal() {
      return seenView(state.views.top(user.id));
    },
    searches: (actionId, text, on) => typeInMenu(wire, user, on?.source ?? { view: topModal() }, actionId, text),
    offered: (actionId, text, on) => typeInMenu(wire, user, on, actionId, text),
    modalFilled: async (fits = () => true) => {
      const wanted = (view: View): boolean => (isString(fits) ? seen({ view }).visible.includes(fits) : fits(seen({ view })));
      return seen({ view: await waitForView(wire, () => state.views.top(user.id), wanted) });
    },
    submits: async (filled = {}) => {
      const { errors } = await submit(wire, user, topModal(), filled);
      return { errors, modal: seenView(state.views.top(user.id)) };
    },
    submitsRaw: async (filled = {}) => (await submit(wire, user, topModal(), filled)).exchange,
    closes: () => close(wire, user, topModal()),
    uploads: async (own, { in: place } = {}) => {
      const { file, exchange, event, eventId } = await dropFile(wire, user, channelOf(place, dm()), own);
      return { exchange, event, eventId, id: file.id };
    },
    picks: (own) => keepFile(core, user, own),
    get home() {
      return seenView(state.views.home(user.id));
    },
    opensHome: async (fits = () => true) => {
      const before = state.views.home(user.id)?.hash;
      await send(wire, { contentType: 'application/json', body: JSON.stringify(eventPayload(tabOpened(wire, user, dm(), 'home'), state.ids.next('Ev'), core)) });
      const wanted = (view: View): boolean => view.hash !== before && (isString(fits) ? seen({ view }).visible.includes(fits) : fits(seen({ view })));
      return seen({ view: await waitForView(wire, () => state.views.home(user.id), wanted) });
    },
    runs: async (text, place = {}) => {
      const { interaction, fromAck } = typed(text, place);
      const exchange = await send(wire, { body: interaction.body });
      if (exchange.status === 200) fromAck(exchange);
      return exchange;
    },
    uses: (use) => useOne(wire, user, use),
    shortcut: async (callbackId, on) => seen(await interact(wire, shortcutUsed(wire, shortcuts, user, callbackId, on), () => undefined)),
    runsShortcut: (callbackId, on) => send(wire, { body: shortcutUsed(wire, shortcuts, user, callbackId, on).body }),
    invites: (place) => void channelOf(place, dm()).members.add(core.app.botUserId),
    removes: (place) => removeBot(wire, subscribed, user, channelOf(place, dm())),
    says: (said, { in: place } = {}) => say(wire, subscribed, user, channelOf(place, dm()), isString(said) ? { text: said } : said),
    opensTab: (tab) => openTab(wire, subscribed, user, dm(), tab),
    sees: (channel) => state.messages.seenBy(user.id, channelOf(channel, dm()).id).map((message) => seen({ message })),
  };
};

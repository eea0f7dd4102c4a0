import { z } from 'zod';

/** What the page and its server say to each other. Both sides parse with this. */

const block = z.looseObject({ type: z.string(), block_id: z.string() });
export type Block = z.output<typeof block>;

const file = z.object({ id: z.string(), name: z.string(), title: z.string(), bytes: z.number() });

const message = z.object({
  channel: z.string(), ts: z.string(), user: z.string(), bot: z.boolean(), text: z.string(), blocks: z.array(block), threadTs: z.string().optional(),
  broadcast: z.boolean(), ephemeral: z.boolean(), edited: z.boolean(), files: z.array(file), unfurls: z.array(z.object({ url: z.string(), blocks: z.array(block) })),
});
export type Message = z.output<typeof message>;

const view = z.object({
  id: z.string(), hash: z.string(), type: z.enum(['modal', 'home']), title: z.string(), submit: z.string().optional(), close: z.string(), blocks: z.array(block),
});
export type View = z.output<typeof view>;

/** A conversation in the side bar. `unread`: messages not looked at yet. */
const place = z.object({
  id: z.string(), name: z.string(), kind: z.enum(['public', 'private', 'im']), shared: z.boolean(), unread: z.number(), withBot: z.boolean(),
});
export type Place = z.output<typeof place>;

/** Somebody on the page. `about`: who they are to the tracker; absent for those one cannot be. */
const person = z.object({ id: z.string(), name: z.string(), handle: z.string(), about: z.string().optional(), app: z.boolean(), zone: z.string() });
export type Person = z.output<typeof person>;

const command = z.object({ name: z.string(), hint: z.string(), does: z.string() });
export type Command = z.output<typeof command>;

const shortcut = z.object({ id: z.string(), name: z.string(), does: z.string(), type: z.enum(['global', 'message']) });
export type Shortcut = z.output<typeof shortcut>;

/** A form of the control panel: a list of choices, a text, or nothing but its button. */
const field = z.object({ name: z.string(), label: z.string(), options: z.array(z.object({ value: z.string(), label: z.string() })).optional(), initial: z.string() });
const play = z.object({ id: z.string(), group: z.string(), title: z.string(), says: z.string(), button: z.string(), fields: z.array(field) });
export type Play = z.output<typeof play>;
/** `ahead`: how far the workspace's clock is put forward, in ms. */
const panel = z.object({ ahead: z.number(), facts: z.array(z.object({ name: z.string(), value: z.string() })), plays: z.array(play) });
export type Panel = z.output<typeof panel>;

/** A request between Slack and the bot. `at` in ms since 1970. */
const passed = z.object({
  id: z.number(), way: z.enum(['to the bot', 'from the bot']), at: z.number(), what: z.string(), status: z.string(), failed: z.boolean(), ms: z.number(),
  sent: z.string(), answered: z.string(),
});
export type Passed = z.output<typeof passed>;

const screen = z.object({
  workspace: z.string(), me: z.string(), bot: z.string(), people: z.array(person), places: z.array(place), messages: z.array(message), home: view.optional(),
  dialogs: z.array(view), commands: z.array(command), shortcuts: z.array(shortcut), hasHome: z.boolean(), mayWriteToBot: z.boolean(), panel, traffic: z.array(passed),
});
export type Screen = z.output<typeof screen>;

/** One event of the stream. `version`: of the page itself; when it changes the page loads itself anew. */
export const updateSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('screen'), version: z.string(), screen }),
  z.object({ kind: z.literal('message'), message }),
  z.object({ kind: z.literal('gone'), channel: z.string(), ts: z.string() }),
  z.object({ kind: z.literal('dialogs'), dialogs: z.array(view) }),
  z.object({ kind: z.literal('home'), home: view }),
  z.object({ kind: z.literal('places'), places: z.array(place) }),
  z.object({ kind: z.literal('panel'), panel }),
  z.object({ kind: z.literal('passed'), passed }),
  z.object({ kind: z.literal('version'), version: z.string() }),
]);
export type Update = z.output<typeof updateSchema>;

const filling = z.union([z.string(), z.array(z.string()), z.number(), z.null()]);
export type Filling = z.output<typeof filling>;
const fillings = z.record(z.string(), z.record(z.string(), filling));
export type Fillings = z.output<typeof fillings>;

const target = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('message'), channel: z.string(), ts: z.string() }),
  z.object({ kind: z.literal('view'), id: z.string() }),
]);
export type Target = z.output<typeof target>;

/** What somebody does on the page. */
const act = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('type'), channel: z.string(), text: z.string().min(1).max(12_000), threadTs: z.string().optional() }),
  z.object({ kind: z.literal('use'), on: target, blockId: z.string(), actionId: z.string(), given: filling.optional(), filled: fillings.default({}) }),
  z.object({ kind: z.literal('shortcut'), id: z.string(), on: z.object({ channel: z.string(), ts: z.string() }).optional() }),
  z.object({ kind: z.literal('suggest'), on: target, actionId: z.string(), typed: z.string().max(300) }),
  z.object({ kind: z.literal('submit'), view: z.string(), filled: fillings }),
  z.object({ kind: z.literal('close'), view: z.string() }),
  z.object({ kind: z.literal('tab'), tab: z.enum(['home', 'messages']) }),
  z.object({ kind: z.literal('read'), channel: z.string() }),
  z.object({ kind: z.literal('pick'), name: z.string().min(1), base64: z.string() }),
  z.object({ kind: z.literal('upload'), channel: z.string(), name: z.string().min(1), base64: z.string() }),
]);
export type Act = z.output<typeof act>;
export const askedSchema = z.object({ as: z.string(), act });
export type Asked = z.output<typeof askedSchema>;

const offered = z.object({ label: z.string(), value: z.string() });
export type Offered = z.output<typeof offered>;
/** `file`: the id of one that was picked. `offered`: choices that the app looked up. `errors`: by block, as the dialog shows them. `problem`: what Slack tells somebody when the app did not answer well. */
export const answeredSchema = z.object({ problem: z.string().optional(), file: z.string().optional(), offered: z.array(offered).optional(), errors: z.record(z.string(), z.string()).optional() });
export type Answered = z.output<typeof answeredSchema>;

export const playedSchema = z.object({ id: z.string(), values: z.record(z.string(), z.string()) });
/** What came of it, in one sentence. `go`: who to be now, and where. */
export const saidSchema = z.object({ said: z.string(), failed: z.boolean(), go: z.object({ as: z.string(), place: z.string() }).optional() });
export type Said = z.output<typeof saidSchema>;

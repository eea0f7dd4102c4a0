import type { Passed as SlackPassed } from '../slack/index.ts';
import type { Passed } from './protocol.ts';

const MOST_TEXT = 20_000;
const SECRETS = /^(token|trigger_id|response_url)$/;

const parsed = (text: string): unknown => {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return text;
  }
};
/** JSON to read: indented, secrets left out, not endless. */
const printed = (value: unknown): string =>
  (typeof value === 'string' ? value : JSON.stringify(value, (name, each: unknown) => (SECRETS.test(name) ? '…' : each), 2) ?? '').slice(0, MOST_TEXT);

const field = (value: unknown, name: string): unknown => (typeof value === 'object' && value !== null && name in value ? Reflect.get(value, name) : undefined);
const texts = (...values: readonly unknown[]): string => values.filter((each) => typeof each === 'string' && each !== '').join(' ');

/** What Slack told the bot, in a few words, and its content. */
const told = ({ body, contentType = '' }: Extract<SlackPassed, { way: 'to the bot' }>['sent']): { what: string; content: unknown } => {
  if (contentType.includes('json')) {
    const content = parsed(body);
    return { what: `event ${texts(field(field(content, 'event'), 'type')) || 'unknown'}`, content };
  }
  const form = new URLSearchParams(body);
  const payload = form.get('payload');
  if (payload === null) return { what: texts(form.get('command'), form.get('text')) || 'a request', content: Object.fromEntries(form) };
  const content = parsed(payload);
  const actions = field(content, 'actions');
  const [action] = Array.isArray(actions) ? actions.map((each: unknown) => each) : [];
  return { what: texts(field(content, 'type'), field(action, 'action_id'), field(field(content, 'view'), 'callback_id')), content };
};

/** A request between Slack and the bot as the network inspector lists it. */
export const passedShown = (passed: SlackPassed): Omit<Passed, 'id'> => {
  const common = { way: passed.way, at: passed.at.getTime() };
  if (passed.way === 'to the bot') {
    const { what, content } = told(passed.sent);
    const { status, body, ms } = passed.exchange;
    const failed = status < 200 || status >= 300 || ms > 3000;
    return { ...common, what, status: status === 0 ? 'no answer' : String(status), failed, ms, sent: printed(content), answered: printed(parsed(body)) };
  }
  const { route, sent, status, answered, ms } = passed;
  const content = parsed(answered);
  const error = status === 0 ? answered : texts(field(content, 'error'));
  return { ...common, what: route, status: error || String(status), failed: error !== '' || status >= 400, ms, sent: printed(sent), answered: printed(content) };
};

import { reject, type Core } from '../core.ts';
import { isObject, type Json } from '../json.ts';
import { viewObject } from '../state/view-object.ts';
import { MOST_STACKED } from '../state/views.ts';
import { validateView } from '../validator/validate.ts';
import { fail, text, type Method, type Reply } from './method.ts';

type Failure = Extract<Reply, { ok: false }>;

/** What is wrong with a view, as the reply that Slack gives; undefined when nothing is. `except`: the view it replaces. */
export const viewError = (where: string, view: unknown, surface: 'modal' | 'home', core: Core, except?: string): Failure | undefined => {
  const { problems, tooLarge } = validateView(view, surface, core.app.homeBlocks);
  if (tooLarge) {
    reject(core, where, view, [{ message: 'view_too_large', pointer: '/view' }]);
    return { ok: false, error: 'view_too_large' };
  }
  if (problems.length > 0) {
    const messages = reject(core, where, view, problems).map((each) => `[ERROR] ${each}`);
    return { ok: false, error: 'invalid_arguments', response_metadata: { messages } };
  }
  const externalId = isObject(view) ? text(view, 'external_id') : '';
  const taken = externalId === '' ? undefined : core.state.views.find({ externalId });
  return taken && taken.id !== except ? { ok: false, error: 'duplicate_external_id' } : undefined;
};

const open = (args: Json, core: Core): Reply => {
  const wrong = viewError('views.open', args['view'], 'modal', core);
  if (wrong) return wrong;
  const trigger = core.triggers.exchange(text(args, 'trigger_id'));
  if ('error' in trigger) return fail(trigger.error);
  return { ok: true, view: viewObject(core.state.views.open(trigger.user, args['view'], trigger.id), core) };
};

const push = (args: Json, core: Core): Reply => {
  const wrong = viewError('views.push', args['view'], 'modal', core);
  if (wrong) return wrong;
  const trigger = core.triggers.exchange(text(args, 'trigger_id'));
  if ('error' in trigger) return fail(trigger.error);
  const depth = core.state.views.stackOf(trigger.user).length;
  if (depth === 0) return fail('not_found');
  if (depth >= MOST_STACKED) return fail('push_limit_reached');
  return { ok: true, view: viewObject(core.state.views.push(trigger.user, args['view'], trigger.id), core) };
};

const update = (args: Json, core: Core): Reply => {
  const [id, externalId] = [text(args, 'view_id'), text(args, 'external_id')];
  if ((id === '') === (externalId === '')) {
    const message = id === '' ? 'Must provide `view_id` or `external_id`' : 'Cannot provide both `view_id` and `external_id`';
    return fail('invalid_arguments', { response_metadata: { messages: [`[ERROR] ${message}`] } });
  }
  const view = core.state.views.find(id === '' ? { externalId } : { id });
  const wrong = viewError('views.update', args['view'], view?.type ?? 'modal', core, view?.id);
  if (wrong) return wrong;
  if (!view) return fail('not_found');
  if (text(args, 'hash') !== '' && text(args, 'hash') !== view.hash) return fail('hash_conflict');
  return { ok: true, view: viewObject(core.state.views.update(view, args['view']), core) };
};

const publish = (args: Json, core: Core): Reply => {
  const user = core.state.users.get(text(args, 'user_id'));
  if (!user || user.bot) return fail('invalid_arguments', { response_metadata: { messages: ['[ERROR] invalid `user_id`'] } });
  const shown = core.state.views.home(user.id);
  const wrong = viewError('views.publish', args['view'], 'home', core, shown?.id);
  if (wrong) return wrong;
  if (text(args, 'hash') !== '' && text(args, 'hash') !== shown?.hash) return fail('hash_conflict');
  return { ok: true, view: viewObject(core.state.views.publish(user.id, args['view']), core) };
};

export const viewMethods: Readonly<Record<string, Method>> = {
  'views.open': { scopes: [], run: open },
  'views.push': { scopes: [], run: push },
  'views.update': { scopes: [], run: update },
  'views.publish': { scopes: [], run: publish },
};

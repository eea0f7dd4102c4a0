import { isObject, isString, listOf, parseJson, type Json } from '../json.ts';
import type { Core } from '../core.ts';
import { fileObject } from '../state/file-object.ts';
import type { SlackFile } from '../state/model.ts';
import { contentError, mayPost } from './chat.ts';
import { conversation, fail, text, type Method, type Reply } from './method.ts';

const MOST_BYTES = 1_000_000_000;

const getUploadUrl = (args: Json, core: Core): Reply => {
  const length = Number(args['length']);
  if (text(args, 'filename') === '' || !Number.isInteger(length)) return fail('invalid_arguments');
  if (length <= 0 || length > MOST_BYTES) return fail('file_upload_size_restricted');
  const file = core.state.files.expect({ name: text(args, 'filename'), length, user: core.app.botUserId });
  return { ok: true, upload_url: core.state.files.uploadAddress(file, core.origin()), file_id: file.id };
};

const asked = (args: Json): { id: string; title: string }[] => {
  const given = isString(args['files']) ? parseJson(args['files']) : args['files'];
  return listOf(given).filter(isObject).map((each) => ({ id: text(each, 'id'), title: text(each, 'title') }));
};

/** The uploads become files; with a channel they are posted there as one message. */
const completeUpload = (args: Json, core: Core): Reply => {
  const { botUserId, botId } = core.app;
  const wanted = asked(args);
  if (wanted.length === 0) return fail('invalid_arguments');
  const files = wanted.flatMap(({ id }) => core.state.files.find(id) ?? []);
  const uploaded = files.filter(({ user, complete, content }) => user === botUserId && !complete && content !== undefined);
  if (uploaded.length < wanted.length) return fail('file_not_found');
  const named = text(args, 'channel_id');
  const channel = named === '' ? undefined : conversation(named, core);
  const refused = named === '' ? undefined : mayPost(channel, core);
  if (refused !== undefined) return fail(refused);
  const wrong = args['blocks'] === undefined ? undefined : contentError('files.completeUploadExternal', args, core);
  if (wrong) return wrong;
  for (const [i, file] of files.entries()) core.state.files.complete(file, wanted[i]?.title || file.name, channel?.id);
  if (channel) {
    core.state.messages.post({
      channel: channel.id, user: botUserId, botId, text: text(args, 'initial_comment'), blocks: args['blocks'],
      threadTs: text(args, 'thread_ts') || undefined, files,
    });
  }
  return { ok: true, files: files.map((file) => fileObject(file, core)) };
};

/** A file the bot may see: one of its own, one given to it in a dialog, or one in a conversation it is in. */
const visible = (id: string, core: Core): SlackFile | undefined => {
  const file = core.state.files.find(id);
  if (!file?.complete) return undefined;
  const { botUserId } = core.app;
  return file.user === botUserId || file.toApp || file.channels.some((channel) => core.state.channels.get(channel)?.members.has(botUserId)) ? file : undefined;
};

const list = (args: Json, core: Core): Reply => {
  const [user, channel] = [text(args, 'user'), text(args, 'channel')];
  const count = Math.min(Math.max(Number(args['count'] ?? 100) || 100, 1), 200);
  const page = Math.max(Number(args['page'] ?? 1) || 1, 1);
  const all = core.state.files.all.filter((file) =>
    visible(file.id, core) && (user === '' || file.user === user) && (channel === '' || file.channels.includes(channel))).toReversed();
  return {
    ok: true, files: all.slice((page - 1) * count, page * count).map((file) => fileObject(file, core)),
    paging: { count, total: all.length, page, pages: Math.ceil(all.length / count) },
  };
};

const write = ['files:write'];
const read = ['files:read'];
export const fileMethods: Readonly<Record<string, Method>> = {
  'files.getUploadURLExternal': { scopes: write, run: getUploadUrl },
  'files.completeUploadExternal': { scopes: write, run: completeUpload },
  'files.list': { scopes: read, run: list },
  'files.info': {
    scopes: read,
    run: (args, core) => {
      const file = visible(text(args, 'file'), core);
      return file ? { ok: true, file: fileObject(file, core), comments: [] } : fail('file_not_found');
    },
  },
  'files.delete': {
    scopes: write,
    run: (args, core) => {
      const file = visible(text(args, 'file'), core);
      if (!file) return fail('file_not_found');
      if (file.user !== core.app.botUserId) return fail('cant_delete_file');
      core.state.files.remove(file);
      return { ok: true };
    },
  },
};

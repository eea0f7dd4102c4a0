import http from 'node:http';
import https from 'node:https';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { webApi } from '@slack/bolt';
import { z } from 'zod';
import type { FileGiver } from '../usecases/ports/exports.ts';
import { NotDelivered } from '../usecases/ports/messenger.ts';
import { trusted } from './files.ts';
import { saying } from './notDelivered.ts';

const reserved = z.object({ upload_url: z.string(), file_id: z.string() });
const opened = z.object({ channel: z.object({ id: z.string() }) });
/** What Slack says of a file that is not there, or not yet. */
const NOT_THERE = new Set(['file_not_found', 'file_deleted', 'not_visible']);
/** How long Slack may be silent while it takes a file, in ms. */
const PATIENCE = 30_000;

const unlessGone = async <T>(call: () => Promise<T>, gone: T): Promise<T> => {
  try {
    return await saying(call);
  } catch (error) {
    if (error instanceof NotDelivered && error.failure.failed === 'refused' && NOT_THERE.has(error.failure.why)) return gone;
    throw error;
  }
};

/** Sends a file's bytes as they are read. Slack shows nothing of it yet: whatever goes wrong here may be done again. */
const pour = async (address: URL, bytes: number, content: AsyncIterable<Uint8Array>): Promise<void> => {
  const { request } = address.protocol === 'https:' ? https : http;
  const sending = request(address, { method: 'POST', headers: { 'content-type': 'application/octet-stream', 'content-length': bytes }, timeout: PATIENCE });
  sending.on('timeout', () => sending.destroy(new NotDelivered({ failed: 'again' })));
  const answered = new Promise<number>((resolve, reject) => {
    sending.on('error', reject);
    sending.on('response', (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
  });
  const [status] = await Promise.all([answered, pipeline(Readable.from(content), sending)]);
  if (status !== 200) throw new NotDelivered({ failed: 'again' });
};

/** Failures of the connection are Slack's; those of whoever gives the content are their own. */
const isConnection = (error: unknown): boolean => error instanceof Error && 'code' in error;

/** Gives files to people, in their direct messages with the bot and nowhere else. */
export const createFileGiver = (web: webApi.WebClient, { apiUrl }: { apiUrl: string }): FileGiver => ({
  upload: async ({ name, bytes, content }, named) => {
    const { upload_url, file_id } = await saying(async () => reserved.parse(await web.files.getUploadURLExternal({ filename: name, length: bytes })));
    await named(file_id);
    try {
      await pour(trusted(upload_url, apiUrl), bytes, content);
    } catch (error) {
      throw isConnection(error) ? new NotDelivered({ failed: 'again' }, { cause: error }) : error;
    }
  },

  show: async (id, name, to) => {
    const { channel } = await saying(async () => opened.parse(await web.conversations.open({ users: to })));
    await saying(() => web.files.completeUploadExternal({ files: [{ id, title: name }], channel_id: channel.id }));
  },

  isThere: (id) => unlessGone(async () => (await web.files.info({ file: id })).ok, false),

  remove: (id) => unlessGone(async () => void (await web.files.delete({ file: id })), undefined),
});

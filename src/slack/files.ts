import { webApi } from '@slack/bolt';
import { z } from 'zod';
import { UserFacingError } from '../usecases/errors.ts';
import type { Bytes } from '../usecases/sheet.ts';

/** Larger files are for the command line. In bytes. */
const MOST_BYTES = 200 * 1024 * 1024;
/** Where Slack keeps files, besides the host that its API is on. */
const FILE_HOST = 'files.slack.com';
/** How long Slack may take to begin with a file, in ms. */
const PATIENCE = 30_000;

const fileSchema = z.object({ url_private: z.string(), url_private_download: z.string().optional(), size: z.number().default(0) });
const GONE = new Set(['file_not_found', 'file_deleted', 'not_in_channel', 'not_visible']);

const infoOf = async (web: webApi.WebClient, id: string): Promise<z.output<typeof fileSchema>> => {
  try {
    return fileSchema.parse((await web.files.info({ file: id })).file);
  } catch (error) {
    if (error instanceof webApi.WebAPIPlatformError && GONE.has(error.data.error)) {
      throw new UserFacingError('The file is no longer in Slack. Drop it again.', { cause: error });
    }
    throw error;
  }
};

/** The token goes along: only to Slack, and over https unless Slack itself is somewhere else (a local one). */
export const trusted = (address: string, apiUrl: string): URL => {
  const url = new URL(address);
  const atSlack = url.protocol === 'https:' && url.hostname === FILE_HOST;
  if (!atSlack && url.origin !== new URL(apiUrl).origin) throw new Error('Slack names a file that is not at Slack');
  return url;
};

/** Fetches a file that somebody gave the bot, as a stream. Throws a `UserFacingError` when it is gone or too large. */
export const createFileFetcher = (web: webApi.WebClient, { token, apiUrl }: { token: string; apiUrl: string }) => async (id: string): Promise<Bytes> => {
  const { url_private, url_private_download, size } = await infoOf(web, id);
  if (size > MOST_BYTES) {
    throw new UserFacingError(`The file has ${Math.ceil(size / 1024 / 1024)} MB; I take up to ${MOST_BYTES / 1024 / 1024}. An operator can import it with npm run tracker -- import.`);
  }
  const beginning = new AbortController();
  const timer = setTimeout(() => beginning.abort(), PATIENCE);
  try {
    const response = await fetch(trusted(url_private_download ?? url_private, apiUrl), {
      headers: { authorization: `Bearer ${token}` }, redirect: 'error', signal: beginning.signal,
    });
    if (!response.ok || response.body === null) throw new Error(`Slack answered ${response.status} for a file`);
    return response.body;
  } finally {
    clearTimeout(timer);
  }
};

import type { Message } from './views/blocks.ts';

/** In ms. */
const TIMEOUT = 10_000;
const SLACK = 'hooks.slack.com';

/**
 * Answers at a response URL, in place of the message behind it unless told otherwise. False: it was not shown; the address is used up or too old, or
 * does not lead to Slack, and is left alone: it came back to us through a dialog.
 */
export const replaceAt = (apiUrl: string) => async (url: string, message: Message, replace = true): Promise<boolean> => {
  if (!URL.canParse(url)) return false;
  const { host, protocol } = new URL(url);
  const api = new URL(apiUrl);
  if (!(host === SLACK && protocol === 'https:') && !(host === api.host && protocol === api.protocol)) return false;
  const body = JSON.stringify({ ...message, response_type: 'ephemeral', replace_original: replace });
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body, signal: AbortSignal.timeout(TIMEOUT) });
  return !/^\s*\{\s*"ok"\s*:\s*false/.test(await response.text()) && response.ok;
};

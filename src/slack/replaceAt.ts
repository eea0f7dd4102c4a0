import type { Message } from './views/blocks.ts';

/** In ms. */
const TIMEOUT = 10_000;
const SLACK = 'hooks.slack.com';

/** Replaces the message behind a response URL. One that does not lead to Slack is left alone: it came back to us through a dialog. */
export const replaceAt = (apiUrl: string) => async (url: string, message: Message): Promise<void> => {
  if (!URL.canParse(url)) return;
  const { host, protocol } = new URL(url);
  const api = new URL(apiUrl);
  if (!(host === SLACK && protocol === 'https:') && !(host === api.host && protocol === api.protocol)) return;
  const body = JSON.stringify({ ...message, response_type: 'ephemeral', replace_original: true });
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body, signal: AbortSignal.timeout(TIMEOUT) });
  await response.text();
};

import { RespondError, type RespondFn } from '@slack/bolt';
import type { ListenerDeps } from './settle.ts';
import type { Message } from './views/blocks.ts';

/** Slack's word for "not shown", which may come as HTTP 400 or under a 200. */
const NOT_SHOWN = 400;
type Answered = Pick<Message, 'text'> & { blocks: NonNullable<Message['charted']> };
const postOnce = async (respond: RespondFn, { text, blocks }: Answered, replace: boolean): Promise<true> => {
  const response = await respond({ text, blocks, response_type: 'ephemeral', replace_original: replace });
  if (/^\s*\{\s*"ok"\s*:\s*false/.test(await response.text())) throw new RespondError('Slack did not take the answer', NOT_SHOWN);
  return true;
};

/** Slack was too busy: nothing was shown, and the same may go through a moment later. */
const TOO_MANY = 429;
/** Slack takes about one message a second; how long it wants us to wait does not reach us. In ms. */
const MOMENT = 1000;
/** Posts, and once more where Slack was too busy for the first. */
const postPatiently = async ({ wait }: Pick<ListenerDeps, 'wait'>, respond: RespondFn, message: Answered, replace: boolean): Promise<true> => {
  try {
    return await postOnce(respond, message, replace);
  } catch (error) {
    if (!(error instanceof RespondError && error.statusCode === TOO_MANY)) throw error;
    await wait(MOMENT);
    return postOnce(respond, message, replace);
  }
};

/** Slack has read the answer and will not show it: another may be. After any other failure something may have been: a second answer would be one too many. */
export const notShown = (error: unknown): boolean => error instanceof RespondError && error.statusCode === NOT_SHOWN;

/** Posts an answer at a response URL; with Slack's chart where it has one, charts are wanted and Slack takes it. */
export const post = async (deps: Pick<ListenerDeps, 'wait' | 'charts'>, respond: RespondFn, message: Message, replace: boolean): Promise<true> => {
  const { charted } = message;
  if (!charted || !deps.charts.wanted()) return postPatiently(deps, respond, message, replace);
  try {
    return await postPatiently(deps, respond, { ...message, blocks: charted }, replace);
  } catch (error) {
    if (!notShown(error)) throw error;
    const shown = await postPatiently(deps, respond, message, replace);
    deps.charts.refused();
    return shown;
  }
};

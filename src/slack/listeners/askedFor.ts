import { undoSlackText } from '../../domain/query/slackText.ts';
import { cut } from '../views/mrkdwn.ts';

const OPENING = /^[#"'“”„‘’`*_~([<{]+/u;
const CLOSING = /[.,;:!?"'“”‘’`*_~)\]>}]+$/u;
/** Longer than any number or id there is. */
const LIMIT = 200;

/** What a person means by the text after `/send`: Slack's markup undone, and the punctuation that came along left out. */
export const askedFor = (text: string): string =>
  cut(undoSlackText(text), LIMIT)
    .split(/[\s,;]+/)
    .map((word) => word.replace(OPENING, '').replace(CLOSING, ''))
    .filter((word) => word !== '')
    .join(' ');

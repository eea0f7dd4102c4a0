import type { Send } from '../send.ts';
import { foldText } from '../text.ts';

/** A word as typed, and what it may have been meant to be, the likeliest first. */
export type Wanted = { typed: string; meant: readonly string[] };

/** Where a word stands says how well it fits: in the name of whom it went to first of all. */
const placesOf = ({ recipient, campaign, gift, sender }: Send): [string | undefined, number][] => [
  [recipient.name, 1], [recipient.company, 0.95], [recipient.email, 0.9], [campaign?.name, 0.85], [sender.name, 0.7], [gift, 0.6],
];
const WHOLE = 1;
const BEGINNING = 0.85;
const INSIDE = 0.6;
/** What a slip costs: less than standing in another place. */
const SLIP = 0.03;

const fitOf = (text: string, word: string): number => {
  const at = text.indexOf(word);
  if (at < 0) return 0;
  const words = text.split(/[^\p{L}\p{N}]+/u);
  if (words.includes(word)) return WHOLE;
  return words.some((each) => each.startsWith(word)) ? BEGINNING : INSIDE;
};

const scoreOf = (send: Send, wanted: readonly Wanted[]): number => {
  const places = placesOf(send).map(([text, weight]) => ({ text: foldText(text ?? ''), weight }));
  const best = ({ typed, meant }: Wanted): number => Math.max(...[typed, ...meant].map((word, slips) =>
    Math.max(...places.map(({ text, weight }) => fitOf(text, word) * weight)) * (1 - SLIP * slips)));
  return wanted.reduce((sum, each) => sum + best(each), 0);
};

/** The best fitting first; of equally fitting ones in the order they came. */
export const bestFirst = (sends: readonly Send[], wanted: readonly Wanted[]): Send[] =>
  sends.map((send) => ({ send, score: scoreOf(send, wanted) })).toSorted((a, b) => b.score - a.score).map(({ send }) => send);

import { fieldOf, labelOf } from './json.ts';
import { Mrkdwn, withEmoji } from './mrkdwn.tsx';

/** A text object: markup, or plain text with its line ends. */
export const Text = ({ of }: { of: unknown }) => {
  if (fieldOf(of, 'type') === 'mrkdwn') return <Mrkdwn text={labelOf(of)} verbatim={fieldOf(of, 'verbatim') === true} />;
  return <span className="plain">{fieldOf(of, 'emoji') === false ? labelOf(of) : withEmoji(labelOf(of))}</span>;
};

import { describe, expect, it } from 'vitest';
import { decideCancel } from '../../../src/domain/cancel.ts';
import { EVENTS } from '../../../src/domain/notice/events.ts';
import { DEFAULT_PREFERENCES } from '../../../src/domain/notice/preferences.ts';
import { KNOWN_STATUSES, statusOf } from '../../../src/domain/status.ts';
import type { Message } from '../../../src/slack/views/blocks.ts';
import { digest } from '../../../src/slack/views/notices/digest.ts';
import { fold } from '../../../src/slack/views/notices/fold.ts';
import { needingMore, newsLine, newsList, reminderLine } from '../../../src/slack/views/notices/newsLine.ts';
import { noticeCard } from '../../../src/slack/views/notices/noticeCard.ts';
import { COUNTED, EVENT_NAMES } from '../../../src/slack/views/notices/noticeWords.ts';
import { settingsModal } from '../../../src/slack/views/notices/settings.ts';
import { anActor, aSend } from '../../support/builders.ts';

/** The lines before the details: the first paragraph. */
const opening = ({ blocks }: Message): string[] => {
  const [first] = blocks;
  return first?.type === 'section' && first.text ? first.text.text.split('\n') : [];
};
const WAVE = { fold: 'wave:0198a000-0000-7000-8000-000000000001', late: false, campaign: 'Q4 Thank You', counts: { SHIPPED: 187, UNDELIVERABLE: 9 }, needing: [], needingCount: 9, first: false };
const said = KNOWN_STATUSES.flatMap((name) => {
  const send = aSend({ status: statusOf(name, '') });
  const card = { send, own: true, stall: undefined, cancel: decideCancel(anActor(), send), managers: [], offers: { cancel: false, approve: false }, cancelMode: 'handoff' as const };
  return [
    noticeCard({ card, notice: { first: true, muted: false, undoes: undefined }, asOf: undefined }),
    newsLine({ send, own: true, undoes: undefined }), newsLine({ send, own: false, undoes: 'SHIPPED' }), reminderLine({ send, own: true }), needingMore({ sends: [send], more: 2 }),
  ];
});
const others = [
  fold(WAVE), fold({ ...WAVE, late: true }), newsList({ entries: [{ number: '1', status: { name: 'SHIPPED' } }], more: 0 }),
  digest({
    own: { needing: [], needingCount: { count: 2, more: false }, moved: [], counts: { DELIVERED: 3 } }, teams: { counts: { SHIPPED: 1 }, needingCount: { count: 1, more: false } },
    asOf: undefined, first: true,
  }),
];

describe('what the bot says first', () => {
  it('says it in at most three short lines before the details, without exclamation marks', () => {
    for (const message of [...said, ...others]) {
      expect(opening(message).length).toBeGreaterThan(0);
      expect(opening(message).length).toBeLessThanOrEqual(3);
      expect(JSON.stringify(message)).not.toMatch(/!(?!date)/);
    }
  });

  it('counts a wave and shows it behind buttons', () => {
    expect(fold(WAVE).text).toBe('Q4 Thank You: 187 shipped, 9 need you');
    expect(JSON.stringify(fold(WAVE).blocks)).toMatch(/Show the 9.*Show all/);
    expect(fold({ ...WAVE, campaign: undefined, counts: { SHIPPED: 5, DELIVERED: 1 }, needingCount: 0 }).text).toBe('6 of your gifts: 5 shipped, 1 delivered');
  });

  it('never says shipped of the way to the warehouse', () => {
    expect(COUNTED.AMAZON_SHIPPED).not.toMatch(/shipped/);
    expect(newsLine({ send: aSend({ status: { name: 'AMAZON_SHIPPED' } }), own: true, undoes: undefined }).text).toBe('Your gift to Jane Park is on its way to the warehouse');
  });

  it('has a choice for every event in the settings', () => {
    const dialog = JSON.stringify(settingsModal('notice_settings', DEFAULT_PREFERENCES, 'UTC'));
    for (const event of EVENTS) expect(dialog).toContain(`"text":"${EVENT_NAMES[event]}"`);
  });
});

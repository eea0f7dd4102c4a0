import { describe, expect, it } from 'vitest';
import { messageText } from '../../src/slack/messageText.ts';

describe('what can be read in a message', () => {
  it.each<[string, unknown, string[]]>([
    ['its text, with Slack’s markup undone', { text: 'Ask <mailto:jane@acme.example|jane@acme.example> &amp; <https://t.example/1234>' }, ['Ask jane@acme.example & https://t.example/1234']],
    ['blocks of another app', { text: '', blocks: [{ type: 'section', text: { type: 'mrkdwn', text: '*#1234*' }, fields: [{ type: 'mrkdwn', text: 'Jane Park' }] }] }, ['*#1234*', 'Jane Park']],
    ['rich text, its links too', { blocks: [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'see 12' }, { type: 'text', text: '34 ' }, { type: 'link', url: 'https://t.example/77', text: 'here' }] }] }] }, ['see 1234 ', 'https://t.example/77']],
    ['old attachments', { attachments: [{ fallback: 'Order 55', title: 'Gift', title_link: 'https://t.example/66', fields: [{ title: 'No.', value: '4711', short: true }], text: 'to Jane Park' }] }, ['Order 55', 'https://t.example/66', '4711', 'to Jane Park']],
    ['a forwarded message', { attachments: [{ is_msg_unfurl: true, message_blocks: [{ team: 'T', message: { blocks: [{ type: 'section', text: { type: 'mrkdwn', text: '#99' } }] } }] }] }, ['#99']],
  ])('%s', (_, message, read) => {
    for (const each of read) expect(messageText(message)).toContain(each);
  });

  it.each([undefined, null, 7, 'text', [], { text: 5 }, { blocks: 'no' }])('%j has nothing to read', (message) => {
    expect(messageText(message)).toBe('');
  });

  it('ends, however deep it goes', () => {
    let deep: unknown = { text: 'x' };
    for (let i = 0; i < 50_000; i++) deep = { elements: [deep] };
    expect(messageText({ elements: [deep] })).toBe('');
  });
});

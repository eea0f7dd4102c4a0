import { webApi } from '@slack/bolt';

// The least that posting takes: one message after the other, to one conversation after the other, nothing kept.
const { SLACK_BOT_TOKEN: token = '', SLACK_API_URL: slackApiUrl = '', USERS: users = '', MESSAGES: messages = '0' } = process.env;
const web = new webApi.WebClient(token, { slackApiUrl });
const channels: string[] = [];
for (const user of users.split(',')) {
  const { channel } = await web.conversations.open({ users: user });
  channels.push(channel?.id ?? '');
}
const start = performance.now();
for (let i = 0; i < Number(messages); i++) {
  const text = `Bare ${i}`;
  await web.chat.postMessage({ channel: channels[i % channels.length] ?? '', text, blocks: [{ type: 'section', text: { type: 'mrkdwn', text: `*${text}*\nSince now.\nNothing in particular.` } }] });
}
process.stdout.write(`posted ${Number(messages) / ((performance.now() - start) / 1000)} a second\n`);

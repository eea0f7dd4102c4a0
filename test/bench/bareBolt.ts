import { App, LogLevel } from '@slack/bolt';

// The least that a Bolt app can do: acknowledge, and answer every command with the same block.
const { SLACK_BOT_TOKEN: token = '', SLACK_SIGNING_SECRET: signingSecret = '', SLACK_API_URL: slackApiUrl = '', PORT: port = '0' } = process.env;
const app = new App({ token, signingSecret, clientOptions: { slackApiUrl }, logLevel: LogLevel.WARN });

app.command(/.*/, async ({ ack, respond }) => {
  await ack();
  await respond({ text: 'A gift', blocks: [{ type: 'section', text: { type: 'mrkdwn', text: '*A gift* is on its way' } }], response_type: 'ephemeral' });
});

await app.start(Number(port));
await app.client.auth.test();
process.stdout.write('ready\n');

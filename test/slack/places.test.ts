import { afterAll, describe, expect, it } from 'vitest';
import { interactiveClient } from '../../src/slack/bolt.ts';
import { createPlaces } from '../../src/slack/places.ts';
import { startLocalSlack } from '../../src/sandbox/slack/index.ts';

const log = { error: () => undefined, warn: () => undefined, info: () => undefined, debug: () => undefined };

describe('who may be reading a channel', async () => {
  let now = new Date('2026-11-20T12:00:00Z');
  const slack = await startLocalSlack({ app: { scopes: ['channels:read', 'groups:read', 'im:write'] } });
  const places = createPlaces(interactiveClient({ token: slack.app.token, apiUrl: slack.apiUrl, log, timeout: 2000 }), () => now);
  const asked = () => slack.calls.length;
  afterAll(() => slack.stop());

  it.each([
    ['one of our own', { name: 'ours', withBot: true }, { strangers: 'none', botIsIn: true, archived: false }],
    ['a private one', { name: 'closed', private: true, withBot: true }, { strangers: 'none', botIsIn: true, archived: false }],
    ['one we are not in', { name: 'theirs' }, { strangers: 'none', botIsIn: false, archived: false }],
    ['a private one we are not in', { name: 'hidden', private: true }, undefined],
    ['one shared with another organisation', { name: 'both', withBot: true, shared: true }, { strangers: 'some', botIsIn: true, archived: false }],
    ['an archived one', { name: 'old', withBot: true, archived: true }, { strangers: 'none', botIsIn: true, archived: true }],
  ])('%s', async (_, channel, place) => {
    expect(await places.look(slack.channel(channel).id)).toEqual(place);
  });

  it('is not told of direct messages, and is not known then', async () => {
    const sam = slack.user({ name: 'Sam Lee', email: 'sam@corp.example' });
    const direct = slack.state.directMessages(sam.id, slack.app.botUserId);
    expect(await places.look(direct.id)).toEqual({ strangers: 'unknown', botIsIn: false, archived: false });
  });

  it('is asked once a minute, by many at once, too; at once again where the bot has to be invited', async () => {
    const channel = slack.channel({ name: 'busy', withBot: true });
    const before = asked();
    await Promise.all([places.look(channel.id), places.look(channel.id)]);
    await places.look(channel.id);
    expect(asked() - before).toBe(1);
    channel.shared = true;
    now = new Date(now.getTime() + 60_001);
    expect((await places.look(channel.id))?.strangers).toBe('some');
    const closed = slack.channel({ name: 'invite' });
    expect((await places.look(closed.id))?.botIsIn).toBe(false);
    closed.members.add(slack.app.botUserId);
    expect((await places.look(closed.id))?.botIsIn).toBe(true);
  });
});

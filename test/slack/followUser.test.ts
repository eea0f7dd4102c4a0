import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../src/sandbox/slack/index.ts';
import { quickest } from '../support/databases.ts';
import { emailOf, type FrontDoor, openFrontDoor } from './frontDoor.ts';

describe.each([quickest])('what Slack says of people is followed, on $name', ({ open }) => {
  let door: FrontDoor;
  beforeAll(async () => {
    door = await openFrontDoor(await open());
  });
  afterAll(() => door.close());

  let next = 0;
  const somebody = async (): Promise<{ person: Person; name: string }> => {
    const name = `Person ${next++}`;
    const person = await door.member(name);
    await person.types('/sends whoami');
    return { person, name };
  };
  const tie = async (name: string) => (await door.store.people.byEmail(door.workspaceId, emailOf(name)))?.tie?.suspended?.why;
  /** Slack's event, with all it says of a user, or with no more than who. */
  const told = ({ user }: Person, whole = true) => door.slack.sends({ type: 'user_change', user: whole
    ? { id: user.id, deleted: user.deleted, is_restricted: user.restricted, profile: { email: user.email } } : { id: user.id } });
  const entries = async (name: string) => {
    const member = (await door.store.people.byEmail(door.workspaceId, emailOf(name)))?.id;
    return (await door.store.audit.page(door.workspaceId, { member }, { size: 20, after: undefined })).map(({ verb, after }) => [verb, after?.['why']]);
  };
  const asksOfSlack = () => door.slack.calls.filter(({ method }) => method === 'users.info').length;

  it.each([true, false])('deactivated and activated again, once however often it is told (whole event: %s)', async (whole) => {
    const { person, name } = await somebody();
    person.user.deleted = true;
    await Promise.all([told(person, whole), told(person, whole)]);
    await door.slack.idle();
    expect(await tie(name)).toBe('deactivated');
    person.user.deleted = false;
    await told(person, whole);
    await told(person, whole);
    await door.slack.idle();
    expect(await tie(name)).toBeUndefined();
    expect((await person.types('/sends whoami')).visible).toContain(`You are ${name}`);
    expect((await entries(name)).slice(2)).toEqual([['tie-suspended', 'deactivated'], ['tie-resumed', undefined]]);
  });

  it('an event that comes late says what was so, and changes nothing', async () => {
    const { person, name } = await somebody();
    await door.slack.sends({ type: 'user_change', user: { id: person.id, deleted: true, profile: { email: emailOf(name) } } });
    await door.slack.idle();
    expect(await tie(name)).toBeUndefined();
  });

  it('a guest sees nothing, and all again once they are a member', async () => {
    const { person, name } = await somebody();
    person.user.restricted = true;
    await told(person);
    await door.slack.idle();
    expect(await tie(name)).toBe('guest');
    expect((await person.types('/sends')).visible).toContain('Guests see no sends here');
    person.user.restricted = false;
    await told(person);
    await door.slack.idle();
    expect((await person.types('/sends whoami')).visible).toContain(`You are ${name}`);
  });

  it('another e-mail waits for an Admin, also when the old one comes back', async () => {
    const { person, name } = await somebody();
    person.user.email = 'other@corp.example';
    await told(person);
    await door.slack.idle();
    expect(await tie(name)).toBe('email-changed');
    person.user.email = emailOf(name);
    await told(person);
    await door.slack.idle();
    expect(await tie(name)).toBe('email-changed');
    expect((await person.types('/sends')).visible).toContain('Your connection is on hold');
  });

  it('a picture or a status asks Slack nothing, nor does a user nobody knows', async () => {
    const { person } = await somebody();
    const before = asksOfSlack();
    await told(person);
    await told(door.slack.user({ name: 'Nobody', email: 'nobody@corp.example' }));
    await door.slack.idle();
    expect(asksOfSlack()).toBe(before);
  });

  it('when Slack does not answer, the next request finds out', async () => {
    const { person, name } = await somebody();
    door.slack.misbehave({ on: 'users.info', fails: { kind: 'http', status: 503 }, times: 1 });
    person.user.email = 'third@corp.example';
    await told(person);
    await door.slack.idle();
    expect(await tie(name)).toBeUndefined();
    expect((await person.types('/sends')).visible).toContain('Your connection is on hold');
    expect(await tie(name)).toBe('email-changed');
  });
});

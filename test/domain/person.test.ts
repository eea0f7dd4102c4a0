import { describe, expect, it } from 'vitest';
import { type SlackStanding, type Suspension, tieBy } from '../../src/domain/person.ts';

const well: SlackStanding = { deleted: false, guest: false, email: 'Sam@corp.example' };

describe('a tie, by what Slack says of the user now', () => {
  it.each<[string, Suspension | undefined, Partial<SlackStanding>, ReturnType<typeof tieBy>]>([
    ['nothing changed', undefined, {}, undefined],
    ['their e-mail is not shown', undefined, { email: undefined }, undefined],
    ['another e-mail', undefined, { email: 'sam@new.example' }, 'email-changed'],
    ['another e-mail, and deactivated', undefined, { email: 'sam@new.example', deleted: true }, 'email-changed'],
    ['deactivated', undefined, { deleted: true }, 'deactivated'],
    ['a guest', undefined, { guest: true }, 'guest'],
    ['a guest who is deactivated', 'guest', { guest: true, deleted: true }, 'deactivated'],
    ['activated again', 'deactivated', {}, 'resumed'],
    ['a guest who turned member', 'guest', {}, 'resumed'],
    ['as before, after their e-mail had changed', 'email-changed', {}, undefined],
    ['as before, after a second user had come with it', 'email-shared', {}, undefined],
  ])('%s', (_, why, said, becomes) => {
    expect(tieBy({ email: 'sam@corp.example', why }, { ...well, ...said })).toBe(becomes);
  });
});

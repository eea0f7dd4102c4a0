import { describe, expect, it } from 'vitest';
import { canBeTold, insteadOf } from '../../../src/domain/notice/addressee.ts';
import { memberId } from '../../support/builders.ts';

const person = (said: Partial<Record<'deleted' | 'guest' | 'stranger' | 'bot', boolean>> = {}) => ({ deleted: false, guest: false, stranger: false, bot: false, ...said });

describe('who hears it', () => {
  it.each(['deleted', 'guest', 'stranger', 'bot'] as const)('is nobody who is %s', (what) => expect(canBeTold(person({ [what]: true }))).toBe(false));
  it('is somebody Slack knows', () => expect([canBeTold(person()), canBeTold(undefined)]).toEqual([true, false]));

  it('is every manager who can be told, else operations', () => {
    const [ana, tom] = [memberId('ana'), memberId('tom')];
    expect(insteadOf([{ member: ana, person: person() }, { member: tom, person: person({ deleted: true }) }])).toEqual({ members: [ana] });
    expect(insteadOf([{ member: tom, person: undefined }])).toEqual({ operations: true });
    expect(insteadOf([])).toEqual({ operations: true });
  });
});

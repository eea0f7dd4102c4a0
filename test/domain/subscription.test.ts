import { describe, expect, it } from 'vitest';
import { inScope, leftOf, scopeOf, type Scope } from '../../src/domain/subscription.ts';
import { teamId } from '../support/builders.ts';

const [emea, apac] = [teamId('emea'), teamId('apac')];
const ALL: Scope = { everything: true };
const EVERY: Scope = { everything: false, teams: 'every' };
const EMEA: Scope = { everything: false, teams: [emea] };
const BOTH: Scope = { everything: false, teams: [emea, apac] };

describe('what a channel may hear of', () => {
  it.each([
    ['an Admin', { role: 'ADMIN', teams: [] }, ALL], ['a Manager of EMEA', { role: 'MANAGER', teams: [emea] }, EMEA], ['a Manager of every team', { role: 'MANAGER', teams: 'every' }, EVERY],
    ['a Manager of no team', { role: 'MANAGER', teams: [] }, undefined], ['a Sender in a team', { role: 'SENDER', teams: [emea] }, undefined],
  ] as const)('by %s', (_, actor, scope) => {
    expect(scopeOf(actor)).toEqual(scope);
  });

  it.each<[string, Scope, Scope | undefined, Scope | undefined]>([
    ['everything, still', ALL, ALL, ALL], ['an Admin became a Manager', ALL, EMEA, EMEA], ['a Manager lost a team', BOTH, EMEA, EMEA], ['a Manager has other teams', EMEA, { everything: false, teams: [apac] }, undefined],
    ['a Manager became a Sender', BOTH, undefined, undefined], ['a Manager got a team', EMEA, BOTH, EMEA], ['a Manager became an Admin', EMEA, ALL, EMEA], ['every team became one', EVERY, EMEA, EMEA], ['one became every', EMEA, EVERY, EMEA],
  ])('never grows: %s', (_, scope, now, left) => {
    expect(leftOf(scope, now)).toEqual(left);
  });

  it('has sends without a team only where it has everything', () => {
    expect([ALL, EVERY, EMEA].map((scope) => inScope(scope, undefined))).toEqual([true, false, false]);
    expect([ALL, EVERY, EMEA, BOTH].map((scope) => inScope(scope, apac))).toEqual([true, true, false, true]);
  });
});

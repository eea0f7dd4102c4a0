import { describe, expect, it } from 'vitest';
import { type ApproveDecision, decideApprove, decideCancel, type CancelDecision } from '../../src/domain/cancel.ts';
import { familyOf, KNOWN_KINDS } from '../../src/domain/send.ts';
import { HOLDS, KNOWN_STATUSES, type Status, statusOf } from '../../src/domain/status.ts';
import { aSend, anActor, memberId, teamId } from '../support/builders.ts';
import { type Answer, type Approval, type Group, KIND_GROUPS, type Relation, RELATIONS, SHOWS_EGIFT, SHOWS_PARCEL, type State, TABLE } from './cancelTable.ts';

const said = (decision: CancelDecision): string => (decision.allowed ? 'allowed' : `${decision.reason.why}${decision.askSupport ? ', ask Support' : ''}`);
/** The table's words in the policy's. */
const AS_DECIDED: Readonly<Record<Answer, string>> = {
  yes: 'allowed', over: 'over', redeemed: 'redeemed', shipped: 'on-its-way', 'ask your manager': 'ask-manager', 'whoever decides this hold': 'hold',
  'not theirs': 'not-yours', 'with the warehouse: ask Support': 'at-the-warehouse, ask Support', 'being created: ask Support': 'being-created, ask Support',
  'unclear: ask Support': 'unclear, ask Support',
};

const approval = (decision: ApproveDecision): Approval => {
  if (decision.allowed) return decision.mayCost ? 'yes, it may cost' : 'yes';
  return ({ 'ask-manager': 'ask your manager', 'nothing-to-approve': 'nothing to approve', 'not-yours': 'not theirs' } as const)[decision.why];
};

const HOLD_STATES = Object.keys(HOLDS).map((hold) => `hold ${hold}`);
const STATES: readonly string[] = [...KNOWN_STATUSES.filter((name) => name !== 'ON_HOLD'), ...HOLD_STATES, 'an unknown status'];
const statusIn = (state: string): Status =>
  state === 'an unknown status' ? statusOf('UNKNOWN', 'Teleported') : state.startsWith('hold ') ? statusOf('ON_HOLD', state.slice(5)) : statusOf(state, '');

/** What a send went through before: nothing that shows a family, one, the other, or both. */
const PASTS: readonly State[][] = [[], ['SENT'], ['SHIPPED'], ['SENT', 'SHIPPED']];

const isIn = (states: readonly State[], state: string): boolean => states.some((each) => each === state);
const groupOf = (kind: string, seen: readonly string[]): Group => {
  const byKind = KIND_GROUPS[kind];
  if (byKind) return byKind;
  const egift = seen.some((state) => isIn(SHOWS_EGIFT, state));
  const parcel = seen.some((state) => isIn(SHOWS_PARCEL, state));
  return egift === parcel ? 'unclear' : egift ? 'egift' : 'physical';
};

const rowsFor = (group: Group, state: string) => TABLE.filter(({ groups, states }) => groups.includes(group) && isIn(states, state));
const expected = ({ is }: Relation, group: Group, state: string): Answer => {
  const [row] = rowsFor(group, state);
  return is === 'nobody' ? 'not theirs' : (row?.[is] ?? 'not theirs');
};

const EMEA = { id: teamId('emea'), name: 'EMEA' };
const TEAMS = { every: 'every', 'its team': [EMEA.id], another: [teamId('apac')], none: [] } as const;
const actorIn = ({ role, teams, own }: Relation) => anActor({ memberId: memberId(own ? 'sam' : 'kim'), role, teams: TEAMS[teams] });
const sendIn = ({ teamless }: Relation, kind: string, state: string, past: readonly string[]) => aSend({
  kind, family: familyOf(kind, [...past, state].map(statusIn)), status: statusIn(state), team: teamless ? undefined : EMEA,
  sender: { id: memberId('sam'), name: 'Sam Lee', email: 'sam@corp.example' },
});

describe('the hand-written table of who may cancel', () => {
  it('has each combination of group and state in exactly one row', () => {
    const groups: Group[] = ['egift', 'inventoried', 'physical', 'unclear'];
    expect(groups.flatMap((group) => STATES.map((state) => ({ group, state, rows: rowsFor(group, state).length })).filter(({ rows }) => rows !== 1))).toEqual([]);
  });

  it('knows every kind, every status and every hold of the product', () => {
    expect(Object.keys(KIND_GROUPS)).toEqual(expect.arrayContaining([...KNOWN_KINDS]));
    expect(new Set(TABLE.flatMap(({ states }) => states))).toEqual(new Set(STATES));
  });
});

const COMBINATIONS = Object.keys(KIND_GROUPS).flatMap((kind) => STATES.flatMap((state) => PASTS.map((past) => ({ kind, state, past }))));

describe('who may approve', () => {
  it.each(RELATIONS)('$who', (relation) => {
    const wrong = COMBINATIONS.flatMap(({ kind, state, past }) => {
      const answer = approval(decideApprove(actorIn(relation), sendIn(relation, kind, state, past)));
      const [row] = rowsFor(groupOf(kind, [...past, state]), state);
      const should: Approval = relation.is === 'nobody' ? 'not theirs' : (row?.approve?.[relation.is] ?? 'nothing to approve');
      return answer === should ? [] : [{ kind, state, past, answer, should }];
    });
    expect(wrong).toEqual([]);
  });
});

describe('who may cancel', () => {
  it.each(RELATIONS)('$who', (relation) => {
    const wrong = COMBINATIONS.flatMap(({ kind, state, past }) => {
      const answer = said(decideCancel(actorIn(relation), sendIn(relation, kind, state, past)));
      const should = AS_DECIDED[expected(relation, groupOf(kind, [...past, state]), state)];
      return answer === should ? [] : [{ kind, state, past, answer, should }];
    });
    expect(wrong).toEqual([]);
  });

  it('says which hold it is', () => {
    const held = aSend({ family: 'EGIFT', status: statusOf('ON_HOLD', 'blocked') });
    expect(decideCancel(anActor({ role: 'ADMIN' }), held)).toEqual({ allowed: false, reason: { why: 'hold', hold: 'blocked' }, askSupport: false });
  });
});

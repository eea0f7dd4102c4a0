import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WorkspaceId } from '../../src/domain/ids.ts';
import { NO_FILTER } from '../../src/domain/query/filter.ts';
import { readAsked } from '../../src/domain/search/asked.ts';
import { type Actor, reachOf } from '../../src/domain/visibility.ts';
import type { SendRecord } from '../../src/usecases/ports.ts';
import { SUGGESTED } from '../../src/usecases/ports/suggestions.ts';
import { searchSends } from '../../src/usecases/searchSends.ts';
import { sendsIn } from '../../src/usecases/sendsIn.ts';
import { numbered, TODAY } from '../slack/frontDoor.ts';
import { anActor, memberId, teamId } from '../support/builders.ts';
import { databases, type TestDatabase } from '../support/databases.ts';

const RUNS = Number(process.env['REACH_RUNS'] ?? 4);

/** Words so near each other that any may be taken for a slip of the others, and what makes further ones of them. */
const WORDS = ['marion', 'marian', 'martin', 'marlin', 'marvin', 'jane', 'jana', 'jayne', 'janet', 'holiday', 'welcome', 'hollidays'];
const word = fc.constantFrom(...WORDS);
const slipped = fc.tuple(word, fc.nat(8), fc.constantFrom(...'aeinrst')).map(([of, at, letter]) => of.slice(0, at) + letter + of.slice(at + 1));
const anyWord = fc.oneof(word, slipped);
const TEAMS = ['EMEA', 'APAC', 'West', undefined] as const;
const PEOPLE = ['Jane Marin', 'Jana Martins', 'Marvin Jans', 'Holly Day', 'Ask Er'];
const ASKER = PEOPLE.length - 1;
const aSaid = fc.record({ who: fc.nat(PEOPLE.length - 1), team: fc.constantFrom(...TEAMS), name: fc.tuple(anyWord, anyWord), company: anyWord, campaign: fc.tuple(anyWord, fc.constantFrom('2025', '2026', 'q1')), day: fc.nat(600) });
type Said = { who: number; team: (typeof TEAMS)[number]; name: [string, string]; company: string; campaign: [string, string]; day: number };

const ROLES = [
  { who: 'a Sender', role: 'SENDER', teams: [] }, { who: 'a Manager of a team', role: 'MANAGER', teams: ['EMEA'] },
  { who: 'a Manager of two', role: 'MANAGER', teams: ['EMEA', 'APAC'] }, { who: 'a Manager of every team', role: 'MANAGER', teams: 'every' },
] as const;
type Role = (typeof ROLES)[number];
const sees = ({ role, teams }: Role, { who, team }: Said): boolean =>
  who === ASKER || (role === 'MANAGER' && team !== undefined && (teams === 'every' || teams.some((each) => each === team)));

const email = (name: string): string => `${name.replace(' ', '.').toLowerCase()}@corp.example`;
const recordOf = ({ who, team, name, company, campaign, day }: Said, number: number): SendRecord => {
  const { team: _, ...said } = numbered(number, {
    senderName: PEOPLE[who] ?? '', senderEmail: email(PEOPLE[who] ?? ''), recipientName: name.join(' '), recipientEmail: `${name.join('.')}${number}@${company}.example`, recipientCompany: company,
    campaign: { name: campaign.join(' ') }, createdAt: new Date(TODAY.getTime() - day * 86_400_000 - number * 1000),
  });
  return team === undefined ? said : { ...said, team };
};

describe.each(databases)('what somebody may not see changes nothing that is found or suggested, on $name', ({ open }) => {
  let db: TestDatabase;
  let next = 0;
  beforeAll(async () => {
    db = await open();
  });
  afterAll(() => db.drop());

  const record = (workspace: WorkspaceId, records: readonly SendRecord[]) => db.store.recorder.record(workspace, records, { source: 'CSV', now: TODAY, dryRun: false });
  const worldOf = async ({ role, teams }: Role, steps: readonly (readonly SendRecord[])[], then: readonly ((workspace: WorkspaceId) => Promise<unknown>)[] = []): Promise<Actor> => {
    const workspace = (await db.store.workspaces.create('Corp', `T${next++}`)).id;
    await db.store.members.save(workspace, PEOPLE.map((name) => ({ email: email(name), name, role: 'SENDER', teams: [] })), { dryRun: false, by: { actor: 'operator', door: 'CLI', at: TODAY } });
    for (const records of steps) await record(workspace, records);
    for (const step of then) await step(workspace);
    const [member] = await db.query('SELECT id FROM members WHERE workspace_id = $1 AND email = $2', [workspace, email(PEOPLE[ASKER] ?? '')]);
    const known = await db.query('SELECT id, name FROM teams WHERE workspace_id = $1 ORDER BY key', [workspace]);
    const theirs = teams === 'every' ? teams : known.filter(({ name }) => teams.some((each) => each === name)).map(({ id }) => teamId(String(id)));
    return anActor({ workspaceId: workspace, memberId: memberId(String(member?.['id'])), role, teams: theirs });
  };

  /** Everything that is answered to somebody, without ids. */
  const answers = async (actor: Actor, texts: readonly string[]): Promise<string> => {
    const { store } = db;
    const deps = { ...store, clock: () => TODAY, cancelMode: 'off', thresholds: { ORDER_RECEIVED: { days: 7, byKind: {} }, FULFILLMENT_ISSUE: { days: 3, byKind: {} }, CONFIRMING_ADDRESS: { days: 5, byKind: {} } } } as const;
    const said: unknown[] = [];
    for (const text of ['', ...texts]) {
      const asked = readAsked(text);
      said.push(text, asked.for === 'sends' ? await searchSends(deps)(actor, asked) : asked, await sendsIn(deps)(actor, text));
      for (const what of SUGGESTED) {
        const found = await store.suggestions.search(actor.workspaceId, reachOf(actor), what, text, 20);
        said.push(found, await store.suggestions.byIds(actor.workspaceId, reachOf(actor), what, found.map(({ id }) => id)).then((some) => some.length));
      }
      if (text !== '') said.push(await store.sends.list(actor.workspaceId, reachOf(actor), { ...NO_FILTER, text: text.split(' ') }, actor.memberId, { size: 20 }));
    }
    return JSON.stringify(said, undefined, 1).replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '…');
  };

  it.each(ROLES)('for $who, whatever the sends are', async (role) => {
    await fc.assert(fc.asyncProperty(fc.array(aSaid, { minLength: 4, maxLength: 16 }), fc.array(aSaid, { minLength: 20, maxLength: 60 }), fc.array(fc.oneof(anyWord, fc.tuple(anyWord, anyWord).map((words) => words.join(' ')), fc.constantFrom('jane marin', '2025', 'marvni jnas')), { minLength: 3, maxLength: 4 }), async (some, more, texts) => {
      const inside = some.map((said) => (sees(role, said) ? said : { ...said, who: ASKER })).map((said, i) => recordOf(said, 1 + i));
      const outside = more.filter((said) => !sees(role, said)).map((said, i) => recordOf(said, 1000 + i));
      const half = outside.length / 2;
      const without = await worldOf(role, [inside.slice(0, 3), inside.slice(3)]);
      const beside = await worldOf(role, [outside.slice(0, half), inside.slice(0, 3), outside.slice(half), inside.slice(3)]);
      expect(await answers(beside, texts)).toBe(await answers(without, texts));
    }), { numRuns: RUNS, endOnFailure: true });
  }, 120_000);

  it.each(ROLES)('for $who of very many, far back in them', async (role) => {
    const [own, colleague] = [{ who: ASKER, team: 'EMEA' as const, day: 0 }, { who: 0, team: role.role === 'SENDER' ? undefined : 'EMEA' as const, day: 0 }];
    const said = { name: ['quentin', 'quill'], company: 'lanternists', campaign: ['q1', '2023'] } satisfies Partial<Said>;
    const filler = { name: ['some', 'body'], company: 'elsewhere', campaign: ['newer', '2026'] } satisfies Partial<Said>;
    const inside = [recordOf({ ...own, ...said, day: 900 }, 1), recordOf({ ...own, ...said, campaign: ['q1', '2022'], day: 901 }, 2), recordOf({ ...own, ...filler, day: 500 }, 3), recordOf({ ...own, ...filler, company: 'quillers', day: 902 }, 4)];
    const theirs = role.role === 'SENDER' ? [] : [recordOf({ ...colleague, ...filler, day: 903 }, 5)];
    const elsewhere = { team: role.role === 'MANAGER' && role.teams === 'every' ? undefined : 'West' as const, who: 0, day: 400 };
    const outside = [
      recordOf({ ...elsewhere, ...said }, 1000), ...Array.from({ length: 14 }, (_, i) => recordOf({ ...elsewhere, ...said, campaign: ['q1 2023', `wave ${i}`] }, 1001 + i)),
      ...Array.from({ length: 9 }, (_, i) => recordOf({ ...elsewhere, ...filler, name: ['quentin', `quilt${'abcdefghi'.charAt(i)}`] }, 1020 + i)),
    ];
    /** Many more like one, each a minute younger than that before: more than are looked through. */
    const multiply = (number: number) => (workspace: WorkspaceId) => db.query(`INSERT INTO sends SELECT more.* FROM sends s, generate_series(1, 1700) g, jsonb_populate_record(s, jsonb_build_object('id', gen_random_uuid(),
      'number', s.number || '-' || g, 'listed_at', s.listed_at + g * interval '1 minute')) more WHERE s.workspace_id = $1 AND s.number = $2`, [workspace, String(number)]);
    const texts = ['q1 2023', 'quentin quill', 'quill lanternists', 'quilentin quill', 'quentni quill', 'quillers', 'jane marin', 'jaen marin', 'lanternists 2022'];
    const without = await worldOf(role, [inside, theirs], [multiply(3)]);
    const beside = await worldOf(role, [outside, inside, theirs], [multiply(1000), multiply(3), multiply(1020)]);
    const found = await answers(without, texts);
    expect(await answers(beside, texts)).toBe(found);
    for (const number of role.role === 'SENDER' ? [1, 2, 4] : [1, 2, 4, 5]) expect(found).toContain(`"number": "${number}"`);
  }, 60_000);
});

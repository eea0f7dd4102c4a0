import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer, Fillings, Person } from '../../src/sandbox/slack/index.ts';
import { databases } from '../support/databases.ts';
import { emailOf, type FrontDoor, numbered, openFrontDoor } from './frontDoor.ts';

const DAY = 24 * 3600_000;
/** Fields of the dialog as they stand after it was filled anew so many times. */
const fields = (values: Readonly<Record<string, string | readonly string[] | null>>, edition = 0): Fillings =>
  Object.fromEntries(Object.entries(values).map(([field, value]) => [`filter_${field}_${edition}`, { [`filter_${field}`]: value }]));

describe('the filter dialog', () => {
  let door: FrontDoor;
  let sam: Person;
  let ana: Person;

  beforeAll(async () => {
    const [embedded] = databases;
    if (!embedded) throw new Error('no database');
    door = await openFrontDoor(await embedded.open());
    sam = await door.member('Sam Lee');
    ana = await door.member('Ana Ruiz', 'ADMIN');
    const at = (days: number) => new Date(door.now().getTime() - days * DAY);
    await door.sends(
      numbered(1, { recipientName: 'Jane Park', createdAt: at(3) }),
      numbered(2, { recipientName: 'Omar Haddad', recipientCompany: 'Globex', createdAt: at(20), campaign: { name: 'Welcome' }, observations: [{ status: { name: 'DELIVERED' }, at: at(5), approximate: false }] }),
      numbered(3, { recipientName: 'Lena Fischer', createdAt: at(60), campaign: { name: 'Welcome back' }, test: true }),
      numbered(4, { recipientName: 'Theirs', senderEmail: emailOf('Tom Berg'), senderName: 'Tom Berg', createdAt: at(2), team: 'APAC', campaign: { name: 'Secret Launch' } }),
    );
  });
  afterAll(() => door.close());

  const open = async (person: Person, list: Answer): Promise<Answer> => {
    await person.presses(list, 'Filter…');
    return person.modalFilled('Save as');
  };
  const shown = (answer: Answer): string[] => ['Jane Park', 'Omar Haddad', 'Lena Fischer', 'Theirs'].filter((name) => answer.visible.includes(name));

  it('opens from a list, and its result takes that list’s place', async () => {
    const list = await sam.types('/sends mine');
    await open(sam, list);
    const { errors, modal } = await sam.submits(fields({ status: ['DELIVERED'] }));
    expect({ errors, modal }).toEqual({ errors: {}, modal: undefined });
    expect(shown(list.now())).toEqual(['Omar Haddad']);
    expect(list.now().visible).toContain('Only: Delivered');
  });

  it('begins with the filters that the list has', async () => {
    const list = await sam.types('/sends mine status:delivered to:omar since:30d campaign:wel test:no cost:>5 kind:inventoried "mug"');
    const modal = await open(sam, list);
    const said = JSON.stringify(modal.blocks);
    for (const word of ['"initial_value":"omar"', 'The last 30 days', 'Any with “wel”', '"initial_value":">5"', '"initial_value":"mug"']) expect(said).toContain(word);
    // Left as it is, it asks the same again.
    await sam.submits();
    expect(list.now().visible.split('\n').slice(0, 4)).toEqual(list.visible.split('\n').slice(0, 4));
  });

  it('begins with the filters that are typed after /sends filter, and answers a typo as any command does', async () => {
    const field = (modal: Answer, name: string): string => JSON.stringify(modal.blocks.find(({ block_id: block }) => block === `filter_${name}_0`));
    await sam.types('/sends filter status:delivered since:30d to:omar');
    const modal = await sam.modalFilled('Save as');
    expect([field(modal, 'view'), field(modal, 'status'), field(modal, 'period'), field(modal, 'to')].map((said) => /"initial_\w+":(?:\[?\{"text":\{[^}]*"text":)?"([^"]*)"/.exec(said)?.[1]))
      .toEqual(['Everything I may see', 'Delivered', 'The last 30 days', 'omar']);
    expect(field(modal, 'since')).not.toContain('initial_date');
    await sam.submits();
    await sam.types('/sends filter stale team:emea');
    expect(field(await sam.modalFilled('Save as'), 'view')).toContain('"initial_option":{"text":{"type":"plain_text","text":"What is stuck"');
    await sam.closes();
    await sam.types('/sends filter deliverd');
    expect((await sam.modalFilled('Save as')).visible).toContain('Did you mean `/sends filter status:delivered`?');
    await sam.closes();
    const typo = await sam.types('/sends filter statsu:delivered');
    expect([typo.visible.includes('`/sends filter status:delivered`'), sam.modal]).toEqual([true, undefined]);
  });

  it('is not needed for a slip in what is searched: a list that finds nothing offers what does, among what its asker sees', async () => {
    const offered = async (person: Person, text: string): Promise<string | undefined> => /Did you mean ([^?]*)\?/.exec((await person.types(text)).visible)?.[1];
    expect(await offered(sam, '/sends jnae')).toBe('`/sends all "jane"`');
    expect(await offered(sam, '/sends mine to:"jane pakr" since:30d')).toBe('`/sends mine to:"jane park" since:30d`');
    // What it would find is ruled out by the other filter.
    expect(await offered(sam, '/sends jnae status:expired')).toBeUndefined();
    expect([await offered(sam, '/sends thiers'), await offered(ana, '/sends thiers')]).toEqual([undefined, '`/sends all "theirs"`']);
  });

  it('keeps the words of a list that was paged: its dates go on moving with the day', async () => {
    const zoe = await door.member('Zoe Adler');
    await door.sends(...Array.from({ length: 11 }, (_, i) => numbered(100 + i, { senderEmail: emailOf('Zoe Adler'), senderName: 'Zoe Adler', createdAt: new Date(door.now().getTime() - 2 * DAY) })));
    const list = await zoe.types('/sends since:3d');
    await list.press('Next');
    await open(zoe, list.now());
    expect(zoe.modal && JSON.stringify(zoe.modal.blocks)).toContain('"text":"As it was"');
    await zoe.submits(fields({ name: 'fresh' }));
    await door.forward(DAY);
    expect((await zoe.types('/sends fresh')).visible).toContain('11 match');
    await door.forward(3 * DAY);
    expect((await zoe.types('/sends fresh')).visible).toContain('Nothing matches');
    await door.forward(-4 * DAY);
  });

  it('says at its field what is wrong, and stays', async () => {
    const list = await sam.types('/sends mine');
    await open(sam, list);
    const { errors } = await sam.submits(fields({ to: 'x', cost: 'much', period: '30d', since: '2026-11-01', text: 'ab', name: 'mine' }));
    expect(errors).toEqual({
      filter_to_0: 'A search needs at least three characters.', filter_cost_0: 'I can’t read this as an amount. These work: >50, 20..50.',
      filter_since_0: 'The period says when already. Keep one of the two.', filter_text_0: 'A search needs at least three characters.',
    });
    expect((await sam.submits(fields({ since: '2026-11-05', until: '2026-11-01' }))).errors).toEqual({ filter_until_0: 'The dates leave no day between them.' });
    expect((await sam.submits(fields({ name: 'shipped' }))).errors).toEqual({ filter_name_0: 'This word means something else after /sends. Choose another.' });
    expect((await sam.submits(fields({ name: '12 monkeys' }))).errors).toEqual({ filter_name_0: 'A name has 2 to 30 letters, digits and dashes, and begins with a letter.' });
    expect(shown(list.now())).toEqual(shown(list));
    await sam.closes();
  });

  it('finds names of what its user sees as they type, slips forgiven, and lists by the very name chosen', async () => {
    const list = await sam.types('/sends mine');
    await open(sam, list);
    expect((await sam.searches('filter_campaign', '')).map(({ label }) => label)).toEqual(['Q4 Thank You', 'Welcome', 'Welcome back']);
    expect((await sam.searches('filter_campaign', 'welcmoe')).map(({ label }) => label)).toEqual(['Welcome', 'Welcome back', 'Any with “welcmoe”']);
    const [welcome] = await sam.searches('filter_campaign', 'welc');
    await sam.submits(fields({ campaign: [welcome?.value ?? ''] }));
    expect(shown(list.now())).toEqual(['Omar Haddad']);
    await open(sam, list.now());
    const [anything] = (await sam.searches('filter_campaign', 'wel')).slice(-1);
    await sam.submits(fields({ campaign: [anything?.value ?? ''] }));
    expect(shown(list.now())).toEqual(['Omar Haddad', 'Lena Fischer']);
  });

  it('lets an Admin choose among everybody', async () => {
    const list = await ana.types('/sends all');
    await open(ana, list);
    const people = await ana.searches('filter_from', 'tom');
    expect(people.map(({ label }) => label)).toEqual(['Tom Berg (tom.berg@corp.example)', 'Anyone with “tom”']);
    expect((await ana.searches('filter_team', '')).map(({ label }) => label)).toEqual(['APAC', 'EMEA']);
    await ana.submits(fields({ from: [people[0]?.value ?? ''] }));
    expect(shown(list.now())).toEqual(['Theirs']);
  });

  it('answers /sends filter with what was chosen', async () => {
    await sam.types('/sends filters');
    await sam.modalFilled('Save as');
    await sam.submits(fields({ view: 'all', test: 'only' }));
    const [answer] = sam.sees(door.slack.general).slice(-1);
    expect(answer && shown(answer)).toEqual(['Lena Fischer']);
  });

  it('shows the result in the dialog where the list is out of reach', async () => {
    const list = await sam.types('/sends mine');
    await open(sam, list);
    await door.forward(31 * 60_000);
    const { modal } = await sam.submits(fields({ status: ['DELIVERED'] }));
    expect(modal && shown(modal)).toEqual(['Omar Haddad']);
  });

  it('opens from Home, where its result is a dialog, too, whose Filter… begins again', async () => {
    const home = await sam.opensHome();
    await home.press('Filter…');
    await sam.modalFilled('Save as');
    const { modal } = await sam.submits(fields({ status: ['DELIVERED'] }));
    expect(modal && shown(modal)).toEqual(['Omar Haddad']);
    await modal?.press('Filter…');
    expect((await sam.modalFilled('Save as')).blocks.find(({ block_id: block }) => block === 'filter_status_0')).toMatchObject({ element: { initial_options: [{ value: 'DELIVERED' }] } });
    await sam.closes();
  });

  describe('keeps a filter under a name', () => {
    const save = async (name: string, values: Parameters<typeof fields>[0]): Promise<Answer> => {
      const list = await sam.types('/sends mine');
      await open(sam, list);
      const { errors } = await sam.submits(fields({ ...values, name }));
      expect(errors).toEqual({});
      return list.now();
    };

    it('that can be typed, in any case, with more filters, and stays relative', async () => {
      expect((await save('“Late–Gifts”', { period: '30d' })).visible).toContain('Saved: `/sends late-gifts` shows this from now on.');
      expect(shown(await sam.types('/sends LATE-gifts'))).toEqual(['Jane Park', 'Omar Haddad']);
      expect(shown(await sam.types('/sends late-gifts status:delivered'))).toEqual(['Omar Haddad']);
      // A filter given again takes the saved one's place.
      expect(shown(await sam.types('/sends late-gifts since:90d'))).toEqual(['Jane Park', 'Omar Haddad', 'Lena Fischer']);
      expect(shown(await sam.types('/sends late-gifts since:7d'))).toEqual(['Jane Park']);
      await door.forward(20 * DAY);
      expect(shown(await sam.types('/sends late-gifts'))).toEqual(['Jane Park']);
      await door.forward(-20 * DAY);
      expect((await sam.types('/sends stats late-gifts')).visible).toContain('2 sends');
      expect((await sam.types('/sends export late-gifts')).visible).toContain('direct messages');
    });

    it('of theirs alone', async () => {
      expect((await ana.types('/sends late-gifts')).visible).toContain('Nothing matches');
    });

    it('which a typo finds, and a quoted word does not', async () => {
      const typo = await sam.types('/sends late-gitfs');
      expect(typo.visible).toContain('`/sends late-gifts`');
      expect((await sam.types('/sends "late-gifts"')).visible).toContain('Nothing matches');
    });

    it('that stands after /sends filter, too, however short', async () => {
      await save('q4', { period: '30d' });
      const list = await sam.types('/sends filter q4');
      expect([shown(list), list.buttons.map(({ label }) => label)]).toEqual([['Jane Park', 'Omar Haddad'], ['Filter…']]);
      await sam.types('/sends filter late-gifts status:delivered');
      const modal = await sam.modalFilled('/sends q4');
      expect(JSON.stringify(modal.blocks)).toContain('The last 30 days');
      await sam.chooses(modal, '/sends q4', 'Delete');
      await sam.closes();
    });

    it('once: the same name again takes its place, and says so', async () => {
      expect((await save('Late Gifts', { status: ['DELIVERED'] })).visible).toContain('in place of the one you had under that name');
      expect(shown(await sam.types('/sends late-gifts'))).toEqual(['Omar Haddad']);
    });

    it('which can be filled in, renamed and deleted', async () => {
      await sam.types('/sends filter');
      let modal = await sam.modalFilled('/sends late-gifts');
      modal = await sam.chooses(modal, '/sends late-gifts', 'Change or rename…');
      expect(JSON.stringify(modal.blocks)).toContain('Save late-gifts as');
      await sam.submits(fields({ name: 'arrived' }, 1));
      expect(shown(await sam.types('/sends arrived'))).toEqual(['Omar Haddad']);
      expect((await sam.types('/sends late-gifts')).visible).toContain('Nothing matches');
      await sam.types('/sends filter');
      modal = await sam.modalFilled('/sends arrived');
      modal = await sam.chooses(modal, '/sends arrived', 'Delete');
      expect(modal.visible).toContain('Deleted: `arrived`.');
      expect(modal.visible).not.toContain('/sends arrived');
      await sam.closes();
    });

    it('no more than 25 of them', async () => {
      for (let i = 0; i < 25; i++) await save(`filter-no-${i}`, { status: ['DELIVERED'] });
      const list = await sam.types('/sends mine');
      await open(sam, list);
      expect((await sam.submits(fields({ name: 'one-more' }))).errors).toEqual({ filter_name_0: 'You have 25 saved filters, the most there can be. Delete one first.' });
      await sam.closes();
    });
  });

  it('is nothing that Slack would refuse', () => expect(door.slack.invalid).toEqual([]));
});

import { describe, expect, it } from 'vitest';
import { canonicalText } from '../../../src/domain/query/canonical.ts';
import { parseSendsCommand } from '../../../src/domain/query/parse.ts';
import { mayNameSaved, nameProblem, savedKey, type SavedQuery } from '../../../src/domain/query/saved.ts';
import { NOW, ZONE } from './ask.ts';

const LATER = new Date(NOW.getTime() + 45 * 24 * 3600_000);
const saved = (text: string): SavedQuery => {
  const parsed = parseSendsCommand(text, { now: NOW, timeZone: ZONE });
  if (!parsed.ok || parsed.query.verb !== 'list') throw new Error(text);
  return { view: parsed.query.view, filter: parsed.query.filter, relative: parsed.relative ?? {} };
};
const asked = (text: string, kept: Readonly<Record<string, string>>, now = NOW) =>
  parseSendsCommand(text, { now, timeZone: ZONE, saved: new Map(Object.entries(kept).map(([key, each]) => [key, saved(each)])) });
const filterAt = (text: string, now = NOW) => {
  const parsed = parseSendsCommand(text, { now, timeZone: ZONE });
  return parsed.ok && 'filter' in parsed.query ? parsed.query.filter : undefined;
};

describe('a name', () => {
  it.each([['My Filter', 'my-filter'], ['“late–gifts”', 'late-gifts'], ['Café_Run', 'cafe-run'], ['‘Q4’', 'q4'], ['--x--', 'x']])('%j is told apart as %j', (typed, key) => expect(savedKey(typed)).toBe(key));

  it.each(['mine', 'my', 'stuck', 'help', 'filters', 'shipped', 'used', 'open', 'trouble', 'status', 'subscribe', 'unfollow'])('cannot be %j, which means something else', (word) => expect(nameProblem(savedKey(word))).toBe('taken'));
  it.each(['', 'x', '1234', '4ever', 'a'.repeat(31), 'a b:c', '<!channel>', 'x,y'])('cannot be %j', (word) => expect(nameProblem(savedKey(word))).toBe('form'));
  it.each(['vip', 'late-gifts', 'q4', 'größe', '名前'])('can be %j', (word) => expect(nameProblem(savedKey(word))).toBeUndefined());

  it('is looked up only where it can stand', () => {
    expect(['', 'mine x', 'team', 'whoami', 'export', 'stale late'].filter(mayNameSaved)).toEqual([]);
    expect(['late', '  late since:7d', 'export late', 'stats LATE', 'status:shipped'].filter(mayNameSaved)).toHaveLength(5);
  });
});

describe('a saved filter', () => {
  it.each(['since:30d', 'after:2w', 'until:yesterday', 'before:monday', 'on:last-month', 'since:last-week', 'since:12h', 'on:today', 'since:3mo..yesterday', 'on:this-year'])('with %s moves with the day', (dates) => {
    const later = asked('late', { late: `all ${dates}` }, LATER);
    expect(later).toMatchObject({ ok: true, query: { verb: 'list', filter: filterAt(`all ${dates}`, LATER) } });
    const { filter, relative } = saved(`all ${dates}`);
    // Written with its dates as they move, it reads back alike, then as now.
    expect(filterAt(canonicalText('all', filter, relative), LATER)).toEqual(filterAt(`all ${dates}`, LATER));
  });

  it.each(['since:2026-05-01', 'on:oct', 'until:oct 3', 'since:2026-05-01T10:00:00Z'])('with %s stays where it was', (dates) => {
    expect(asked('late', { late: `all ${dates}` }, LATER)).toMatchObject({ query: { filter: filterAt(`all ${dates}`) } });
  });

  it('keeps its list, and gives way to what is typed beside it', () => {
    const kept = { late: 'team status:shipped to:jane since:30d "mug"' };
    expect(asked('LATE', kept)).toMatchObject({ query: { view: 'team', canonical: 'team "mug" status:shipped to:jane since:2026-10-13T04:00:00Z' } });
    expect(asked('late status:delivered since:90d acme', kept)).toMatchObject({ query: { view: 'team', canonical: 'team "mug" "acme" status:delivered to:jane since:2026-08-14T04:00:00Z' } });
    expect(asked('late until:2026-01-01', kept)).toMatchObject({ ok: false, problem: { why: 'contradiction' } });
  });

  it('is a list to export and to count', () => {
    expect(asked('export late with:address test:no', { late: 'mine status:shipped' })).toMatchObject({ query: { verb: 'export', view: 'mine', withAddress: true, canonical: 'mine status:shipped test:no' } });
    expect(asked('stats late', { late: 'team to:jane' })).toMatchObject({ query: { verb: 'stats', view: 'team', filter: { to: ['jane'] } } });
  });

  it('is not what a quoted word, a status, a subcommand or another word says', () => {
    const kept = { late: 'team', order: 'team', mine: 'team' };
    expect(asked('"late"', kept)).toMatchObject({ query: { view: 'all', filter: { text: ['late'] } } });
    expect(asked('order received', kept)).toMatchObject({ query: { view: 'all', filter: { statuses: ['ORDER_RECEIVED'] } } });
    expect(asked('mine', kept)).toMatchObject({ query: { view: 'mine' } });
    expect(asked('acme late', kept)).toMatchObject({ query: { view: 'all', filter: { text: ['acme', 'late'] } } });
  });

  it('is what a slip is taken for', () => {
    expect(asked('late-gfits since:7d', { 'late-gifts': 'team' })).toMatchObject({ ok: false, problem: { why: 'unknown-view', suggestions: ['/sends late-gifts since:7d'], literal: '/sends "late-gfits" since:7d' } });
  });
});

describe('a whole name', () => {
  it('is said with =', () => {
    expect(filterAt('campaign:"=Q4 Thank You" team:=EMEA,west')).toMatchObject({ campaigns: ['=q4 thank you'], teams: ['=emea', 'west'] });
    expect(filterAt(canonicalText('all', saved('all campaign:"=Q" team:"=A"').filter))).toMatchObject({ campaigns: ['=q'], teams: ['=a'] });
  });
});

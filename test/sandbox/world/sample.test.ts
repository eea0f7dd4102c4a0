import { expect, it } from 'vitest';
import { KNOWN_STATUSES } from '../../../src/domain/status.ts';
import { sampleWorld } from '../../../src/sandbox/world/sample.ts';

const NOW = new Date('2026-11-20T12:00:00Z');
const world = sampleWorld(NOW);
const sends = [...world.sends()];

it('has four hundred sends of every kind and status, none in the future', () => {
  expect(sends).toHaveLength(400);
  expect(new Set(sends.map(({ id }) => id)).size).toBe(400);
  const now = new Set(sends.map(({ history }) => history.at(-1)?.status.name));
  expect([...KNOWN_STATUSES, 'UNKNOWN'].filter((status) => ![...now].some((each) => each === status))).toEqual([]);
  expect(new Set(sends.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(7);
  expect(sends.flatMap(({ history }) => history).filter(({ at }) => at > NOW)).toEqual([]);
  for (const { history } of sends) expect(history.map(({ at }) => at)).toEqual(history.map(({ at }) => at).toSorted((a, b) => a.getTime() - b.getTime()));
});

it('has test sends, archived and deleted campaigns, and names that break things', () => {
  expect(sends.filter(({ test }) => test).length).toBeGreaterThan(0);
  expect(new Set(sends.map(({ campaign }) => campaign?.state))).toEqual(new Set(['active', 'archived', 'deleted', undefined]));
  expect(sends.some(({ recipient }) => recipient.name === '<!channel>')).toBe(true);
  expect(sends.some(({ sender }) => /[\u0600-\u06FF]/.test(sender.name))).toBe(true);
});

it('has the same company at all times, and dates that follow the day', () => {
  const later = [...sampleWorld(new Date(NOW.getTime() + 3 * 24 * 3600_000)).sends()];
  expect(later.map(({ id, kind }) => `${id} ${kind}`)).toEqual(sends.map(({ id, kind }) => `${id} ${kind}`));
  expect(later.find(({ id }) => id === '1234')?.createdAt.getTime()).toBe(new Date('2026-11-14T12:00:00Z').getTime());
  expect(world.people.map(({ role }) => role).filter((role) => role !== 'Sender').toSorted()).toEqual(['Admin', 'Manager', 'Manager']);
  expect(world.teams).toHaveLength(3);
});

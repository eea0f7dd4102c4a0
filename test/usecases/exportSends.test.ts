import { describe, expect, it } from 'vitest';
import { NO_FILTER } from '../../src/domain/query/filter.ts';
import type { Reach } from '../../src/domain/visibility.ts';
import { exportSends } from '../../src/usecases/exportSends.ts';
import type { ExportedSend, SendReader } from '../../src/usecases/ports.ts';
import { all } from '../support/bytes.ts';
import { aSend, anActor, memberId, sendId, teamId, workspaceId } from '../support/builders.ts';

const rows: ExportedSend[] = Array.from({ length: 2500 }, (_, n) => ({
  ...aSend({ id: sendId(String(n).padStart(5, '0')), number: String(n) }), names: [], address: '1 Main St', message: 'Thank you',
}));

/** A reader over `rows` that keeps what it was asked. */
const reader = () => {
  const asked: { reach: Reach; viewer: string | undefined }[] = [];
  const sends: Pick<SendReader, 'exportPage'> = {
    exportPage: async (_workspace, reach, _filter, viewer, { after, size }) => {
      asked.push({ reach, viewer });
      return rows.filter(({ id }) => after === undefined || id > after).slice(0, size);
    },
  };
  return { sends, asked };
};

describe('exporting sends', () => {
  it('gives the operator everything, addresses and messages included, each send once', async () => {
    const { sends, asked } = reader();
    expect(await all(exportSends({ sends })({ operatorOf: workspaceId('w') }, NO_FILTER))).toEqual(rows);
    expect(asked).toEqual(Array.from({ length: 3 }, () => ({ reach: { everything: true }, viewer: undefined })));
  });

  it('fetches a page only when somebody takes its rows', async () => {
    const { sends, asked } = reader();
    const taken = exportSends({ sends })({ operatorOf: workspaceId('w') }, NO_FILTER);
    expect(asked).toHaveLength(0);
    for (let n = 0; n < 1000; n++) await taken.next();
    expect(asked).toHaveLength(1);
    await taken.next();
    expect(asked).toHaveLength(2);
  });

  it('bounds a member by what they may see at that moment, page by page', async () => {
    const { sends, asked } = reader();
    const roles = [anActor({ role: 'ADMIN' }), anActor({ role: 'MANAGER', teams: [teamId('emea')] }), anActor()];
    let next = 0;
    const actor = async () => roles[next++] ?? anActor();
    await all(exportSends({ sends })({ actor, withAddress: true }, NO_FILTER));
    const own = memberId('sam');
    expect(asked).toEqual([
      { reach: { everything: true }, viewer: own },
      { reach: { everything: false, own, teams: ['emea'] }, viewer: own },
      { reach: { everything: false, own, teams: [] }, viewer: own },
    ]);
  });

  it('ends with the error of a member who may see nothing any more', async () => {
    const { sends } = reader();
    let asked = 0;
    const actor = async () => {
      if (asked++ > 0) throw new Error('deactivated');
      return anActor();
    };
    await expect(all(exportSends({ sends })({ actor, withAddress: false }, NO_FILTER))).rejects.toThrow('deactivated');
  });

  it('leaves addresses and messages out of a member’s export unless asked for', async () => {
    const { sends } = reader();
    const personal = async (withAddress: boolean) => {
      const [first] = await all(exportSends({ sends })({ actor: async () => anActor(), withAddress }, NO_FILTER));
      return { address: first?.address, message: first?.message };
    };
    expect(await personal(false)).toEqual({ address: undefined, message: undefined });
    expect(await personal(true)).toEqual({ address: '1 Main St', message: 'Thank you' });
  });
});

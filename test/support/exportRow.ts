import { z } from 'zod';
import type { CampaignId, MemberId, SendId, TeamId } from '../../src/domain/ids.ts';
import type { ExportRow } from '../../src/sources/csv/write.ts';

const id = <Id extends string>(text: string): Id => z.custom<Id>().parse(text);

/** A send as exported, with whatever a test cares about. */
export const anExportRow = (over: Partial<ExportRow> = {}): ExportRow => ({
  id: id<SendId>('00000000-0000-4000-8000-000000000001'),
  number: '1234',
  kind: 'Amazon',
  family: 'PHYSICAL',
  test: false,
  status: { name: 'SHIPPED' },
  since: new Date('2026-05-01T10:00:00Z'),
  sinceApproximate: false,
  sender: { id: id<MemberId>('m1'), name: 'Sam Lee', email: 'sam@corp.example' },
  team: { id: id<TeamId>('t1'), name: 'EMEA' },
  campaign: { id: id<CampaignId>('c1'), name: 'Q4', state: 'ARCHIVED' },
  recipient: { name: 'Jane Park', email: 'jane@x.example', company: 'X Ltd' },
  gift: 'Mug',
  cost: { cents: 1250, currency: 'USD' },
  sentVia: 'API',
  request: undefined,
  createdAt: new Date('2026-04-01T09:00:00Z'),
  listedAt: new Date('2026-04-01T09:00:00Z'),
  tracking: { carrier: 'UPS', number: '1Z999', url: 'https://www.ups.com/track?tracknum=1Z999', toWarehouse: false },
  names: [{ scheme: 'number', value: '1234' }, { scheme: 'provider', value: 'Z2lk' }],
  address: undefined,
  message: undefined,
  ...over,
});

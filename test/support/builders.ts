import { z } from 'zod';
import type { CampaignId, ExportId, MemberId, RequestId, SendId, TeamId, WorkspaceId } from '../../src/domain/ids.ts';
import type { Send, SendDetails } from '../../src/domain/send.ts';
import type { Actor } from '../../src/domain/visibility.ts';
import type { ItemId } from '../../src/usecases/ports/outbox.ts';

const branded = <Id extends string>() => (text: string): Id => z.custom<Id>((value) => typeof value === 'string').parse(text);
export const workspaceId = branded<WorkspaceId>();
export const memberId = branded<MemberId>();
export const teamId = branded<TeamId>();
export const campaignId = branded<CampaignId>();
export const sendId = branded<SendId>();
export const requestId = branded<RequestId>();
export const exportId = branded<ExportId>();
export const itemId = branded<ItemId>();

export const anActor = (said: Partial<Actor> = {}): Actor => ({
  workspaceId: workspaceId('w'), memberId: memberId('sam'), name: 'Sam Lee', email: 'sam@corp.example', role: 'SENDER', teams: [], ...said,
});

export const aSend = (said: Partial<Send> = {}): Send => ({
  id: sendId('0198a000-0000-7000-8000-000000000001'),
  number: '1234',
  kind: 'Inventoried Sends',
  family: 'PHYSICAL',
  test: false,
  status: { name: 'SHIPPED' },
  since: new Date('2026-10-28T09:00:00Z'),
  sinceApproximate: false,
  sender: { id: memberId('sam'), name: 'Sam Lee', email: 'sam@corp.example' },
  team: { id: teamId('emea'), name: 'EMEA' },
  campaign: { id: campaignId('q4'), name: 'Q4 Thank You', state: 'ACTIVE' },
  recipient: { name: 'Jane Park', email: 'jane@acme.example', company: 'Acme' },
  gift: 'Mug',
  cost: { cents: 2500, currency: 'USD' },
  sentVia: 'Salesforce',
  createdAt: new Date('2026-10-20T09:00:00Z'),
  listedAt: new Date('2026-10-20T09:00:00Z'),
  tracking: { carrier: 'UPS', number: '1Z999AA10123456784', url: undefined, toWarehouse: false },
  request: undefined,
  ...said,
});

export const someDetails = (said: Partial<SendDetails> = {}): SendDetails => ({
  ...aSend(),
  address: '1 Main St, Springfield',
  message: 'Thank you for a great year',
  trackings: [],
  history: [],
  names: [{ scheme: 'number', value: '1234' }],
  ...said,
});

import { describe, expect, it } from 'vitest';
import { channelNews, forgetSubscriptions } from '../../src/store/subscriptions/channelNews.ts';
import { sendId, workspaceId } from '../support/builders.ts';

const workspace = workspaceId('00000000-0000-4000-8000-0000000000aa');
const NOW = new Date('2026-11-20T12:00:00Z');
const after = (ms: number): Date => new Date(NOW.getTime() + ms);

describe('what channels cost a recorder where nobody subscribed', () => {
  it('is one look in five seconds, and none where nothing is news', async () => {
    let asked = 0;
    const database = { $queryRaw: async () => { asked += 1; return []; }, $executeRaw: async () => 0 };
    const news = [{ id: sendId('0198a000-0000-7000-8000-000000000001'), run: 1, undoes: undefined }];
    forgetSubscriptions(workspace);
    await channelNews(database, workspace, [], NOW);
    expect(asked).toBe(0);
    for (let i = 0; i < 500; i++) await channelNews(database, workspace, news, after(i * 9));
    expect(asked).toBe(1);
    await channelNews(database, workspace, news, after(5_001));
    expect(asked).toBe(2);
    forgetSubscriptions(workspace);
    await channelNews(database, workspace, news, after(5_002));
    expect(asked).toBe(3);
  });
});
